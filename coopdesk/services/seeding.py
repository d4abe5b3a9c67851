# SPDX-License-Identifier: EUPL-1.2
"""The starting data: readable files in `seed/`, loaded as one change set.

Loading is idempotent: what is there already is left alone. Every reference is checked, and `source`
and `locator` of each row are kept as citations.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
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
    """One row of a seed file, with the line it begins on."""

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

    def broken(self, what: str) -> BugError:
        """Give the error that names this row."""
        return BugError(f"{_place(self.spec, self.line)}: {what}")


def _place(spec: RecordSpec, line: int) -> str:
    return f"seed/{spec.key}.csv, line {line}"


def load_starting_data(database: Database, *, who: str, folder: Path | None = None) -> int:
    """Add what the starting data has and the database lacks; gives the number of records added.

    What staff changed stays changed, and what they removed stays removed: it is known by its id, also in the
    trash. Raises BugError naming file and line where a row cannot be: the files are ours.
    """
    rows = list(_rows(folder or shipped("seed")))
    ids = _ids_by_reference(rows)
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
    strangers = sorted({path.stem for path in folder.glob("*.csv")} - SPECS.keys())
    if strangers:
        raise BugError(f"seed/{strangers[0]}.csv: there is no such record type")
    for spec in SPECS.values():
        path = folder / f"{spec.key}.csv"
        if path.is_file():
            yield from _rows_of(spec, path)


def _rows_of(spec: RecordSpec, path: Path) -> Iterator[SeedRow]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        line = 1
        try:
            headings = reader.fieldnames or ()
            line = reader.line_num + 1  # a cell may have several lines, so rows are not counted
            for cells in reader:
                row = SeedRow(spec, line, cells)
                if set(cells) != set(headings) or None in cells.values():
                    raise row.broken("it has not as many cells as there are headings")
                if not cells.get("reference"):
                    raise row.broken("it has no reference")
                yield row
                line = reader.line_num + 1
        except (csv.Error, UnicodeDecodeError) as error:
            raise BugError(f"{_place(spec, line)}: {error}") from error


def _ids_by_reference(rows: Sequence[SeedRow]) -> dict[str, tuple[str, str]]:
    """Give type and id by folded reference."""
    first: dict[str, SeedRow] = {}
    for row in rows:
        twin = first.setdefault(fold(row.reference), row)
        if twin is not row:
            raise row.broken(f"{_place(twin.spec, twin.line)} is called {row.reference} already")
    return {folded: (row.spec.key, row.key) for folded, row in first.items()}


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
        if key not in row.spec.by_key:
            raise row.broken(f"there is no field {key}")
        try:
            values[key] = parse_field(row.spec.by_key[key], text, resolve)
        except BadValue as error:
            raise row.broken(f"{key} cannot be {text!r}") from error
    problems = check_record(row.spec, values, record_id=row.key)
    if problems:
        raise row.broken(problems[0].message)
    present = {key: value for key, value in values.items() if value is not None}
    return RecordChange(type=row.spec.key, id=row.key, action="create", new=present)


def _citations(row: SeedRow, ids: Mapping[str, tuple[str, str]]) -> Iterator[RecordChange]:
    """Give a citation for each source of a row; a locator of several names each part's source in brackets."""
    if row.spec.key == "source":
        return
    sources = [part.strip() for part in (row.cells.get("source") or "").split(";") if part.strip()]
    parts = _by_source(row, row.cells.get("locator") or "", sources)
    for number, source in enumerate(sources, start=1):
        type_key, source_id = ids.get(fold(source), ("", ""))
        if type_key != "source":
            raise row.broken(f"there is no source {source!r}")
        reference = f"{row.reference}/source-{number}"
        values = {
            "reference": reference,
            "source": source_id,
            "record": row.key,
            "locator": parts[source],
        }
        present = {key: value for key, value in values.items() if value}
        yield RecordChange(
            type="citation", id=key_of_starting_record("citation", reference), action="create", new=present
        )


def _by_source(row: SeedRow, locator: str, sources: Sequence[str]) -> dict[str, str]:
    if len(sources) == 1:
        return {sources[0]: locator}
    pieces = _PART.split(locator)
    parts = {
        source: text.strip().rstrip(";") for source, text in zip(pieces[1::2], pieces[2::2], strict=True)
    }
    if parts.keys() != set(sources):
        raise row.broken(f"the locator {locator!r} does not tell the places in {', '.join(sources)} apart")
    return parts
