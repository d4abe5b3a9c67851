# SPDX-License-Identifier: EUPL-1.2
"""Bringing real workbooks home into a real file: planned, written, taken back."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from coopdesk.domain.changes import Origin
from coopdesk.domain.errors import EnvironmentProblem, UsageError, UserError
from coopdesk.domain.kinds import Value
from coopdesk.exchange.reading.reader import read_workbook
from coopdesk.services import browsing, editing, exporting, history, importing, maintenance
from coopdesk.services.history import UndoConflicts
from coopdesk.services.maintenance import Database
from coopdesk.store import history as kept
from coopdesk.store import import_ledger
from coopdesk.store.backup import make_backup
from tests.helpers.contents import contents, facts, is_whole
from tests.helpers.excel import Excel, saved_by_libreoffice
from tests.helpers.trouble import Injected, statements

WHO = "test"
SENT = ["partner", "partner_name", "arrangement"]


@pytest.fixture
def sent(office: Database, tmp_path: Path) -> Path:
    """Give a workbook of partners, their names and the arrangements that has left."""
    return export(office, tmp_path / "sent.xlsx")


def export(database: Database, path: Path, *, types: list[str] = SENT) -> Path:
    exporting.export_workbook(database, path, types=types, who=WHO)
    return path


def field(database: Database, reference: str, key: str) -> Value:
    return browsing.show(database, reference).record.fields[key]


def edit(database: Database, record: str, /, **fields: str) -> None:
    editing.change_record(database, record, fields, who=WHO)


def reopened(database: Database) -> Database:
    database.close()
    return maintenance.open_database(database.path)


def an_edited_file(sent: Path) -> Path:
    """Change two records, add one, delete one."""
    excel = Excel(sent)
    excel.type("Partners", "iom", "Region", "Geneva")
    excel.type("Partners", "unhcr", "Short name", "HCR")
    excel.type("Partners", "unhcr", "Region", None)
    excel.add("Partners", Name="A body nobody had", Type="Network")
    return excel.save(sent.with_name("ankara.xlsx"))


# The dry run


def test_a_file_saved_by_another_library_changes_nothing_and_says_nothing(
    office: Database, sent: Path
) -> None:
    saved = Excel(sent).save(sent.with_name("saved.xlsx"))
    for path in (sent, saved):
        plan = importing.plan_file(office, path)
        document = importing.plan_as_json(plan)
        for key in ("changes", "conflicts", "inserts", "missing", "problems", "notices", "questions"):
            assert document[key] == []
        assert plan.base == "ledger"
        assert plan.counts.unchanged > 90


def test_a_dry_run_writes_nothing_at_all(office: Database, sent: Path) -> None:
    before = contents(office.path)
    folder = sorted(office.path.parent.rglob("*"))
    path = an_edited_file(sent)
    plan = importing.plan_file(office, path)
    assert plan.counts.updated == 2
    assert plan.counts.new == 1
    assert contents(office.path) == before
    assert sorted(office.path.parent.rglob("*")) == sorted([*folder, path])


def test_every_register_comes_home_unchanged_with_personal_and_internal_columns(
    office: Database, tmp_path: Path
) -> None:
    path = tmp_path / "all.xlsx"
    exporting.export_workbook(office, path, who=WHO, personal="a test", include_internal=True)
    plan = importing.plan_file(office, path)
    assert (plan.changes, plan.conflicts, plan.inserts, plan.problems, plan.notices) == ((), (), (), (), ())
    assert plan.counts.missing == 0


@pytest.mark.libreoffice
def test_a_file_saved_by_libreoffice_changes_nothing_and_says_nothing(
    office: Database, tmp_path: Path
) -> None:
    path = tmp_path / "all.xlsx"
    exporting.export_workbook(office, path, who=WHO, personal="a test", include_internal=True)
    saved = saved_by_libreoffice(path, tmp_path / "libreoffice")
    plan = importing.plan_file(office, saved)
    assert (plan.changes, plan.conflicts, plan.inserts, plan.problems, plan.notices) == ((), (), (), (), ())
    assert plan.counts.missing == 0
    assert plan.counts.unchanged > 1_000


# Taking in


def test_changes_come_in_as_one_entry_of_the_history_with_their_cells(office: Database, sent: Path) -> None:
    taken = importing.import_file(office, an_edited_file(sent), who="bob")
    assert field(office, "iom", "region") == "Geneva"
    assert field(office, "unhcr", "short_name") == "HCR"
    assert field(office, "unhcr", "region") is None
    assert taken.written is not None
    assert taken.written.title == "Import ankara.xlsx: 2 records updated, 1 new"
    with office.reading() as connection:
        (entry,) = kept.change_sets(connection, limit=1)
        changes = kept.changes_of(connection, entry.seq)
    assert (entry.origin, entry.who, entry.seq) == (Origin.IMPORT, "bob", taken.plan.change_set)
    places = {place for change in changes for place in change.places.values()}
    row = Excel(sent).row("Partners", "iom")
    assert f"Partners!I{row}" in places
    assert importing.plan_as_json(taken.plan)["applied"] is True


def test_a_new_record_gets_a_proposed_reference(office: Database, sent: Path) -> None:
    taken = importing.import_file(office, an_edited_file(sent), who=WHO)
    (new,) = taken.plan.inserts
    assert new.reference.startswith("PA-20")
    assert field(office, new.reference, "name") == "A body nobody had"


def test_a_backup_is_made_before_anything_is_written(office: Database, sent: Path) -> None:
    importing.import_file(office, an_edited_file(sent), who=WHO)
    assert len(list(office.path.parent.rglob("*before-import.coopdesk-backup"))) == 1


def test_the_file_is_kept_byte_for_byte_with_who_and_how(office: Database, sent: Path) -> None:
    path = an_edited_file(sent)
    importing.import_file(office, path, who="bob", decide="ours")
    with office.reading() as connection:
        (entry,) = import_ledger.imports(connection)
        assert import_ledger.content_of(connection, entry.seq) == path.read_bytes()
    assert (entry.who, entry.file_name, entry.counts["updated"]) == ("bob", "ankara.xlsx", 2)
    assert entry.decisions == {"remaining": "ours"}


def test_the_same_file_again_changes_nothing_and_says_when(office: Database, sent: Path) -> None:
    path = an_edited_file(sent)
    importing.import_file(office, path, who="bob")
    before = contents(office.path)
    for plan in (importing.plan_file(office, path), importing.import_file(office, path, who="eva").plan):
        assert [one.code for one in plan.notices] == ["already-imported"]
        assert "by bob" in plan.notices[0].message
        assert plan.counts.updated == plan.counts.new == plan.counts.conflicts == 0
    assert contents(office.path) == before


def test_the_same_content_saved_anew_changes_nothing_either(office: Database, sent: Path) -> None:
    path = an_edited_file(sent)
    importing.import_file(office, path, who=WHO)
    again = Excel(path)
    again.book.properties.title = "Another title"
    taken = importing.import_file(office, again.save(sent.with_name("again.xlsx")), who=WHO)
    assert taken.written is None
    assert taken.plan.applied
    assert not (taken.plan.inserts or taken.plan.notices)
    with office.reading() as connection:
        assert [one.change_set is None for one in import_ledger.imports(connection)] == [True, False]


def test_conflicts_stop_the_import_until_they_are_decided(office: Database, sent: Path) -> None:
    path = an_edited_file(sent)
    edit(office, "iom", region="Nairobi")
    before = contents(office.path)
    with pytest.raises(UserError, match=r"because 1 conflict must be decided first"):
        importing.import_file(office, path, who=WHO)
    assert contents(office.path) == before
    importing.import_file(office, path, who=WHO, decide="ours")
    assert field(office, "iom", "region") == "Nairobi"
    assert field(office, "unhcr", "short_name") == "HCR"


def test_answers_may_come_from_a_file(office: Database, sent: Path) -> None:
    path = an_edited_file(sent)
    edit(office, "iom", region="Nairobi")
    answers = path.with_name("answers.json")
    answers.write_text(
        json.dumps([{"reference": "iom", "field": "region", "take": "value", "value": "Both"}])
    )
    importing.import_file(office, path, who=WHO, decide=str(answers))
    assert field(office, "iom", "region") == "Both"


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "{}",
        "[1]",
        '[{"field": "region", "take": "ours"}]',
        '[{"reference": "iom", "take": "mine"}]',
        '[{"reference": "iom", "take": "value"}]',
        '[{"reference": "iom", "take": "ours", "colour": 1}]',
    ],
)
def test_a_file_of_answers_that_makes_no_sense_is_one_sentence(
    office: Database, sent: Path, text: str
) -> None:
    answers = sent.with_name("answers.json")
    answers.write_text(text)
    with pytest.raises(UsageError):
        importing.plan_file(office, sent, decide=str(answers))


def test_answers_that_are_not_there_are_one_sentence(office: Database, sent: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="no file"):
        importing.plan_file(office, sent, decide="nowhere.json")


def test_answers_saved_as_something_else_than_utf_8_are_one_sentence(office: Database, sent: Path) -> None:
    answers = sent.with_name("answers.json")
    answers.write_bytes("[]".encode("utf-16"))
    with pytest.raises(UsageError, match="JSON list in UTF-8"):
        importing.plan_file(office, sent, decide=str(answers))


def test_problems_stay_out_and_the_rest_comes_in(office: Database, sent: Path) -> None:
    excel = Excel(sent)
    excel.type("Partners", "iom", "Members as stated", "many")
    excel.type("Partners", "iom", "Region", "Geneva")
    excel.type("Partners", "unhcr", "Name", None)
    taken = importing.import_file(office, excel.save(sent.with_name("x.xlsx")), who=WHO)
    assert field(office, "iom", "region") == "Geneva"
    assert field(office, "unhcr", "name") is not None
    assert {one.code for one in taken.plan.problems} == {"not-a-whole-number", "required"}


def test_deletions_are_carried_out_only_where_they_are_accepted(office: Database, sent: Path) -> None:
    excel = Excel(sent)
    reference = str(excel.sheet("Partner names").cell(2, excel.column("Partner names", "Reference")).value)
    excel.delete("Partner names", reference)
    path = excel.save(sent.with_name("x.xlsx"))
    assert [one.reference for one in importing.plan_file(office, path).missing] == [reference]
    taken = importing.import_file(office, path, who=WHO, accept_deletions=True)
    assert taken.plan.counts.deleted == 1
    with pytest.raises(UserError, match="in the trash"):
        browsing.show(office, reference)
    history.undo(office, who=WHO)
    assert browsing.show(office, reference)


def test_what_others_point_to_is_not_deleted(office: Database, sent: Path) -> None:
    excel = Excel(sent)
    excel.delete("Partners", "iom")
    path = excel.save(sent.with_name("x.xlsx"))
    plan = importing.plan_file(office, path, accept_deletions=True)
    assert [one.code for one in plan.problems] == ["record-in-use"]
    assert plan.counts.deleted == 0
    importing.import_file(office, path, who=WHO, accept_deletions=True)
    assert browsing.show(office, "iom")


def test_removing_a_record_takes_its_rows_along_and_undo_brings_all_back(
    office: Database, tmp_path: Path
) -> None:
    editing.add_record(office, "partner", {"reference": "lonely", "name": "Lonely body"}, who=WHO)
    editing.add_record(
        office, "partner_name", {"reference": "lonely/1", "partner": "lonely", "variant": "L"}, who=WHO
    )
    before = facts(office.path)
    path = export(office, tmp_path / "out.xlsx")
    excel = Excel(path)
    excel.delete("Partners", "lonely")
    excel.type("Partner names", "lonely/1", "Name", "Changed and gone")
    taken = importing.import_file(office, excel.save(tmp_path / "x.xlsx"), who=WHO, accept_deletions=True)
    assert taken.written is not None
    assert len(taken.written.ids["partner_name"]) == 1
    history.undo(office, who=WHO)
    after = facts(office.path)
    for name in ("partner", "partner_name", "search_entry"):
        assert after[name] == before[name]


# Taking back


def test_taking_back_restores_every_cell_also_after_a_restart(office: Database, sent: Path) -> None:
    before = facts(office.path)
    taken = importing.import_file(office, an_edited_file(sent), who=WHO)
    again = reopened(office)
    try:
        history.undo(again, taken.plan.change_set, who=WHO)
    finally:
        again.close()
    after = facts(office.path)
    for name in before.keys() - {"export_ledger", "import_ledger"}:
        assert after[name] == before[name], name
    assert is_whole(office.path)


def test_later_edits_are_asked_about_when_an_import_is_taken_back(office: Database, sent: Path) -> None:
    taken = importing.import_file(office, an_edited_file(sent), who=WHO)
    edit(office, "iom", region="Nairobi")
    with pytest.raises(UndoConflicts):
        history.undo(office, taken.plan.change_set, who=WHO)
    history.undo(office, taken.plan.change_set, who=WHO, remaining="ours")
    assert field(office, "iom", "region") == "Nairobi"
    assert field(office, "unhcr", "short_name") == "UNHCR"


def test_a_file_that_was_taken_back_may_come_in_again(office: Database, sent: Path) -> None:
    path = an_edited_file(sent)
    importing.import_file(office, path, who=WHO)
    history.undo(office, who=WHO)
    taken = importing.import_file(office, path, who=WHO)
    assert taken.plan.counts.updated == 2
    assert field(office, "iom", "region") == "Geneva"


# Other laptops, other times


def test_a_laptop_that_never_saw_the_export_takes_records_in_under_their_ids(
    office: Database, empty: Database, tmp_path: Path
) -> None:
    editing.add_record(office, "partner", {"reference": "only-here", "name": "Only here"}, who=WHO)
    path = export(
        office, tmp_path / "out.xlsx", types=["partner", "partner_name", "country", "country_group"]
    )
    plan = importing.plan_file(empty, path)
    assert plan.base == "file"
    importing.import_file(empty, path, who=WHO)
    mine, theirs = browsing.show(office, "only-here").record, browsing.show(empty, "only-here").record
    assert (mine.id, mine.fields) == (theirs.id, theirs.fields)


def test_afterwards_that_export_is_in_its_ledger_too(
    office: Database, empty: Database, tmp_path: Path
) -> None:
    path = export(office, tmp_path / "out.xlsx", types=["partner", "country", "country_group"])
    importing.import_file(empty, path, who=WHO)
    excel = Excel(path)
    excel.type("Partners", "iom", "Region", "Geneva")
    plan = importing.plan_file(empty, excel.save(tmp_path / "again.xlsx"))
    assert plan.base == "ledger"
    assert [(one.reference, one.field) for one in plan.changes] == [("iom", "region")]
    assert not plan.inserts


def test_a_second_colleague_changes_other_cells_of_the_same_export(office: Database, sent: Path) -> None:
    importing.import_file(office, an_edited_file(sent), who=WHO)
    other = Excel(sent)
    other.type("Partners", "iom", "Short name", "OIM")
    taken = importing.import_file(office, other.save(sent.with_name("rabat.xlsx")), who=WHO)
    assert [(one.reference, one.field) for one in taken.plan.changes] == [("iom", "short_name")]
    assert field(office, "iom", "region") == "Geneva"


def test_the_same_colleague_sends_more_and_is_not_asked_twice(office: Database, sent: Path) -> None:
    path = an_edited_file(sent)
    importing.import_file(office, path, who=WHO)
    edit(office, "iom", region="Nairobi")
    more = Excel(path)
    more.type("Partners", "iom", "Short name", "OIM")
    taken = importing.import_file(office, more.save(sent.with_name("ankara 2.xlsx")), who=WHO)
    assert [(one.reference, one.field) for one in taken.plan.changes] == [("iom", "short_name")]
    assert not taken.plan.conflicts
    assert field(office, "iom", "region") == "Nairobi"


def test_without_hidden_sheet_and_ledger_the_own_history_is_the_base(
    office: Database, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    excel = Excel(sent)
    del excel.book["_coopdesk"]
    excel.type("Partners", "iom", "Region", "Geneva")
    path = excel.save(sent.with_name("x.xlsx"))
    edit(office, "iom", short_name="OIM")
    monkeypatch.setattr("coopdesk.store.ledger.base_bytes", lambda *_: None)
    plan = importing.plan_file(office, path)
    assert plan.base == "history"
    assert [(one.reference, one.field) for one in plan.changes] == [("iom", "region")]
    assert not plan.conflicts


def test_somebody_who_writes_in_between_is_not_overwritten(
    office: Database, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = an_edited_file(sent)

    def edit_meanwhile(*args: object, **options: object) -> Path:
        edit(office, "iom", region="Nairobi")
        return make_backup(*args, **options)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr("coopdesk.services.importing.make_backup", edit_meanwhile)
    with pytest.raises(UserError, match="1 conflict must be decided"):
        importing.import_file(office, path, who=WHO)
    assert field(office, "iom", "region") == "Nairobi"
    assert field(office, "unhcr", "short_name") == "UNHCR"


# When things go wrong


def test_too_little_space_refuses_the_import(
    office: Database, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 9 * 10**8, 199 << 20))
    with pytest.raises(EnvironmentProblem, match="199 MB"):
        importing.import_file(office, an_edited_file(sent), who=WHO)


def test_a_failure_at_any_statement_leaves_nothing_behind(
    office: Database, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = an_edited_file(sent)
    workbook = read_workbook(path)
    monkeypatch.setattr("coopdesk.services.importing.read_workbook", lambda *_, **__: workbook)
    monkeypatch.setattr("coopdesk.services.importing.make_backup", lambda *_, **__: path)
    before = contents(office.path)
    failures = 0
    while True:
        failures += 1
        with statements(office.engine, fail_at=failures) as watching:
            try:
                importing.import_file(office, path, who=WHO)
            except Injected:
                assert contents(office.path) == before, watching.seen[-1]
                continue
        break
    assert failures > 30
    assert field(office, "iom", "region") == "Geneva"
    assert is_whole(office.path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.xlsx", None, "no file"),
        ("empty.xlsx", b"", "is empty"),
        ("text.xlsx", b"a;b\n1;2\n", "plain text"),
        ("broken.xlsx", b"PK\x03\x04 and nothing more", "not complete"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_one_sentence(
    office: Database, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=words):
        importing.plan_file(office, path)


def test_a_workbook_of_somebody_else_is_one_sentence(office: Database, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book["Sheet"].append(["Name", "Phone"])
    book["Sheet"].append(["Somebody", 1])
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(UserError, match="carries no records of CoopDesk"):
        importing.plan_file(office, tmp_path / "other.xlsx")


def test_a_hand_out_cannot_come_home(office: Database, tmp_path: Path) -> None:
    exporting.export_workbook(office, tmp_path / "out.xlsx", types=["partner"], who=WHO, hand_out=True)
    with pytest.raises(UserError, match="workbook for return"):
        importing.plan_file(office, tmp_path / "out.xlsx")
