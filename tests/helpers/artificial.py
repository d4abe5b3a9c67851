# SPDX-License-Identifier: EUPL-1.2
"""Plainly artificial records in any number, the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Final

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange
from coopdesk.domain.identifiers import key_of_starting_record
from coopdesk.domain.kinds import Value
from coopdesk.services.maintenance import Database
from coopdesk.store.unit_of_work import write

_PLAIN: Final = (
    "amber birch cedar delta ember fjord grove harbour island juniper kelp lagoon meadow nectar oak"
)
_MORE: Final = "prairie quartz river stone tundra umber valley willow xenon yarrow zephyr"
_ACCENTED: Final = "Yılmaz Łódź straße Århus dağ köprü نور Ελλάς"
WORDS: Final = tuple(f"{_PLAIN} {_MORE} {_ACCENTED}".split())
TYPES: Final = ("network", "forum", "un_body", "jha_agency", "national_authority")


def partners(number: int, *, start: int = 0) -> Iterator[RecordChange]:
    """Give creations of partners: name, short name, type, region and a remark of some twenty words."""
    for index in range(start, start + number):
        chance = random.Random(index)
        reference = f"ART-{index:07}"
        values: dict[str, Value] = {
            "reference": reference,
            "name": f"Artificial body {' '.join(chance.choices(WORDS, k=3))} {index}",
            "short_name": f"AB{index}",
            "type": chance.choice(TYPES),
            "region": chance.choice(("North", "South", "East", "West")),
            "note": " ".join(chance.choices(WORDS, k=20)),
        }
        yield RecordChange(
            type="partner", id=key_of_starting_record("partner", reference), action="create", new=values
        )


def documents(number: int, *, start: int = 0) -> Iterator[RecordChange]:
    """Give creations of documents, twelve cells each: texts, days, months and years, choices, a list."""
    for index in range(start, start + number):
        chance = random.Random(index)
        reference = f"DOC-{index:07}"
        year, month, day = 2000 + index % 25, 1 + index % 12, 1 + index % 28
        values: dict[str, Value] = {
            "reference": reference,
            "title": f"Artificial paper {' '.join(chance.choices(WORDS, k=3))} {index}",
            "kind": chance.choice(("letter", "minutes", "report")),
            "date": f"{year}-{month:02}-{day:02}",
            "languages": tuple(sorted(chance.sample(("en", "fr", "de", "el", "tr"), k=2))),
            "version": f"{1 + index % 4}.{index % 10}",
            "status": chance.choice(("draft", "final", "superseded")),
            "valid_from": f"{year}-{month:02}",
            "valid_until": f"{year + 3}",
            "location": f"Shelf {index % 400}",
            "publication_reference": f"ART {year}/{index:05}",
            "note": " ".join(chance.choices(WORDS, k=8)),
        }
        yield RecordChange(
            type="document", id=key_of_starting_record("document", reference), action="create", new=values
        )


def fill(
    database: Database,
    number: int,
    *,
    batch: int = 100_000,
    of: Callable[..., Iterator[RecordChange]] = partners,
) -> None:
    """Write so many partners, or other records, through the one door."""
    for start in range(0, number, batch):
        changes = tuple(of(min(batch, number - start), start=start))
        write(database, ChangePlan(title="Fill", origin=Origin.IMPORT, changes=changes), who="test")
