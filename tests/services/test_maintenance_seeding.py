# SPDX-License-Identifier: EUPL-1.2
"""The starting data: loaded once, never over what staff did, and a broken row is named with file and line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from coopdesk.domain.errors import BugError
from coopdesk.domain.filters import Filter
from coopdesk.paths import shipped
from coopdesk.services import browsing, editing, history
from coopdesk.services.seeding import load_starting_data
from coopdesk.store.engine import Database
from tests.helpers.contents import contents, facts

WHO = "test"

Seed = Callable[..., Path]


@pytest.fixture
def seed(tmp_path: Path) -> Seed:
    """Give the function that writes seed files and gives their folder."""

    def make(**files: str) -> Path:
        folder = tmp_path / "seed"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return folder

    return make


SOURCES = "reference,title\n900,A text\n901,Another text\n"


def test_loading_twice_adds_nothing(office: Database) -> None:
    before = contents(office.path)

    assert load_starting_data(office, who=WHO) == 0

    assert contents(office.path) == before


def test_every_row_of_the_files_is_there_under_its_reference(office: Database) -> None:
    for path in shipped("seed").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            wanted = {row["reference"] for row in csv.DictReader(file)}
        _, records = browsing.list_records(office, path.stem, Filter(), fields=["reference"])
        assert {one.reference for one in records} == wanted, path.name


def test_every_sourced_row_is_cited(office: Database) -> None:
    page = browsing.show(office, "returns")
    assert [(one.source, one.locator) for one in page.citations] == [("000", "l.17"), ("002", "l.5")]


def test_what_staff_changed_or_removed_stays_so(office: Database) -> None:
    """Neither an edit, nor another reference, nor a removal is taken back by loading again."""
    editing.change_record(office, "iom", {"name": "Renamed by staff"}, who=WHO)
    editing.change_record(office, "unhcr", {"reference": "UNHCR-new"}, who=WHO)
    editing.remove_record(office, "returns/source-1", who=WHO)
    before = contents(office.path)

    assert load_starting_data(office, who=WHO) == 0

    assert contents(office.path) == before


def test_what_is_new_in_the_files_is_added_to_what_is_there(empty: Database, seed: Seed) -> None:
    folder = seed(partner="reference,name\nART-1,First\n")
    assert load_starting_data(empty, who=WHO, folder=folder) == 1
    seed(partner="reference,name,parent\nART-1,First,\nART-2,Second,ART-1\n")

    assert load_starting_data(empty, who=WHO, folder=folder) == 1

    assert browsing.show(empty, "ART-2").record.fields["parent"] == "ART-1"


def test_two_offices_start_with_the_same_ids(empty: Database, office: Database) -> None:
    load_starting_data(empty, who="another office")

    ours, theirs = (facts(one.path)["partner"] for one in (office, empty))
    assert ours == theirs


def test_loading_can_be_taken_back_in_one_step(empty: Database, seed: Seed) -> None:
    before = facts(empty.path)
    load_starting_data(empty, who=WHO, folder=seed(partner="reference,name\nART-1,First\n"))

    history.undo(empty, 1, who=WHO)

    assert facts(empty.path) == before


def test_a_locator_of_two_sources_is_told_apart(empty: Database, seed: Seed) -> None:
    folder = seed(
        source=SOURCES,
        partner="reference,name,source,locator\nART-1,First,900; 901,[900] l.1; l.2; [901] Annex\n",
    )
    load_starting_data(empty, who=WHO, folder=folder)

    page = browsing.show(empty, "ART-1")
    assert [(one.source, one.locator) for one in page.citations] == [("900", "l.1; l.2"), ("901", "Annex")]


@pytest.mark.parametrize(
    ("files", "place"),
    [
        (
            {"partner": "reference,name\nART-1,First\nART-2,\n"},
            "seed/partner.csv, line 3: Name may not be empty",
        ),
        ({"partner": 'reference,name,note\nART-1,First,"a\nb"\nART-2,,\n'}, "seed/partner.csv, line 4: Name"),
        (
            {"partner": "reference,name,is_self\nART-1,First,perhaps\n"},
            "seed/partner.csv, line 2: is_self cannot be 'perhaps'",
        ),
        (
            {"partner": "reference,name,parent\nART-1,First,ART-9\n"},
            "seed/partner.csv, line 2: parent cannot be 'ART-9'",
        ),
        (
            {"partner": "reference,name,parent\nART-1,First,ART-1\n"},
            "seed/partner.csv, line 2: Part of: a record cannot point to itself",
        ),
        (
            {"partner": "reference,name,colour\nART-1,First,red\n"},
            "seed/partner.csv, line 2: there is no field",
        ),
        ({"partner": "reference,name\nART-1\n"}, "seed/partner.csv, line 2: it has not as many cells"),
        ({"partner": "reference,name\nART-1,A,B\n"}, "seed/partner.csv, line 2: it has not as many cells"),
        ({"partner": "reference,name\n,First\n"}, "seed/partner.csv, line 2: it has no reference"),
        ({"partner": "name\nFirst\n"}, "seed/partner.csv, line 2: it has no reference"),
        ({"partner": 'reference,name\nART-1,"First\n'}, "seed/partner.csv, line 2: "),
        (
            {"partner": "reference,name\nART-1,First\nart-1,Second\n"},
            "seed/partner.csv, line 3: seed/partner.csv, line 2 is called art-1 already",
        ),
        (
            {"partner": "reference,name\nART-1,First\n", "country": "reference,name\nART-1,Land\n"},
            "seed/country.csv, line 2: seed/partner.csv, line 2 is called ART-1 already",
        ),
        (
            {"source": SOURCES, "partner": "reference,name,source,locator\nART-1,First,999,l.1\n"},
            "seed/partner.csv, line 2: there is no source '999'",
        ),
        (
            {"partner": "reference,name,source,locator\nART-1,First,,\nART-2,Second,ART-1,l.1\n"},
            "seed/partner.csv, line 3: there is no source 'ART-1'",
        ),
        (
            {"source": SOURCES, "partner": "reference,name,source,locator\nART-1,First,900; 901,l.1\n"},
            "seed/partner.csv, line 2: the locator 'l.1' does not tell the places in 900, 901 apart",
        ),
        ({"partners": "reference,name\nART-1,First\n"}, "seed/partners.csv: there is no such record type"),
    ],
)
def test_a_broken_row_is_named_with_file_and_line_and_nothing_is_loaded(
    empty: Database, seed: Seed, files: dict[str, str], place: str
) -> None:
    before = contents(empty.path)

    with pytest.raises(BugError) as caught:
        load_starting_data(empty, who=WHO, folder=seed(**files))

    assert str(caught.value).startswith(place)
    assert contents(empty.path) == before


def test_a_file_in_another_encoding_is_named(empty: Database, seed: Seed) -> None:
    folder = seed()
    (folder / "partner.csv").write_bytes("reference,name\nART-1,Körper\n".encode("latin-1"))

    with pytest.raises(BugError, match=r"seed/partner\.csv"):
        load_starting_data(empty, who=WHO, folder=folder)
