# SPDX-License-Identifier: EUPL-1.2
"""The care of the file as staff see it: made, opened, checked, copied, put back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.services import browsing, chronicle, editing, history, maintenance
from coopdesk.store.engine import Database
from tests.helpers.contents import contents

WHO = "test"


def _add(path: Path, reference: str) -> None:
    database = maintenance.open_database(path)
    editing.add_record(database, "partner", {"reference": reference, "name": "Artificial body"}, who=WHO)
    database.close()


def test_a_new_file_has_the_starting_data_unless_asked_without(tmp_path: Path) -> None:
    added = maintenance.init(tmp_path / "full.coopdesk", who=WHO)
    assert added > 900
    assert maintenance.check(tmp_path / "full.coopdesk").records == added

    assert maintenance.init(tmp_path / "empty.coopdesk", who=WHO, empty=True) == 0
    assert maintenance.check(tmp_path / "empty.coopdesk").records == 0


def test_a_new_file_says_in_its_history_where_its_records_come_from(office: Database) -> None:
    (entry,) = chronicle.entries(office)
    assert (entry.number, entry.who, entry.origin) == (1, WHO, "starting data")
    assert entry.title == f"Load the starting data: {len(entry.changes)} records"


def test_a_good_file_is_called_good_and_left_as_it_is(office_path: Path) -> None:
    before = office_path.read_bytes()

    health = maintenance.check(office_path)

    assert health.is_good
    assert health.reason == ""
    assert (health.searchable, health.change_sets) == (health.records, 1)
    assert office_path.read_bytes() == before
    assert [one.name for one in office_path.parent.glob("*backup*")] == []


def test_a_file_whose_search_lost_a_record_is_not_called_good_and_can_be_mended(office_path: Path) -> None:
    with closing(sqlite3.connect(office_path)) as connection:
        connection.execute("DELETE FROM search_entry WHERE seq = 5")
        connection.commit()

    health = maintenance.check(office_path)

    assert not health.is_good
    assert health.is_whole
    assert not health.is_search_complete

    assert maintenance.mend_search(office_path) == health.records
    assert maintenance.check(office_path).is_good


def test_a_file_with_a_link_to_nothing_is_not_called_good(office_path: Path) -> None:
    with closing(sqlite3.connect(office_path)) as connection:
        connection.execute("UPDATE partner_name SET partner = 'nothing'")
        connection.commit()

    assert maintenance.check(office_path).reason == "a record points to nothing"


def test_a_file_of_a_newer_program_is_not_judged(office_path: Path) -> None:
    with closing(sqlite3.connect(office_path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    with pytest.raises(EnvironmentProblem, match="newer CoopDesk"):
        maintenance.check(office_path)


def test_what_is_no_file_of_ours_is_neither_checked_nor_copied(tmp_path: Path) -> None:
    stranger = tmp_path / "letter.txt"
    stranger.write_text("Dear colleague")

    for act in (maintenance.check, maintenance.make_backup):
        with pytest.raises(EnvironmentProblem, match="is not a CoopDesk file"):
            act(stranger)
        with pytest.raises(EnvironmentProblem, match="There is no CoopDesk file"):
            act(tmp_path / "none.coopdesk")
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


def test_a_bad_day_and_the_backup_of_the_morning(office_path: Path) -> None:
    """A backup in the morning, work, a mistake nobody can explain, the backup back, the work looked up."""
    morning = maintenance.make_backup(office_path)
    _add(office_path, "ART-1")

    kept = maintenance.restore(morning, office_path)

    database = maintenance.open_database(office_path)
    with pytest.raises(UserError, match="There is no record “ART-1”"):
        browsing.show(database, "ART-1")
    with pytest.raises(UserError, match="nothing to take back"):
        history.undo(database, who=WHO)
    database.close()
    assert kept is not None
    database = maintenance.open_database(kept)
    assert browsing.show(database, "ART-1").record.label == "Artificial body"
    database.close()


def test_history_goes_on_after_a_backup_was_put_back(office_path: Path) -> None:
    _add(office_path, "ART-1")
    backup = maintenance.make_backup(office_path)
    maintenance.restore(backup, office_path)

    database = maintenance.open_database(office_path)
    history.undo(database, who=WHO)
    with pytest.raises(UserError, match="in the trash"):
        browsing.show(database, "ART-1")
    database.close()


def test_a_kept_file_can_be_put_back_itself(office_path: Path) -> None:
    """Restoring was the mistake: what it replaced comes back like any backup."""
    backup = maintenance.make_backup(office_path)
    _add(office_path, "ART-1")
    present = contents(office_path)
    kept = maintenance.restore(backup, office_path)
    assert kept is not None

    maintenance.restore(kept, office_path)

    assert contents(office_path) == present
