# SPDX-License-Identifier: EUPL-1.2
"""Reading the history: of everything or of one record, also of one in the trash, in words and references."""

from __future__ import annotations

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.services import chronicle, editing
from coopdesk.store.engine import Database

WHO = "test"


@pytest.fixture
def desk(empty: Database) -> Database:
    """Give a file with two partners."""
    for number in (1, 2):
        fields = {"reference": f"ART-{number}", "name": f"Artificial body {number}"}
        editing.add_record(empty, "partner", fields, who=WHO)
    return empty


def _set(database: Database, record: str, /, **fields: str) -> None:
    editing.change_record(database, record, fields, who=WHO)


def test_the_history_of_a_record_goes_on_in_the_trash(desk: Database) -> None:
    _set(desk, "ART-2", region="South")
    editing.remove_record(desk, "ART-2", who=WHO)

    entries = chronicle.entries(desk, "art-2")

    assert [one.title.split()[0] for one in entries] == ["Remove", "Change", "Add"]
    with pytest.raises(UserError, match="There is no record “ART-77”"):
        chronicle.entries(desk, "ART-77")


def test_links_in_the_history_are_told_by_reference(desk: Database) -> None:
    _set(desk, "ART-2", parent="ART-1")

    (entry,) = chronicle.entries(desk, limit=1)
    assert (entry.changes[0].old, entry.changes[0].new) == (None, "ART-1")


def test_the_history_can_be_read_in_part(desk: Database) -> None:
    assert len(chronicle.entries(desk, limit=1)) == 1
    assert len(chronicle.entries(desk)) == 2


@pytest.mark.parametrize(
    ("typed", "is_time"),
    [
        ("2026-11-22", True),
        ("2026-11-22T14:30", True),
        ("yesterday", False),
        ("2026-13-01", False),
        ("", False),
    ],
)
def test_a_typed_time(typed: str, is_time: bool) -> None:
    if is_time:
        assert chronicle.parse_time(typed).tzinfo is not None
        return
    with pytest.raises(UserError, match="is no time"):
        chronicle.parse_time(typed)


def test_a_typed_day_means_its_end() -> None:
    assert chronicle.parse_time("2026-11-22").time().isoformat() == "23:59:59"
