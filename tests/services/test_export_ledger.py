# SPDX-License-Identifier: EUPL-1.2
"""Exports are logged with their file or not at all; what the ledger knows when a file comes home."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from sqlalchemy import update

from coopdesk.domain.changes import Origin
from coopdesk.domain.errors import EnvironmentProblem
from coopdesk.domain.kinds import Value
from coopdesk.services import editing, exporting, history
from coopdesk.services.maintenance import Database
from coopdesk.store import ledger
from coopdesk.store.history import change_sets
from tests.helpers.trouble import Injected, fill_up_disk, small_files, statements
from tests.services.exports import (
    OLD,
    WHO,
    base_in_ledger,
    carried_in,
    export,
    exports_logged,
    facts_of,
    id_of,
    is_chain_whole,
    opened,
    where,
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder / "partners.xlsx"


# -- the log -----------------------------------------------------------------------------------------


def test_an_export_is_an_entry_of_the_history_without_changes(office: Database, target: Path) -> None:
    done = export(office, target, "partner_name", "country", personal="Meeting of 3 May")
    with office.reading() as connection:
        newest = change_sets(connection, limit=1)[0]
    assert newest.seq == done.change_set
    assert (newest.who, newest.origin, newest.reason) == (WHO, Origin.EXPORT, "Meeting of 3 May")
    assert newest.title == f"Export 2 registers, {done.rows} rows to partners.xlsx"
    editing.change_record(office, "XK", {"note": "changed"}, who=WHO)
    export(office, target, "country")
    assert "XK" in history.undo(office, who=WHO).title, "undo passes over exports"


def test_the_ledger_says_what_left_and_no_values(office: Database, target: Path) -> None:
    done = export(
        office, target, "person", where={"person": where(name="Fabrice Leggeri")}, personal="Meeting"
    )
    facts = facts_of(office, done)
    assert (facts.who, facts.file_name, facts.sha256) == (WHO, "partners.xlsx", done.sha256)
    assert (facts.purpose, facts.is_for_return, facts.change_set) == ("Meeting", True, done.change_set)
    assert facts.contents["person"]["rows"] == done.rows
    assert "email" in facts.contents["person"]["columns"]
    assert facts.contents["person"]["is_filtered"]
    assert "Leggeri" not in str(facts.contents)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == done.sha256


def test_the_ledger_keeps_the_base_that_the_file_carries(office: Database, target: Path) -> None:
    done = export(office, target, "person", "figure", "event")
    assert base_in_ledger(office, done.export_id) == carried_in(target)
    with office.reading() as connection:
        assert exporting.base_of(connection, "0" * 32) is None


def test_the_chain_notices_every_change_of_a_fact(office: Database, target: Path) -> None:
    for number in range(3):
        export(office, target, "country", personal=f"Purpose {number}")
    assert is_chain_whole(office)
    changes: dict[str, object] = {
        "who": "Somebody else", "purpose": None, "sha256": "0" * 64, "marking": "public", "file_name": "x",
        "is_for_return": False, "contents": "{}", "change_set": 1, "export_id": "0" * 32,
        "made_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
    }  # fmt: skip
    for name, value in changes.items():
        with office.writing() as connection:
            kept = (
                connection.execute(ledger.EXPORTS.select().where(ledger.EXPORTS.c.seq == 2)).mappings().one()
            )
            connection.execute(update(ledger.EXPORTS).where(ledger.EXPORTS.c.seq == 2).values({name: value}))
        assert not is_chain_whole(office), name
        with office.writing() as connection:
            connection.execute(
                update(ledger.EXPORTS).where(ledger.EXPORTS.c.seq == 2).values({name: kept[name]})
            )
        assert is_chain_whole(office), name
    with office.writing() as connection:
        connection.execute(ledger.EXPORTS.delete().where(ledger.EXPORTS.c.seq == 2))
    assert not is_chain_whole(office)


def test_an_empty_ledger_is_whole(empty: Database, target: Path) -> None:
    assert is_chain_whole(empty)
    done = export(empty, target)
    assert (done.rows, done.marking) == (0, "internal")
    assert is_chain_whole(empty)


# -- file and log go together ------------------------------------------------------------------------


@pytest.mark.parametrize("is_there", [True, False])
def test_a_log_that_fails_anywhere_leaves_the_old_file(
    office: Database, target: Path, is_there: bool
) -> None:
    with statements(office.engine) as watching:
        export(office, target.with_name("first.xlsx"), "country")
    target.with_name("first.xlsx").unlink()
    last = len(watching.seen)
    writes = [
        number for number, text in enumerate(watching.seen, start=1) if text.startswith(("INSERT", "COMMIT"))
    ]
    assert len(writes) >= 3
    for number in range(writes[0] - 1, last + 1):
        if is_there:
            target.write_bytes(OLD)
        with statements(office.engine, fail_at=number), pytest.raises(Injected):
            export(office, target, "country")
        assert [path.name for path in target.parent.iterdir()] == ([target.name] if is_there else [])
        if is_there:
            assert target.read_bytes() == OLD
        assert exports_logged(office) == 1
    assert is_chain_whole(office)


def test_a_database_without_room_for_the_log_leaves_the_old_file(office: Database, target: Path) -> None:
    target.write_bytes(OLD)
    fill_up_disk(office, pages=0)
    with pytest.raises(EnvironmentProblem) as error:
        export(office, target)
    assert error.value.code == "disk-full"
    assert target.read_bytes() == OLD
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_whatever_room_there_is_the_old_file_stays_until_the_new_one_is_whole(
    office: Database, target: Path
) -> None:
    export(office, target, "country")
    whole = target.stat().st_size
    target.write_bytes(OLD)
    for size in range(0, whole, max(whole // 25, 1)):
        with small_files(size), pytest.raises(EnvironmentProblem) as error:
            export(office, target, "country")
        assert error.value.code in {"disk-fails", "disk-full"}
        assert target.read_bytes() == OLD
        assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert exports_logged(office) == 1


def test_a_file_that_cannot_be_written_is_not_logged(office: Database, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem):
        export(office, tmp_path / "nowhere" / "out.xlsx", "country")
    assert exports_logged(office) == 0


def test_an_old_file_is_replaced_and_nothing_stays_beside_it(office: Database, target: Path) -> None:
    target.write_bytes(OLD)
    export(office, target, "country")
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert "Countries" in opened(target).sheetnames


# -- what comes home later ---------------------------------------------------------------------------


def test_a_base_moves_on_with_what_came_home(office: Database, target: Path) -> None:
    done = export(office, target, "partner")
    au = id_of(office, "au")
    written = editing.change_record(office, "au", {"region": "Africa"}, who=WHO)
    with office.writing() as connection:
        rows: dict[str, dict[str, Value]] = {au: {"region": "Africa", "parent": None}}
        assert exporting.advance_base(
            connection, done.export_id, "partner", rows, change_set=written.change_set
        )
        assert not exporting.advance_base(connection, "0" * 32, "partner", rows)
    now = base_in_ledger(office, done.export_id)
    assert now.bases["partner"][au]["region"] == "Africa"
    assert now.bases["partner"][au]["name"] == "African Union"
    as_left = base_in_ledger(office, done.export_id, is_advanced=False)
    assert as_left == carried_in(target)
    assert is_chain_whole(office)


def test_what_was_taken_back_does_not_count_and_counts_again_when_done_again(
    office: Database, target: Path
) -> None:
    done = export(office, target, "partner")
    au = id_of(office, "au")
    for region in ("Africa", "Elsewhere"):
        written = editing.change_record(office, "au", {"region": region}, who=WHO)
        with office.writing() as connection:
            exporting.advance_base(
                connection, done.export_id, "partner", {au: {"region": region}}, change_set=written.change_set
            )

    def region_now() -> Value:
        return base_in_ledger(office, done.export_id).bases["partner"][au]["region"]

    assert region_now() == "Elsewhere"
    history.undo(office, who=WHO)
    assert region_now() == "Africa"
    history.redo(office, who=WHO)
    assert region_now() == "Elsewhere"
    history.undo(office, who=WHO)
    history.undo(office, who=WHO)
    assert region_now() is None


def test_new_rows_and_links_of_a_file_that_came_home_are_known(office: Database, target: Path) -> None:
    done = export(office, target, "partner")
    new, un = "f" * 32, id_of(office, "un")
    with office.writing() as connection:
        row: dict[str, Value] = {"reference": "NEW-1", "name": "New", "parent": un}
        exporting.advance_base(
            connection, done.export_id, "partner", {new: row}, links={un: "United Nations"}
        )
    now = base_in_ledger(office, done.export_id)
    assert now.bases["partner"][new] == row
    assert now.links[un] == "United Nations"


def test_the_export_of_another_office_is_known_after_it_was_taken_in(
    office: Database, empty: Database, target: Path
) -> None:
    done = export(office, target, "partner", personal="Test")
    found = carried_in(target)
    with empty.writing() as connection:
        assert exporting.base_of(connection, done.export_id) is None
        exporting.adopt_export(connection, found, file_name="p.xlsx", sha256=done.sha256, change_set=None)
        assert exporting.advance_base(connection, done.export_id, "partner", {"f" * 32: {"name": "X"}})
    assert base_in_ledger(empty, done.export_id, is_advanced=False) == found
    assert base_in_ledger(empty, done.export_id).bases["partner"]["f" * 32]["name"] == "X"
    assert is_chain_whole(empty)
    assert facts_of(empty, done).contents["made_elsewhere"] == found.manifest.database_id


def test_a_damaged_base_is_as_good_as_none(office: Database, target: Path) -> None:
    done = export(office, target, "country")
    with office.writing() as connection:
        connection.execute(update(ledger.EXPORTS).values(base=b"damaged"))
    with office.reading() as connection:
        assert exporting.base_of(connection, done.export_id) is None
    assert is_chain_whole(office)
