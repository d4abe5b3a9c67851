# SPDX-License-Identifier: EUPL-1.2
"""The page of any record: which builder writes it, now or as it was at a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.dates import format_date
from coopdesk.domain.errors import UserError
from coopdesk.records.catalog import SPECS
from coopdesk.services.pages import (
    activities,
    arrangements,
    countries,
    deployments,
    documents,
    liaison,
    meetings,
    obligations,
    partners,
    people,
    programmes,
    roadmaps,
    units,
    working_groups,
)
from coopdesk.services.pages.generic import Outline
from coopdesk.services.pages.page import Page, Target
from coopdesk.services.pages.reading import Reading
from coopdesk.store.engine import Database
from coopdesk.store.neighbours import Now, Then
from coopdesk.store.register import Entry, by_ids, label_of

BUILDERS: Final[Mapping[str, Callable[[Outline], None]]] = {
    "arrangement": arrangements.write,
    "partner": partners.write,
    "partner_unit": units.write,
    "person": people.write,
    "activity": activities.write,
    "activity_item": activities.write_item,
    "roadmap": roadmaps.write,
    "roadmap_item": roadmaps.write_item,
    "programme": programmes.write,
    "deployment": deployments.write,
    "liaison_post": liaison.write,
    "posting": liaison.write_posting,
    "terms_of_reference": liaison.write_terms,
    "meeting": meetings.write,
    "working_group": working_groups.write,
    "obligation": obligations.write,
    "document": documents.write,
    "it_system": documents.write_system,
    "source": documents.write_source,
    "country": countries.write,
    "country_group": countries.write_group,
}
"""Who writes the page of a type; every other page is written by the declarations alone."""


def build_page(database: Database, target: Target, today: dt.date, as_of: dt.datetime | None = None) -> Page:
    """Give the page of a record, now or as it was at a moment.

    Raises UserError for a record that is in the trash, that nothing knows, or that was not there then.
    """
    with database.reading() as connection:
        entry = by_ids(connection, [target.id]).get(target.id)
        if entry is None:
            raise UserError("unknown-record", reference=target.id)
        if as_of is None:
            return _written(_outline_now(connection, entry, today))
        return _written(_outline_then(connection, entry, as_of))


def _written(outline: Outline) -> Page:
    write = BUILDERS.get(outline.entry.type)
    if write is not None:
        write(outline)
    return outline.page()


def _outline_now(connection: Connection, entry: Entry, today: dt.date) -> Outline:
    if not entry.is_live:
        raise UserError("record-in-trash", reference=entry.reference)
    state = Now(connection)
    row = state.rows(SPECS[entry.type], [entry.id])[entry.id]
    return Outline(Reading(connection, today, state), entry, row)


def _outline_then(connection: Connection, entry: Entry, moment: dt.datetime) -> Outline:
    """Give the page as it was; other records are named as they are today, so that they can be looked up."""
    from coopdesk.store.history import last_change_set_before

    here = moment.astimezone()
    state = Then(connection, last_change_set_before(connection, moment))
    row = state.rows(SPECS[entry.type], [entry.id]).get(entry.id)
    if row is None:
        time = f"{format_date(here.date().isoformat())}, {here:%H:%M}"
        raise UserError("not-there-then", label=entry.label, reference=entry.reference, time=time)
    outline = Outline(Reading(connection, here.date(), state), entry, row)
    outline.title = label_of(SPECS[entry.type], row, outline.reading.label)
    return outline
