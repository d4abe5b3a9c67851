# SPDX-License-Identifier: EUPL-1.2
"""Pages for tests: by reference, and as small text pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from coopdesk.services.browsing import show
from coopdesk.services.maintenance import Database
from coopdesk.services.pages.building import build_page
from coopdesk.services.pages.page import Page, Section, Target, text_of

TODAY = dt.date(2026, 11, 22)


def target_of(database: Database, reference: str) -> Target:
    """Give a record by its reference."""
    record = show(database, reference).record
    return Target(record.type, record.id)


def page_of(database: Database, reference: str, *, as_of: dt.datetime | None = None) -> Page:
    """Give the page of a record by its reference, as on 22 November 2026."""
    return build_page(database, target_of(database, reference), TODAY, as_of)


def fact(page: Page, label: str) -> list[str]:
    """Give the lines of a fact as plain text; empty where the page does not say it."""
    found = page.fact(label)
    return [text_of(line) for line in found.lines] if found is not None else []


def rows(page: Page, key: str) -> list[str]:
    """Give the rows of a section, cells parted by bars."""
    return picture(section(page, key))


def section(page: Page, key: str) -> Section:
    """Give a section that has to be there."""
    found = page.section(key)
    assert found is not None, [one.key for one in page.sections]
    return found


def picture(section: Section) -> list[str]:
    """Give a section as text, one line for each row."""
    return [" | ".join(text_of(cell) for cell in row.cells) for row in section.rows]


def crumbs(page: Page) -> str:
    """Give the way to a record."""
    return " > ".join(piece.text for piece in page.crumbs)


def texts(page: Page) -> Iterator[str]:
    """Give every text that a page shows, but for the line on who touched the record."""
    yield from (page.title, page.name_beside, text_of(page.subtitle))
    yield from (piece.text for piece in page.crumbs)
    yield from (part for state in page.states for part in (state.text, state.reason))
    for one in (*page.facts, *page.further):
        yield from (one.label, *map(text_of, one.lines))
    for part in page.sections:
        yield from (part.title, part.empty, part.remark, *part.heads)
        for row in part.rows:
            yield from (*map(text_of, row.cells), text_of(row.second))
    yield from (period.label for period in page.periods)
