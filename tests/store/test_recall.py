# SPDX-License-Identifier: EUPL-1.2
"""What was never here: ids that nobody had, and records whose adding was taken back."""

from __future__ import annotations

from coopdesk.domain.changes import Written
from coopdesk.domain.identifiers import new_key
from coopdesk.services import editing, history
from coopdesk.store.engine import Database
from coopdesk.store.recall import unknown_ids

WHO = "Artificial Clerk"


def _unknown(database: Database, *ids: str) -> set[str]:
    with database.reading() as connection:
        return unknown_ids(connection, ids)


def _added(database: Database) -> tuple[str, Written]:
    written = editing.add_record(database, "partner", {"reference": "ART-1", "name": "Body"}, who=WHO)
    return written.ids["partner"][0], written


def test_only_what_nobody_had_is_unknown(empty: Database) -> None:
    here, _ = _added(empty)
    never = new_key()
    assert _unknown(empty, here, never) == {never}


def test_a_record_whose_adding_was_taken_back_was_never_here(empty: Database) -> None:
    here, added = _added(empty)

    history.undo(empty, added.change_set, who=WHO)
    assert _unknown(empty, here) == {here}

    history.redo(empty, who=WHO)
    assert _unknown(empty, here) == set()


def test_a_record_that_was_removed_was_here(empty: Database) -> None:
    here, _ = _added(empty)
    editing.remove_record(empty, "ART-1", who=WHO)
    assert _unknown(empty, here) == set()
