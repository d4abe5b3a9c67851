# SPDX-License-Identifier: EUPL-1.2
"""Merges the drafts of a record type with the records of this database, and finds the ones without a row."""

from __future__ import annotations

from dataclasses import dataclass

from coopdesk.domain.merging import Mark, Row, RowMerge, merge_row
from coopdesk.domain.spec import RecordSpec
from coopdesk.exchange.plan import Place
from coopdesk.exchange.planning.context import ImportContext
from coopdesk.exchange.planning.data_sheets import DataSheet
from coopdesk.exchange.planning.drafts import Draft, Standing, TypeDraft


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MissingDraft:
    """A record of the export that has no row any more, merged."""

    id: str
    spec: RecordSpec
    reference: str
    place: Place
    merge: RowMerge


def merge_rows(draft: TypeDraft, context: ImportContext) -> list[MissingDraft]:
    """Merge every row that says more than its base, and give the records that have no row.

    Where a column was dropped, untouched rows are merged as well: ours may have been edited under it.
    """
    known = [one for one in draft.rows if one.standing is Standing.KNOWN]
    for one in known:
        if one.says_base and one.sheet.match.dropped and one.base is not None:
            dropped = {key: Mark.DROPPED for key in one.sheet.match.dropped if key in one.base}
            one.theirs, one.says_base = {**one.theirs, **dropped}, not dropped
    present = {one.id for one in draft.rows} | draft.not_missing
    absent = {key: base for key, base in draft.scope.items() if key not in present}
    asked = [one for one in known if not one.says_base]
    ours = context.ours(draft.spec.key, [*(one.id for one in asked), *absent]) if asked or absent else {}
    rules = context.rules[draft.spec.key]
    for one in asked:
        mine = ours.get(one.id)
        # What is in the trash and has no base is asked about as if it had been empty.
        base: Row | None = {} if mine is None and one.base is None else one.base
        one.merge = merge_row(base, mine, one.theirs, rules, base_known=base is not None)
    # Where ids were lost, a record without a row may be one of the nameless rows.
    is_sure = all(_has_all_ids(sheet.data) for sheet in draft.sheets)
    return [
        _missing(draft, key, base, ours.get(key), context, is_sure=is_sure)
        for key, base in absent.items()
        if key in ours
    ]


def _missing(
    draft: TypeDraft, record_id: str, base: Row, ours: Row | None, context: ImportContext, *, is_sure: bool
) -> MissingDraft:
    """Merge a record without a row, which is a deletion only where that is sure."""
    merge = merge_row(base, ours, None, context.rules[draft.spec.key], in_scope=is_sure)
    place = draft.emptied.get(record_id) or Place(sheet=draft.sheets[0].data.raw.name)
    reference = str((ours or base).get("reference"))
    return MissingDraft(id=record_id, spec=draft.spec, reference=reference, place=place, merge=merge)


def _has_all_ids(sheet: DataSheet) -> bool:
    """Tell whether the ids of a sheet are there and none of them is unreadable."""
    if sheet.id_column is None:
        return False
    return all((row.number, sheet.id_column) not in sheet.raw.unreadable for row in sheet.rows)


def known_again(draft: TypeDraft, one: Draft) -> bool:
    """Recognise a new row that came home before, by its content, and give it the record it became then.

    Its reference was proposed here, so the sheet has none, or still the one that was taken.
    """
    heard_of, left = draft.bases.heard(), draft.bases.left()
    if len(heard_of) == len(left):
        return False
    present = {other.id for other in draft.rows}
    for record_id, heard in heard_of.items():
        if record_id in left or record_id in present:
            continue
        if all(heard.get(key) == value for key, value in one.theirs.items()):
            one.id, one.standing, one.base, one.source = record_id, Standing.KNOWN, heard, "ledger"
            one.says_base = True
            return True
    return False
