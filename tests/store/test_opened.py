# SPDX-License-Identifier: EUPL-1.2
"""Counting and finding for the window: references by their beginning, first names, records in a backup."""

from __future__ import annotations

from pathlib import Path

from coopdesk.records.catalog import SPECS
from coopdesk.services import maintenance
from coopdesk.services.maintenance import Database
from coopdesk.store.backup import count_records
from coopdesk.store.queries import column_linked
from coopdesk.store.register import by_references, first_by_name, referenced_from


def test_references_that_begin_so_come_in_order_whatever_the_case(office: Database) -> None:
    with office.reading() as connection:
        found = [entry.reference for entry in referenced_from(connection, "cp19-OC", limit=3)]
        assert len(found) == 3
        assert found == sorted(found)
        assert referenced_from(connection, "%", limit=3) == []


def test_the_first_records_of_a_type_come_by_name(office: Database) -> None:
    with office.reading() as connection:
        names = [entry.label.casefold() for entry in first_by_name(connection, "country", limit=5)]
    assert len(names) == 5
    assert names == sorted(names)


def test_a_column_of_linked_records_can_be_cut(office: Database) -> None:
    with office.reading() as connection:
        frontex = by_references(connection, ["frontex"])["frontex"].id
        units = column_linked(connection, SPECS["partner_unit"], "partner", frontex, "reference")
        first = column_linked(connection, SPECS["partner_unit"], "partner", frontex, "reference", limit=2)
    assert len(units) > 2
    assert first == units[:2]


def test_a_backup_says_how_many_records_it_has_and_another_file_nothing(
    office_path: Path, tmp_path: Path
) -> None:
    made = maintenance.make_backup(office_path)
    other = tmp_path / "other"
    other.write_bytes(b"not a file of ours")

    assert maintenance.records_in(made) == maintenance.check(office_path).records
    assert count_records(other) is None
    assert count_records(tmp_path / "nowhere") is None
