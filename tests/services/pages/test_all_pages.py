# SPDX-License-Identifier: EUPL-1.2
"""What holds for the page of every record of the starting data."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import event

from coopdesk.domain.dates import MONTHS, format_date
from coopdesk.domain.filters import Filter
from coopdesk.domain.kinds import PartialDateKind, TextKind
from coopdesk.records.catalog import SPECS
from coopdesk.services.browsing import list_records
from coopdesk.services.listing import open_list
from coopdesk.services.maintenance import Database
from coopdesk.services.pages.building import build_page
from coopdesk.services.pages.page import Page, Target, targets_of
from tests.helpers.pages import TODAY, target_of, texts

DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b")
MONTH = re.compile(rf"(?:{'|'.join(MONTHS)}) \d{{4}}\b")


@pytest.fixture(scope="module")
def pages(reading_office: Database) -> list[Page]:
    """Give the page of every record there is."""
    found = []
    for key in SPECS:
        _, shown = list_records(reading_office, key, Filter(), fields=["reference"])
        found += [build_page(reading_office, Target(one.type, one.id), TODAY) for one in shown]
    return found


def test_every_record_of_the_starting_data_has_a_page(pages: list[Page]) -> None:
    assert len(pages) == 1864
    assert all(page.title and page.crumbs and (page.facts or page.sections) for page in pages)


def test_every_link_leads_to_a_record_that_is_there(pages: list[Page]) -> None:
    there = {Target(page.type, page.id) for page in pages}
    for page in pages:
        assert targets_of(page) <= there, page.reference


def known_dates(database: Database) -> Iterator[str]:
    """Give every date of the file as it is shown, and the dates that stand in texts."""
    for spec in SPECS.values():
        dates = [field.key for field in spec.fields if isinstance(field.kind, PartialDateKind)]
        words = [field.key for field in spec.fields if isinstance(field.kind, TextKind)]
        _, shown = list_records(database, spec.key, Filter(), fields=[*dates, *words] or ["reference"])
        for one in shown:
            yield from (format_date(str(one.fields[key])) for key in dates if one.fields[key])
            yield from (str(one.fields[key]) for key in words if one.fields[key])


def test_no_page_shows_a_day_or_a_month_that_is_not_known(
    pages: list[Page], reading_office: Database
) -> None:
    known = "\n".join(known_dates(reading_office))
    days, months = set(DAY.findall(known)), set(MONTH.findall(known))
    for page in pages:
        for text in texts(page):
            assert set(DAY.findall(text)) <= days, (page.reference, text)
            assert set(MONTH.findall(text)) <= months, (page.reference, text)


def test_no_page_speaks_in_ids_or_in_words_of_developers(pages: list[Page]) -> None:
    forbidden = re.compile(r"\b[0-9a-f]{32}\b|\bNone\b(?! )|\bN/A\b|\bnull\b|\b[a-z]+_[a-z_]+\b")
    for page in pages:
        for text in texts(page):
            if page.type != "source" or ".txt" not in text:
                assert not forbidden.search(text), (page.reference, text)


def test_keys_of_sections_are_unique_on_a_page(pages: list[Page]) -> None:
    for page in pages:
        keys = [section.key for section in page.sections]
        assert len(keys) == len(set(keys)), page.reference


def test_the_list_behind_a_section_has_as_many_records_as_the_section(
    pages: list[Page], reading_office: Database
) -> None:
    for page in pages:
        for section in page.sections:
            if section.view is not None and section.count:
                found = open_list(reading_office, section.view, TODAY)
                assert found.count == section.count, (page.reference, section.key)
        for crumb in page.crumbs:
            assert crumb.view is None or open_list(reading_office, crumb.view, TODAY).count


def test_a_page_is_read_with_few_questions(reading_office: Database) -> None:
    """The plan has a hundred rows from fifteen tables; what is asked for one by one would show at once."""
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    target = target_of(reading_office, "cp-easo-frontex-2019")
    event.listen(reading_office.engine, "before_cursor_execute", count)
    try:
        start = time.process_time()
        build_page(reading_office, target, TODAY)
        took = time.process_time() - start
    finally:
        event.remove(reading_office.engine, "before_cursor_execute", count)
    assert len(asked) <= 60
    assert took < 0.1
