# SPDX-License-Identifier: EUPL-1.2
"""The starting data: readable files in `seed/`, loaded as one change set.

Loading is idempotent: what is there already is left alone. Every reference is checked, and `source`
and `locator` of each row are kept as citations.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange
from coopdesk.domain.errors import BugError
from coopdesk.domain.folding import fold
from coopdesk.domain.identifiers import key_of_starting_record
from coopdesk.domain.kinds import BadValue, Value
from coopdesk.domain.spec import RecordSpec
from coopdesk.paths import shipped
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import check_record, parse_field
from coopdesk.store.engine import Database
from coopdesk.store.register import by_ids
from coopdesk.store.unit_of_work import write

_PART: Final = re.compile(r"\[(\d{3})\]\s*")


@dataclass(frozen=True, slots=True)
class SeedRow:
    """One row of a seed file, with the line it stands on."""

    spec: RecordSpec
    line: int
    cells: Mapping[str, str]

    @property
    def reference(self) -> str:
        """The reference of the record."""
        return self.cells["reference"]

    @property
    def key(self) -> str:
        """The id of the record, the same on every laptop."""
        return key_of_starting_record(self.spec.key, self.reference)


def load_starting_data(database: Database, *, who: str, folder: Path | None = None) -> int:
    """Add what the starting data has and the database lacks; gives the number of records added.

    Raises BugError naming file and line where a row cannot be: the files are ours.
    """
    rows = list(_rows(folder or shipped("seed")))
    ids = {fold(row.reference): (row.spec.key, row.key) for row in rows}
    if len(ids) < len(rows):
        raise BugError("the starting data names two records alike")
    changes = [_creation(row, ids) for row in rows]
    changes += [change for row in rows for change in _citations(row, ids)]
    with database.reading() as connection:
        present = by_ids(connection, [change.id for change in changes])
    missing = tuple(change for change in changes if change.id not in present)
    if missing:
        title = f"Load the starting data: {len(missing)} records"
        write(database, ChangePlan(title=title, origin=Origin.START, changes=missing), who=who)
    return len(missing)


def _rows(folder: Path) -> Iterator[SeedRow]:
    for spec in SPECS.values():
        path = folder / f"{spec.key}.csv"
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                for number, cells in enumerate(csv.DictReader(file), start=2):
                    yield SeedRow(spec, number, cells)


def _creation(row: SeedRow, ids: Mapping[str, tuple[str, str]]) -> RecordChange:
    def resolve(text: str, targets: tuple[str, ...]) -> str:
        found = ids.get(fold(text))
        if found is None or (found[0] not in targets and "record" not in targets):
            raise BadValue("link-unknown", value=text)
        return found[1]

    values: dict[str, Value] = {}
    for key, text in row.cells.items():
        if key in {"source", "locator"} and key not in row.spec.by_key:
            continue
        try:
            values[key] = parse_field(row.spec.by_key[key], text, resolve)
        except (BadValue, KeyError) as error:
            raise BugError(f"seed/{row.spec.key}.csv, line {row.line}, {key}: {text!r}") from error
    problems = check_record(row.spec, values)
    if problems:
        raise BugError(f"seed/{row.spec.key}.csv, line {row.line}: {problems[0].message}")
    present = {key: value for key, value in values.items() if value is not None}
    return RecordChange(type=row.spec.key, id=row.key, action="create", new=present)


def _citations(row: SeedRow, ids: Mapping[str, tuple[str, str]]) -> Iterator[RecordChange]:
    """Give a citation for each source of a row; a locator of several names each part's source in brackets."""
    if row.spec.key == "source":
        return
    sources = [part.strip() for part in (row.cells.get("source") or "").split(";") if part.strip()]
    parts = _by_source(row.cells.get("locator") or "", sources)
    for number, source in enumerate(sources, start=1):
        reference = f"{row.reference}/source-{number}"
        values = {
            "reference": reference,
            "source": ids[fold(source)][1],
            "record": row.key,
            "locator": parts.get(source),
        }
        present = {key: value for key, value in values.items() if value}
        yield RecordChange(
            type="citation", id=key_of_starting_record("citation", reference), action="create", new=present
        )


def _by_source(locator: str, sources: list[str]) -> dict[str, str]:
    if len(sources) == 1:
        return {sources[0]: locator}
    pieces = _PART.split(locator)
    return {source: text.strip().rstrip(";") for source, text in zip(pieces[1::2], pieces[2::2], strict=True)}
