# SPDX-License-Identifier: EUPL-1.2
"""The history for people: acts as a list in pages, one act with every value, and what befell one record.

`chronicle` gives the same for scripts; here links are names, values are words, and long acts are cut.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.changes import Origin, RecordChange
from coopdesk.domain.dates import parse_date
from coopdesk.domain.errors import UserError
from coopdesk.domain.i18n import N_
from coopdesk.records.catalog import SPECS
from coopdesk.services.pages.page import Target
from coopdesk.services.value_words import ValueWords
from coopdesk.store import chronicle as store
from coopdesk.store import history
from coopdesk.store.chronicle import Wanted
from coopdesk.store.engine import Database
from coopdesk.store.history import ChangeSet
from coopdesk.store.import_ledger import import_in
from coopdesk.store.ledger import export_in
from coopdesk.store.queries import rows_linked
from coopdesk.store.register import Entry, by_ids, links_to

__all__ = ["Act", "ActDetail", "Wanted", "acts", "count_acts", "detail", "doers", "record_acts"]

PAGE: Final = 100
MOST_RECORDS: Final = 100
EARLIER: Final = 5
ORIGINS: Final[Mapping[str, str]] = {
    Origin.START: N_("starting data"),
    Origin.EDIT: N_("by hand"),
    Origin.IMPORT: N_("import"),
    Origin.UNDO: N_("undo"),
    Origin.REDO: N_("redo"),
    Origin.EXPORT: N_("export"),
    Origin.RESTORE: N_("out of the trash"),
}
"""How people call where an act came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One entry of the history. `undone_at`: when it was taken back; `undoes_at`: when what it undoes was."""

    number: int
    made_at: dt.datetime
    who: str
    origin: str
    title: str
    reason: str
    records: int
    undone_at: dt.datetime | None
    undone_by: int | None
    undoes: int | None
    undoes_at: dt.datetime | None

    @property
    def is_undo(self) -> bool:
        """Whether it takes something back, so that undoing it does that again."""
        return self.origin == Origin.UNDO

    @property
    def can_be_undone(self) -> bool:
        """Whether it stands and changed records."""
        return self.undone_by is None and self.records > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field before and after, in words; empty is the empty text. `place` is the cell it came from."""

    key: str
    label: str
    before: str
    after: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPart:
    """What an act did to one record: "create", "change" or "remove"."""

    target: Target
    is_live: bool
    label: str
    kind: str
    reference: str
    action: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The file that an act took in or sent out."""

    file_name: str
    made_at: dt.datetime
    purpose: str
    is_incoming: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActDetail:
    """One act with what it did to its records (the first of them), its file, and what was done before."""

    act: Act
    parts: tuple[RecordPart, ...]
    workbook: Workbook | None
    earlier: tuple[Act, ...]


def acts(database: Database, wanted: Wanted, *, before: int | None = None, limit: int = PAGE) -> list[Act]:
    """Give a page of the history that fits a filter, newest first, from before an entry on."""
    with database.reading() as connection:
        return _acts(connection, store.numbers(connection, wanted, before=before, limit=limit))


def count_acts(database: Database, wanted: Wanted) -> int:
    """Give the number of entries that fit a filter."""
    with database.reading() as connection:
        return store.count(connection, wanted)


def doers(database: Database) -> tuple[list[str], list[str]]:
    """Give who ever did something here, and where acts came from (`ORIGINS` has the words)."""
    with database.reading() as connection:
        return store.people(connection), store.origins(connection)


def newest_to_undo(database: Database) -> int | None:
    """Give the number of the act that plain undo would take back, None where there is nothing."""
    from coopdesk.services.history import to_undo

    with database.reading() as connection:
        try:
            return to_undo(connection, None).seq
        except UserError:
            return None


def _acts(connection: Connection, numbers: Sequence[int]) -> list[Act]:
    found = store.change_sets_of(connection, numbers)
    counts = store.record_counts(connection, numbers)
    others = {number for one in found for number in (one.undone_by, one.undoes) if number is not None}
    times = store.times(connection, others)
    return [_act(one, counts.get(one.seq, 0), times) for one in found]


def _act(one: ChangeSet, records: int, times: Mapping[int, dt.datetime]) -> Act:
    return Act(
        number=one.seq,
        made_at=one.made_at.astimezone(),
        who=one.who,
        origin=one.origin.value,
        title=one.title,
        reason=one.reason or "",
        records=records,
        undone_by=one.undone_by,
        undone_at=times[one.undone_by].astimezone() if one.undone_by is not None else None,
        undoes=one.undoes,
        undoes_at=times[one.undoes].astimezone() if one.undoes is not None else None,
    )


def detail(database: Database, number: int) -> ActDetail:
    """Give one act with every value before and after. Raises UserError for a number that is none."""
    with database.reading() as connection:
        found = _acts(connection, [number])
        if not found:
            raise UserError("unknown-change-set", change_set=number)
        records = store.records_in(connection, number, MOST_RECORDS)
        changes = history.changes_of(connection, number, among=records)
        earlier = (
            store.touching(connection, records, before=number, limit=EARLIER) if len(records) == 1 else []
        )
        return ActDetail(
            act=found[0],
            parts=tuple(_parts(connection, changes)),
            workbook=_workbook(connection, number),
            earlier=tuple(_acts(connection, earlier)),
        )


def _workbook(connection: Connection, number: int) -> Workbook | None:
    came = import_in(connection, number)
    if came is not None:
        return Workbook(
            file_name=came.file_name, made_at=came.made_at.astimezone(), purpose="", is_incoming=True
        )
    left = export_in(connection, number)
    if left is None:
        return None
    return Workbook(
        file_name=left.file_name,
        made_at=left.made_at.astimezone(),
        purpose=left.purpose or "",
        is_incoming=False,
    )


def _parts(connection: Connection, changes: Sequence[RecordChange]) -> Iterator[RecordPart]:
    sides = ((change.type, side) for change in changes for side in (change.old, change.new))
    says = ValueWords.of(connection, sides)
    known = by_ids(connection, [change.id for change in changes])
    for change in changes:
        yield _part(change, known[change.id], says)


def _part(change: RecordChange, entry: Entry, says: ValueWords) -> RecordPart:
    spec = SPECS[change.type]
    keys = [key for key in spec.by_key if key in change.old or key in change.new]
    whole_place = change.places.get("", "")
    return RecordPart(
        target=Target(change.type, change.id),
        is_live=entry.is_live,
        label=entry.label,
        kind=spec.label,
        reference=entry.reference,
        action=change.action,
        fields=tuple(
            FieldChange(
                key=key,
                label=spec.by_key[key].label,
                before=says.say(spec, key, change.old.get(key)),
                after=says.say(spec, key, change.new.get(key)),
                place=change.places.get(key, whole_place),
            )
            for key in keys
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAct:
    """What one act did to a record, or to a row that it owns."""

    act: Act
    parts: tuple[RecordPart, ...]


def record_acts(
    database: Database, target: Target, *, field: str | None = None, before: int | None = None,
    limit: int = PAGE,
) -> list[RecordAct]:  # fmt: skip
    """Give what befell a record and the rows it owns now, newest first; of one field only that.

    Raises UserError for a record that was never here.
    """
    with database.reading() as connection:
        entry = by_ids(connection, [target.id]).get(target.id)
        if entry is None:
            raise UserError("unknown-record", reference="")
        own = [entry.seq]
        records = own if field is not None else [*own, *_owned(connection, entry)]
        numbers = store.touching(connection, records, before=before, field=field, limit=limit)
        found = []
        for act in _acts(connection, numbers):
            changes = history.changes_of(connection, act.number, among=records)
            parts = [_only(part, field) for part in _parts(connection, changes)]
            found.append(RecordAct(act=act, parts=tuple(parts)))
        return found


def _only(part: RecordPart, field: str | None) -> RecordPart:
    if field is None:
        return part
    kept = tuple(one for one in part.fields if one.key == field)
    return RecordPart(
        target=part.target, is_live=part.is_live, label=part.label, kind=part.kind,
        reference=part.reference, action=part.action, fields=kept,
    )  # fmt: skip


def _owned(connection: Connection, entry: Entry) -> list[int]:
    """Give the numbers of the rows that a record owns now."""
    ids: list[str] = []
    for spec, link in links_to(entry.type):
        if spec.parent is not None and spec.parent.key == link:
            ids += [str(row["id"]) for row in rows_linked(connection, spec, link, entry.id)]
    return [one.seq for one in by_ids(connection, ids).values()]


def changed_fields(database: Database, target: Target) -> list[tuple[str, str]]:
    """Give the fields of a record that its history can be narrowed to: key and label, in order."""
    with database.reading() as connection:
        entry = by_ids(connection, [target.id]).get(target.id)
        if entry is None:
            return []
        changed = store.fields_changed(connection, entry.seq)
    return [(field.key, field.label) for field in SPECS[target.type].fields if field.key in changed]


def end_of_day(text: str) -> dt.datetime:
    """Give the end of a typed day, local time. Raises UserError for what is no whole day."""
    try:
        day = dt.date.fromisoformat(parse_date(text))
    except ValueError:  # no date at all, or only a month or a year
        raise UserError("time-not-understood", value=text) from None
    return dt.datetime.combine(day, dt.time(23, 59, 59)).astimezone()
