# SPDX-License-Identifier: EUPL-1.2
"""Saved views: lists kept under a name in the file, so that they travel with it and are backed up."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Sequence

from sqlalchemy import Connection

from coopdesk.domain.errors import UserError
from coopdesk.domain.folding import fold_name
from coopdesk.domain.kinds import LINE, BadValue
from coopdesk.domain.views import View, from_json, to_json
from coopdesk.records.catalog import SPECS
from coopdesk.store import desk
from coopdesk.store.engine import Database

NAME_LIMIT = 80

logger = logging.getLogger(__name__)


def saved_views(database: Database) -> list[tuple[str, View]]:
    """Give the saved views in order; one that this version cannot read is left out, not lost."""
    with database.reading() as connection:
        kept = desk.kept_views(connection)
    found = []
    for one in kept:
        view = _view_of(one.definition)
        if view is not None:
            found.append((one.name, view))
    return found


def saved_view(database: Database, name: str) -> View | None:
    """Give a saved view by its name, None where there is none that can be read."""
    with database.reading() as connection:
        kept = desk.view_called(connection, name)
    return None if kept is None else _view_of(kept.definition)


def save_view(database: Database, name: str, view: View, *, at: dt.datetime | None = None) -> str:
    """Keep a view under a new name; gives the name as it is kept. Raises UserError where it is taken."""
    moment = at or dt.datetime.now(dt.UTC).replace(microsecond=0)
    with database.writing() as connection:
        clean = _free_name(connection, name)
        desk.add_view(connection, clean, _definition(view), moment)
    return clean


def change_view(database: Database, name: str, view: View) -> None:
    """Keep something else under a name that there is. Raises UserError where there is no such view."""
    with database.writing() as connection:
        desk.redefine_view(connection, _kept(connection, name).seq, _definition(view))


def rename_view(database: Database, name: str, to: str) -> str:
    """Give a saved view another name, and give that. Raises UserError where it is taken."""
    with database.writing() as connection:
        seq = _kept(connection, name).seq
        clean = _free_name(connection, to, seq=seq)
        desk.rename_view(connection, seq, clean)
    return clean


def remove_view(database: Database, name: str) -> None:
    """Forget a saved view; the records stay."""
    with database.writing() as connection:
        desk.remove_view(connection, _kept(connection, name).seq)


def order_views(database: Database, names: Sequence[str]) -> None:
    """Put saved views in order; those not named follow."""
    with database.writing() as connection:
        kept = desk.kept_views(connection)
        wanted = {fold_name(name): place for place, name in enumerate(names)}
        ordered = sorted(kept, key=lambda one: wanted.get(fold_name(one.name), len(wanted)))
        desk.place_views(connection, [one.seq for one in ordered])


def _kept(connection: Connection, name: str) -> desk.KeptView:
    kept = desk.view_called(connection, name)
    if kept is None:
        raise UserError("view-unknown", name=name)
    return kept


def _free_name(connection: Connection, name: str, *, seq: int | None = None) -> str:
    """Give a name as it can be kept. Raises UserError where it says nothing, is too long or is taken."""
    try:
        clean = str(LINE.parse(name) or "")
    except BadValue:
        clean = ""
    if not fold_name(clean):
        raise UserError("view-needs-name")
    if len(clean) > NAME_LIMIT:
        raise UserError("view-name-long", limit=NAME_LIMIT)
    twin = desk.view_called(connection, clean)
    if twin is not None and twin.seq != seq:
        raise UserError("view-name-taken", name=twin.name)
    return clean


def _definition(view: View) -> str:
    return json.dumps(to_json(view), ensure_ascii=False)


def _view_of(definition: str) -> View | None:
    try:
        view = from_json(json.loads(definition))
    except ValueError:
        logger.warning("a saved view cannot be read")
        return None
    return view if view.type in SPECS else None
