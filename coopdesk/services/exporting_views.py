# SPDX-License-Identifier: EUPL-1.2
"""Sending out a list as it is shown: its records in its order, with its columns or every field."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from coopdesk.domain.errors import UserError
from coopdesk.domain.views import View
from coopdesk.records._markings import MARKINGS
from coopdesk.records.catalog import SPECS
from coopdesk.services import listing
from coopdesk.services.exporting import Chosen, Exported, export_workbook
from coopdesk.services.list_columns import columns_of
from coopdesk.store.engine import Database
from coopdesk.store.register import by_seqs


def export_view(
    database: Database,
    target: Path,
    view: View,
    *,
    who: str,
    words: str = "",
    every_field: bool = False,
    hand_out: bool = False,
    personal: str | None = None,
    marking: str | None = None,
    today: dt.date,
) -> Exported:
    """Write the records of a view; `words` say on the sheet how they were chosen.

    Raises UserError for a list without records or too long a one, and what `export_workbook` raises.
    """
    found = listing.open_list(database, view, today, most=listing.MOST)
    if not found.count:
        raise UserError("export-nothing")
    if found.is_capped:
        raise UserError("export-too-long", limit=f"{listing.MOST:,}")
    with database.reading() as connection:
        entries = by_seqs(connection, found.seqs)
    ids = [entries[seq].id for seq in found.seqs if seq in entries]
    fields = () if every_field else fields_shown(view)
    return export_workbook(
        database,
        target,
        types=(view.type,),
        who=who,
        personal=personal,
        marking=marking,
        hand_out=hand_out,
        today=today,
        chosen={view.type: Chosen(ids=ids, fields=fields, words=words)},
    )


def fields_shown(view: View) -> tuple[str, ...]:
    """Give the fields of the record itself that a list shows, with those that its name is made of."""
    spec = SPECS[view.type]
    shown = [column.path[0] for column in columns_of(view) if len(column.path) == 1]
    return tuple(dict.fromkeys(key for key in (*spec.title, *shown) if key in spec.all_by_key))


def personal_headings(view: View, *, every_field: bool) -> tuple[str, ...]:
    """Give the labels of the personal columns that stay behind unless they are asked for."""
    spec = SPECS[view.type]
    keys = spec.all_by_key if every_field else fields_shown(view)
    return tuple(spec.all_by_key[key].label for key in keys if spec.all_by_key[key].personal)


def markings() -> tuple[tuple[str, str], ...]:
    """Give the markings to choose from: code and words, the lowest first."""
    return tuple((item.code, item.label) for item in MARKINGS.items)
