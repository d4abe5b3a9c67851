# SPDX-License-Identifier: EUPL-1.2
"""Whatever is done in whatever order: the file says what a plain model says, and every step goes back.

P4, P8 of the exchange: taking back is the identity on every table of the office, and long afterwards it
keeps whatever others did since.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from coopdesk.domain.changes import ChangePlan, Origin
from coopdesk.domain.errors import UserError
from coopdesk.domain.kinds import Value
from coopdesk.records.catalog import SPECS
from coopdesk.services import editing, history, maintenance
from coopdesk.services.editing import stored_values
from coopdesk.services.history import UndoConflicts
from coopdesk.services.naming import entry_of
from coopdesk.store.engine import Database
from coopdesk.store.queries import rows_of
from coopdesk.store.register import by_ids
from coopdesk.store.unit_of_work import write
from tests.helpers.contents import Content, facts, is_whole
from tests.helpers.trouble import without_syncs
from tests.helpers.truth import search_is_true, untrue_labels

WHO: Final = "test"
WORDS: Final = st.sampled_from(["amber", "birch", "Çedar", "delta Łódź", "it's; “so”", "12"])
EMPTY_OR = st.one_of(st.just(""), WORDS)

FIELDS: Final[dict[str, dict[str, st.SearchStrategy[str]]]] = {
    "partner": {
        "name": WORDS,
        "short_name": EMPTY_OR,
        "region": EMPTY_OR,
        "is_self": st.sampled_from(["", "yes"]),
    },
    "partner_name": {"variant": WORDS, "valid_from": st.sampled_from(["", "2019", "2019-07"])},
    "arrangement": {"title": WORDS, "valid_until": st.sampled_from(["", "2021", "2021-12-31"])},
    "arrangement_party": {"note": EMPTY_OR},
    "document": {"title": WORDS, "languages": st.sampled_from(["", "en", "en; fr", "fr; de; en"])},
    "note": {"text": WORDS, "written_on": st.sampled_from(["", "2026-11"])},
}
"""The types of the game, and what may be typed into their fields."""

LINKS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "partner": {"parent": ("partner",)},
    "partner_name": {"partner": ("partner",)},
    "arrangement_party": {"arrangement": ("arrangement",), "partner": ("partner",)},
    "note": {"record": tuple(FIELDS)},
}
OWNER: Final = {"partner_name": "partner", "arrangement_party": "arrangement", "note": "record"}


@dataclass(frozen=True)
class Thing:
    """A record as the model keeps it: links as references, empty fields left out."""

    type: str
    fields: Mapping[str, Value]


Model = dict[str, Thing]


def read_model(database: Database) -> Model:
    """Give every record of the game as the model would keep it."""
    found: Model = {}
    with database.reading() as connection:
        for type_key in FIELDS:
            spec = SPECS[type_key]
            for row in rows_of(connection, spec):
                values = stored_values(spec, row)
                linked = by_ids(connection, [str(values[one.key]) for one in spec.links if one.key in values])
                told = {
                    key: linked[str(value)].reference if spec.by_key[key].targets else value
                    for key, value in values.items()
                }
                found[str(told["reference"])] = Thing(type_key, told)
    return found


def _parsed(type_key: str, typed: Mapping[str, str]) -> dict[str, Value]:
    """Give what somebody typed as the model keeps it, empty fields as None."""
    fields = SPECS[type_key].by_key
    return {
        key: text or None if fields[key].targets else fields[key].kind.parse(text)
        for key, text in typed.items()
    }


def _filled(fields: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in fields.items() if value is not None}


class Office(RuleBasedStateMachine):
    """People add, change, remove, take back and do again, on several types that link and own each other."""

    def __init__(self, empty_file: Path, folder: Path) -> None:
        super().__init__()
        self._path = Path(shutil.copyfile(empty_file, folder / "office.coopdesk"))
        self._database = maintenance.open_database(self._path)
        without_syncs(self._database)
        self._number = 0
        self._model: Model = {}
        self._facts = facts(self._path)
        self._done: list[tuple[Model, Content]] = []
        self._taken_back: list[tuple[Model, Content]] = []

    @rule(data=st.data(), type_key=st.sampled_from(sorted(FIELDS)))
    def add(self, data: st.DataObject, type_key: str) -> None:
        """Add a record that links to some there are."""
        typed = self._typed(data, type_key)
        links = self._links(data, type_key)
        if links is None:
            return
        self._number += 1
        raw = {"reference": f"R-{self._number}", **typed, **links}
        editing.add_record(self._database, type_key, raw, who=WHO)
        self._did(self._model | {raw["reference"]: Thing(type_key, _filled(_parsed(type_key, raw)))})

    @precondition(lambda self: self._model)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        """Change some fields of a record."""
        reference = data.draw(st.sampled_from(sorted(self._model)), "record")
        thing = self._model[reference]
        raw = {**self._typed(data, thing.type), **(self._links(data, thing.type, of=reference) or {})}
        chosen = data.draw(st.sets(st.sampled_from(sorted(raw)), min_size=1), "fields")
        raw = {key: raw[key] for key in chosen}
        fields = _filled({**thing.fields, **_parsed(thing.type, raw)})
        if self._stands_above(reference, raw.get("parent")):
            with pytest.raises(UserError, match="would make a circle"):
                editing.change_record(self._database, reference, raw, who=WHO)
            return
        if fields == thing.fields:
            with pytest.raises(UserError, match="Nothing to change"):
                editing.change_record(self._database, reference, raw, who=WHO)
            return
        editing.change_record(self._database, reference, raw, who=WHO)
        self._did(self._model | {reference: Thing(thing.type, fields)})

    @precondition(lambda self: self._model)
    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        """Give a record another reference; what links to it follows."""
        old = data.draw(st.sampled_from(sorted(self._model)), "record")
        self._number += 1
        new = f"R-{self._number}"
        editing.change_record(self._database, old, {"reference": new}, who=WHO)
        renamed: Model = {}
        for reference, thing in self._model.items():
            fields = {key: new if value == old else value for key, value in thing.fields.items()}
            renamed[new if reference == old else reference] = Thing(thing.type, fields)
        self._did(renamed)

    @precondition(lambda self: self._model)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """Remove a record with its rows, or be told by whom it is used."""
        reference = data.draw(st.sampled_from(sorted(self._model)), "record")
        going = self._with_rows(reference)
        if any(self._targets(one) & going for one in self._model.keys() - going):
            with pytest.raises(UserError, match="cannot be removed, since it is used by"):
                editing.remove_record(self._database, reference, who=WHO)
            return
        editing.remove_record(self._database, reference, who=WHO)
        self._did({key: thing for key, thing in self._model.items() if key not in going})

    @precondition(lambda self: len(self._model) > 1)
    @rule()
    def remove_all(self) -> None:
        """Empty the desk in one act, as an import that accepts deletions may."""
        with self._database.reading() as connection:
            changes = {
                change.id: change
                for reference in self._model
                for change in editing.removal_of(connection, entry_of(connection, reference))
            }
        plan = ChangePlan(title="Remove all", origin=Origin.IMPORT, changes=tuple(changes.values()))
        write(self._database, plan, who=WHO)
        self._did({})

    @rule(times=st.integers(1, 4))
    def take_back(self, times: int) -> None:
        """Press Ctrl+Z some times."""
        for _ in range(times):
            if not self._done:
                with pytest.raises(UserError, match="nothing to take back"):
                    history.undo(self._database, who=WHO)
                return
            history.undo(self._database, who=WHO)
            self._taken_back.append((self._model, self._facts))
            self._model, expected = self._done.pop()
            self._facts = facts(self._path)
            assert self._facts == expected

    @rule(times=st.integers(1, 4))
    def do_again(self, times: int) -> None:
        """Press Ctrl+Y some times."""
        for _ in range(times):
            if not self._taken_back:
                with pytest.raises(UserError, match="nothing to do again"):
                    history.redo(self._database, who=WHO)
                return
            history.redo(self._database, who=WHO)
            self._done.append((self._model, self._facts))
            self._model, expected = self._taken_back.pop()
            self._facts = facts(self._path)
            assert self._facts == expected

    @rule()
    def restart(self) -> None:
        """Close the program and open it again."""
        self._database.close()
        self._database = maintenance.open_database(self._path)
        without_syncs(self._database)

    def teardown(self) -> None:
        """Look at everything once more."""
        assert read_model(self._database) == self._model
        assert untrue_labels(self._database) == {}
        assert search_is_true(self._database)
        self._database.close()
        assert is_whole(self._path)

    def _did(self, model: Model) -> None:
        self._done.append((self._model, self._facts))
        self._taken_back.clear()
        self._model, self._facts = model, facts(self._path)
        assert read_model(self._database) == model

    def _typed(self, data: st.DataObject, type_key: str) -> dict[str, str]:
        return {key: data.draw(strategy, key) for key, strategy in FIELDS[type_key].items()}

    def _links(self, data: st.DataObject, type_key: str, *, of: str = "") -> dict[str, str] | None:
        """Draw what a record links to; None where a record that it needs is not there.

        Remarks that name each other in a circle have no right label; a remark there is moves to no other.
        """
        drawn: dict[str, str] = {}
        for key, targets in LINKS.get(type_key, {}).items():
            wanted = set(targets) - ({"note"} if of else set())
            found = sorted(name for name, thing in self._model.items() if thing.type in wanted and name != of)
            if key == "parent":
                found = ["", *found]
            if not found:
                return None
            drawn[key] = data.draw(st.sampled_from(found), key)
        return drawn

    def _stands_above(self, reference: str, below: Value) -> bool:
        while below:
            if below == reference:
                return True
            below = self._model[str(below)].fields.get("parent")
        return False

    def _targets(self, reference: str) -> set[Value]:
        thing = self._model[reference]
        return {thing.fields.get(key) for key in LINKS.get(thing.type, {})} - {None}

    def _with_rows(self, reference: str) -> set[str]:
        going = {reference}
        while True:
            more = {
                key
                for key, thing in self._model.items()
                if thing.type in OWNER and thing.fields[OWNER[thing.type]] in going
            }
            if more <= going:
                return going
            going |= more


Edit = tuple[int, dict[str, str]]
PLAIN: Final = ("name", "region", "short_name")


@given(
    edits=st.lists(
        st.tuples(
            st.integers(0, 1),
            st.dictionaries(st.sampled_from(PLAIN), st.sampled_from(["amber", "birch", "cedar"]), min_size=1),
        ),
        min_size=1,
        max_size=7,
    ),
    picked=st.integers(0, 6),
    answer=st.sampled_from(["ours", "theirs"]),
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_taking_back_long_afterwards_asks_for_true_conflicts_and_keeps_all_else(
    edits: list[Edit], picked: int, answer: Literal["ours", "theirs"], two_partners: Path, tmp_path: Path
) -> None:
    """Of each field: as the act left it, it goes back; as it was before, it stays; else it is a question."""
    path = Path(shutil.copyfile(two_partners, tmp_path / "trial.coopdesk"))
    database = maintenance.open_database(path)
    without_syncs(database)
    now: list[dict[str, str]] = [dict.fromkeys(PLAIN, "amber") for _ in range(2)]
    acts: list[Act] = []
    for index, typed in edits:
        before = {key: now[index][key] for key in typed if now[index][key] != typed[key]}
        if before:
            number = editing.change_record(database, f"ART-{index}", typed, who=WHO).change_set
            acts.append(Act(number, index, before, after={key: typed[key] for key in before}))
            now[index] |= typed
    if acts:
        _check_late_undo(database, acts[picked % len(acts)], now, answer)
    database.close()


@dataclass(frozen=True)
class Act:
    """What one edit did to one record."""

    number: int
    index: int
    before: dict[str, str]
    after: dict[str, str]


def _check_late_undo(
    database: Database, act: Act, now: list[dict[str, str]], answer: Literal["ours", "theirs"]
) -> None:
    row, as_was = now[act.index], facts(database.path)
    back = {key for key in act.after if row[key] == act.after[key]}
    asked = {key for key in act.after if row[key] not in (act.before[key], act.after[key])}
    if asked:
        with pytest.raises(UndoConflicts) as caught:
            history.undo(database, act.number, who=WHO)
        assert {one.conflict.field for one in caught.value.questions} == asked
        assert facts(database.path) == as_was
    changed = back | (asked if answer == "theirs" else set())
    if not changed:
        history.undo(database, act.number, who=WHO, remaining=answer)
        assert facts(database.path) == as_was
        return
    history.undo(database, act.number, who=WHO, remaining=answer)
    row.update({key: act.before[key] for key in changed})
    with database.reading() as connection:
        rows = rows_of(connection, SPECS["partner"])
    assert [{key: found[key] for key in PLAIN} for found in rows] == now
    history.redo(database, who=WHO)
    assert facts(database.path) == as_was


@pytest.fixture
def two_partners(empty: Database) -> Path:
    """Give a file with two partners that say amber everywhere."""
    for number in range(2):
        fields = {"reference": f"ART-{number}", **dict.fromkeys(PLAIN, "amber")}
        editing.add_record(empty, "partner", fields, who=WHO)
    empty.close()
    return empty.path


def test_the_file_says_what_a_plain_model_says_and_every_step_goes_back(
    empty_file: Path, tmp_path: Path
) -> None:
    class Here(Office):
        def __init__(self) -> None:
            super().__init__(empty_file, tmp_path)

    run_state_machine_as_test(Here, settings=settings(max_examples=20, stateful_step_count=18, deadline=None))
