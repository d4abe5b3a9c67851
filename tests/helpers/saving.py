# SPDX-License-Identifier: EUPL-1.2
"""A program that does nothing but save, to be killed in the middle of it."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from coopdesk.services import editing, history, maintenance


def save_for_ever(path: Path, told: Connection) -> None:
    """Save in a loop and tell each number once it is said to be saved: by adding, changing, taking back."""
    database = maintenance.open_database(path)
    editing.add_record(
        database, "partner", {"reference": "COUNTER", "name": "Counter", "note": "0"}, who="test"
    )
    number = 0
    while True:
        number += 1
        fields = {"reference": f"N-{number}", "name": f"Body {number}", "parent": "COUNTER"}
        editing.add_record(database, "partner", fields, who="test")
        editing.change_record(database, "COUNTER", {"note": str(number)}, who="test")
        editing.add_record(
            database, "partner_name", {"partner": f"N-{number}", "variant": "Passing"}, who="test"
        )
        history.undo(database, who="test")
        told.send_bytes(str(number).encode())
