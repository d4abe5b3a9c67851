# SPDX-License-Identifier: EUPL-1.2
"""The one door: everything written is in the history, and half of something is never written."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange
from coopdesk.domain.errors import UserError
from coopdesk.domain.identifiers import new_key
from coopdesk.domain.kinds import BadValue, PickKind, Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services import browsing, chronicle, editing, history
from coopdesk.services.editing import removal_of
from coopdesk.services.naming import entry_of
from coopdesk.store import schema
from coopdesk.store.engine import Database
from coopdesk.store.register import by_references
from coopdesk.store.unit_of_work import StaleRecord, write
from tests.helpers.contents import contents, facts, is_whole
from tests.helpers.trouble import Injected, broken_off_after, statements

WHO = "Artificial Clerk"
AT = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)


def _id(database: Database, reference: str) -> str:
    with database.reading() as connection:
        return by_references(connection, [reference])[reference.lower()].id


def _plan(*changes: RecordChange, origin: Origin = Origin.EDIT, **more: object) -> ChangePlan:
    return ChangePlan(title="An act of a test", origin=origin, changes=changes, **more)  # type: ignore[arg-type]


def _creation(type_key: str = "partner", key: str | None = None, **values: Value) -> RecordChange:
    return RecordChange(type=type_key, id=key or new_key(), action="create", new=values)


def _change(database: Database, reference: str, field: str, old: Value, new: Value) -> RecordChange:
    return RecordChange(
        type="partner",
        id=_id(database, reference),
        action="change",
        old={field: old},
        new={field: new},
        places={field: "Partners!C4"},
    )


@pytest.fixture
def desk(empty: Database) -> Database:
    """Give a file with two partners, one with two further names, the other a part of the first."""
    for fields in (
        {"reference": "ART-1", "name": "Artificial body", "region": "North"},
        {"reference": "ART-2", "name": "Second body", "parent": "ART-1"},
    ):
        editing.add_record(empty, "partner", fields, who=WHO)
    for number in (1, 2):
        fields = {"reference": f"ART-1/{number}", "partner": "ART-1", "variant": f"Other name {number}"}
        editing.add_record(empty, "partner_name", fields, who=WHO)
    return empty


# --- what the history says ---


def test_a_change_is_in_the_history_with_everything_one_may_ask(desk: Database) -> None:
    plan = _plan(
        _change(desk, "ART-1", "region", "North", "South"), origin=Origin.IMPORT, reason="as agreed by letter"
    )

    written = write(desk, plan, who=WHO, at=AT)

    (entry,) = chronicle.entries(desk, limit=1)
    assert entry.number == written.change_set
    assert (entry.who, entry.made_at, entry.origin) == (WHO, AT, "import")
    assert (entry.title, entry.reason) == ("An act of a test", "as agreed by letter")
    (change,) = entry.changes
    assert (change.type, change.reference, change.field) == ("partner", "ART-1", "region")
    assert (change.old, change.new, change.place) == ("North", "South", "Partners!C4")


def test_every_field_of_a_change_is_a_line_of_its_own(desk: Database) -> None:
    editing.change_record(desk, "art-1", {"region": "", "short_name": "AB", "is_self": "yes"}, who=WHO)

    (entry,) = chronicle.entries(desk, limit=1)
    assert {(one.field, one.old, one.new) for one in entry.changes} == {
        ("region", "North", None),
        ("short_name", None, "AB"),
        ("is_self", None, True),
    }
    assert entry.title == "Change “Short name”, “Region”, “Our own organisation” of ART-1"


def test_a_creation_and_a_removal_keep_the_whole_record(desk: Database) -> None:
    editing.remove_record(desk, "ART-2", who=WHO)

    gone, *_ = chronicle.entries(desk, "ART-2")
    assert gone.title == "Remove partner ART-2"
    assert gone.changes[0].old == {"reference": "ART-2", "name": "Second body", "parent": "ART-1"}
    assert gone.changes[0].new is None
    born = chronicle.entries(desk, "ART-2")[-1]
    assert born.title == "Add partner ART-2"
    assert born.changes[0].new == gone.changes[0].old
    assert born.changes[0].old is None


def test_an_act_is_numbered_in_order_whatever_the_clock_says(desk: Database) -> None:
    numbers = [
        write(desk, _plan(_creation(reference=f"ART-1{n}", name="Body")), who=WHO, at=at).change_set
        for n, at in enumerate((AT, AT - dt.timedelta(days=400), AT))
    ]

    assert numbers == sorted(numbers)
    assert [one.number for one in chronicle.entries(desk, limit=3)] == numbers[::-1]


def test_what_is_written_in_the_same_breath_is_written_with_it_or_not_at_all(desk: Database) -> None:
    """A ledger adds its rows in the transaction of the change set."""

    def note(connection: Connection, number: int) -> None:
        connection.execute(text("INSERT INTO about VALUES ('noted', :number)"), {"number": str(number)})

    written = write(desk, _plan(_creation(reference="ART-3", name="Third")), who=WHO, also=note)
    assert ("noted", str(written.change_set)) in contents(desk.path)["about"]

    def fail(_connection: Connection, _number: int) -> None:
        raise Injected

    before = contents(desk.path)
    with pytest.raises(Injected):
        write(desk, _plan(_creation(reference="ART-4", name="Fourth")), who=WHO, also=fail)
    assert contents(desk.path) == before


def test_every_type_can_be_written_changed_and_removed(empty: Database) -> None:
    """Whatever type of record is declared goes through the door without a line of its own."""
    before = facts(empty.path)
    keys = {spec.key: new_key() for spec in SPECS.values()}
    creations = [_any_record(spec, keys) for spec in SPECS.values()]
    changes = [
        RecordChange(type=one.type, id=one.id, action="change", old={"note": None}, new={"note": "A remark"})
        for one in creations
    ]
    removals = [
        RecordChange(type=one.type, id=one.id, action="remove", old={**one.new, "note": "A remark"})
        for one in creations
    ]

    for acts in (creations, changes):
        write(empty, _plan(*acts), who=WHO)
    for spec in SPECS.values():
        assert browsing.show(empty, f"any-{spec.key}").record.fields["note"] == "A remark"
    write(empty, _plan(*removals), who=WHO)
    assert facts(empty.path) == before

    for _ in range(3):
        history.undo(empty, who=WHO)
    assert facts(empty.path) == before
    assert is_whole(empty.path)


def _any_record(spec: RecordSpec, keys: dict[str, str]) -> RecordChange:
    """Create a record with whatever is required and nothing else."""
    values: dict[str, Value] = {"reference": f"any-{spec.key}"}
    for field in spec.fields:
        if field.required and field.key != "reference":
            values[field.key] = _any_value(field, keys)
    return _creation(spec.key, keys[spec.key], **values)


def _any_value(field: FieldSpec, keys: dict[str, str]) -> Value:
    if field.targets:
        return keys["partner" if "record" in field.targets else field.targets[0]]
    choices = field.kind.picklist.items if isinstance(field.kind, PickKind) else ()
    for raw in ("2026-01-01", "1", *(choice.code for choice in choices)):
        try:
            return field.kind.parse(raw)
        except BadValue:
            continue
    raise AssertionError(field.key)


# --- nothing is overwritten ---


def test_a_value_changed_meanwhile_is_never_overwritten(desk: Database) -> None:
    late = _plan(_change(desk, "ART-1", "region", "North", "South"))
    editing.change_record(desk, "ART-1", {"region": "East"}, who="Another Clerk")
    before = contents(desk.path)

    with pytest.raises(StaleRecord) as caught:
        write(desk, late, who=WHO)

    assert contents(desk.path) == before
    (clash,) = caught.value.clashes
    conflict = clash.conflict
    assert (conflict.field, conflict.base, conflict.ours, conflict.theirs) == (
        "region",
        "North",
        "East",
        "South",
    )
    assert str(caught.value) == (
        "Artificial body was changed meanwhile: Region is now “East”, "
        "you started from “North” and want “South”."
    )


def test_a_link_changed_meanwhile_is_told_by_references(desk: Database) -> None:
    """Nobody can read an id."""
    one, other = _id(desk, "ART-1"), _id(desk, "ART-2")
    stale = _plan(_change(desk, "ART-2", "parent", other, None))

    with pytest.raises(StaleRecord, match="Part of is now “ART-1”, you started from “ART-2” and want “–”"):
        write(desk, stale, who=WHO)
    assert one


def test_a_record_removed_meanwhile_is_a_question(desk: Database) -> None:
    late = _plan(_change(desk, "ART-2", "name", "Second body", "Renamed"))
    editing.remove_record(desk, "ART-2", who="Another Clerk")

    with pytest.raises(StaleRecord, match="Second body was changed or removed meanwhile"):
        write(desk, late, who=WHO)


@pytest.mark.parametrize("typed", [{"region": "East"}, {"note": "Typed while the other looked"}])
def test_what_was_typed_meanwhile_does_not_go_with_a_removal(desk: Database, typed: dict[str, str]) -> None:
    """Also into a field that was empty: the history would not know it, and no undo could bring it back."""
    with desk.reading() as connection:
        removal = _plan(*removal_of(connection, entry_of(connection, "ART-2")))
    editing.change_record(desk, "ART-2", typed, who="Another Clerk")

    with pytest.raises(StaleRecord, match="Second body was changed or removed meanwhile"):
        write(desk, removal, who=WHO)

    assert typed.items() <= dict(browsing.show(desk, "ART-2").record.fields).items()


def test_a_row_added_meanwhile_does_not_go_with_its_owner(desk: Database) -> None:
    with desk.reading() as connection:
        removal = _plan(*removal_of(connection, entry_of(connection, "ART-2")))
    name = {"reference": "ART-2/1", "partner": "ART-2", "variant": "Typed meanwhile"}
    editing.add_record(desk, "partner_name", name, who="Another Clerk")

    with pytest.raises(UserError, match="it is used by Partner name ART-2/1"):
        write(desk, removal, who=WHO)


def test_a_record_cannot_be_created_twice(desk: Database) -> None:
    creation = _plan(_creation(reference="ART-3", name="Third"))
    write(desk, creation, who=WHO)

    with pytest.raises(StaleRecord):
        write(desk, creation, who=WHO)


def test_all_of_a_change_set_is_refused_for_one_stale_value(desk: Database) -> None:
    before = contents(desk.path)
    plan = _plan(
        _creation(reference="ART-3", name="Third"), _change(desk, "ART-1", "region", "never so", "South")
    )

    with pytest.raises(StaleRecord):
        write(desk, plan, who=WHO)

    assert contents(desk.path) == before


# --- links ---


def test_a_link_to_nothing_is_refused(desk: Database) -> None:
    with pytest.raises(UserError, match="Part of: there is no record"):
        write(desk, _plan(_creation(reference="ART-3", name="Third", parent=new_key())), who=WHO)


def test_a_link_to_the_trash_says_so(desk: Database) -> None:
    gone = _id(desk, "ART-2")
    editing.remove_record(desk, "ART-2", who=WHO)

    with pytest.raises(UserError, match="Part of: “ART-2” is in the trash"):
        write(desk, _plan(_creation(reference="ART-3", name="Third", parent=gone)), who=WHO)


def test_a_link_to_a_record_of_another_type_is_refused(desk: Database) -> None:
    with pytest.raises(UserError, match="“ART-1/1” is Partner name, but Partner is needed here"):
        write(desk, _plan(_creation(reference="ART-3", name="Third", parent=_id(desk, "ART-1/1"))), who=WHO)


def test_records_of_one_change_set_may_point_to_each_other_in_any_order(desk: Database) -> None:
    above = new_key()
    write(
        desk,
        _plan(
            _creation(reference="ART-3", name="Third", parent=above),
            _creation(key=above, reference="ART-4", name="Fourth"),
        ),
        who=WHO,
    )
    assert browsing.show(desk, "ART-3").record.fields["parent"] == "ART-4"
    history.undo(desk, who=WHO)
    assert is_whole(desk.path)


def test_a_record_in_use_is_not_removed_and_the_message_says_by_what(desk: Database) -> None:
    before = contents(desk.path)

    with pytest.raises(UserError) as caught:
        editing.remove_record(desk, "ART-1", who=WHO)

    assert str(caught.value) == (
        "Artificial body cannot be removed, since it is used by Partner ART-2. Remove or change those first."
    )
    assert contents(desk.path) == before


def test_of_many_users_five_are_named(desk: Database) -> None:
    for number in range(3, 10):
        fields = {"reference": f"ART-{number}", "name": "Part", "parent": "ART-1"}
        editing.add_record(desk, "partner", fields, who=WHO)

    with pytest.raises(UserError, match=r"Partner ART-6 and 3 more\. Remove"):
        editing.remove_record(desk, "ART-1", who=WHO)


def test_one_that_is_used_among_many_is_found_out(desk: Database) -> None:
    _many(desk)
    editing.change_record(desk, "ART-2", {"parent": "M-321"}, who=WHO)
    with desk.reading() as connection:
        found = by_references(connection, [f"M-{n}" for n in range(600)]).values()
        removals = [one for entry in found for one in removal_of(connection, entry)]

    with pytest.raises(
        UserError, match="One of many 321 cannot be removed, since it is used by Partner ART-2"
    ):
        write(desk, _plan(*removals), who=WHO)

    _let_go(desk)
    write(desk, _plan(*removals), who=WHO)
    assert len(contents(desk.path)["partner"]) == 2


def test_a_record_goes_together_with_all_that_use_it(desk: Database) -> None:
    with desk.reading() as connection:
        whole = [
            *removal_of(connection, entry_of(connection, "ART-1")),
            *removal_of(connection, entry_of(connection, "ART-2")),
        ]
    write(desk, _plan(*whole), who=WHO)

    assert contents(desk.path)["partner"] == contents(desk.path)["partner_name"] == []


def test_a_record_goes_where_its_user_lets_go_of_it_in_the_same_act(desk: Database) -> None:
    with desk.reading() as connection:
        removal = removal_of(connection, entry_of(connection, "ART-1"))
    let_go = _change(desk, "ART-2", "parent", _id(desk, "ART-1"), None)

    write(desk, _plan(*removal, let_go), who=WHO)

    assert browsing.show(desk, "ART-2").record.fields["parent"] is None


def test_a_record_does_not_go_where_its_user_says_the_same_again(desk: Database) -> None:
    with desk.reading() as connection:
        removal = removal_of(connection, entry_of(connection, "ART-1"))
    again = _change(desk, "ART-2", "parent", _id(desk, "ART-1"), _id(desk, "ART-1"))

    with pytest.raises(UserError, match="it is used by Partner ART-2"):
        write(desk, _plan(*removal, again), who=WHO)


# --- all or nothing ---


def _nothing(_: Database) -> None:
    pass


def _add(database: Database) -> None:
    editing.add_record(database, "partner_name", {"partner": "ART-1", "variant": "Third name"}, who=WHO)


def _rename(database: Database) -> None:
    editing.change_record(database, "ART-1", {"name": "Renamed body", "region": ""}, who=WHO)


def _let_go(database: Database) -> None:
    editing.change_record(database, "ART-2", {"parent": ""}, who=WHO)


def _remove(database: Database) -> None:
    editing.remove_record(database, "ART-1", who=WHO)


def _take_back(database: Database) -> None:
    history.undo(database, who=WHO)


def _remove_and_take_back(database: Database) -> None:
    _let_go(database)
    _remove(database)
    _take_back(database)


def _do_again(database: Database) -> None:
    history.redo(database, who=WHO)


def _many(database: Database) -> None:
    changes = [_creation(reference=f"M-{n}", name=f"One of many {n}") for n in range(600)]
    write(database, _plan(*changes), who=WHO)


@pytest.mark.parametrize(
    ("before", "act"),
    [
        (_nothing, _add),
        (_nothing, _rename),
        (_let_go, _remove),
        (_rename, _take_back),
        (_remove_and_take_back, _do_again),
        (_nothing, _many),
    ],
)
def test_a_failure_at_any_statement_leaves_nothing_of_an_act(
    before: Callable[[Database], None], act: Callable[[Database], None], desk: Database, tmp_path: Path
) -> None:
    """P9: whichever statement fails, the commit among them, every table holds what it held before."""
    before(desk)
    desk.close()
    as_before = contents(desk.path)
    trial = Path(shutil.copyfile(desk.path, tmp_path / "trial.coopdesk"))
    database = schema.open_database(trial)
    with statements(database.engine) as watching:
        act(database)
    database.close()
    assert contents(trial) != as_before

    shutil.copyfile(desk.path, trial)
    database = schema.open_database(trial)
    for number, statement in enumerate(watching.seen, start=1):
        with pytest.raises(Injected), statements(database.engine, fail_at=number):
            act(database)
        assert contents(trial) == as_before, statement
    act(database)  # and the door is not stuck
    database.close()
    assert is_whole(trial)


def test_a_statement_broken_off_in_its_middle_leaves_nothing_of_an_act(desk: Database) -> None:
    """Many rows go to SQLite in one statement; it may fail at any of them."""
    before = contents(desk.path)
    for steps in range(500, 20_500, 2_500):
        with pytest.raises(DBAPIError), broken_off_after(desk.engine, steps):
            _many(desk)
        assert contents(desk.path) == before
    _many(desk)
