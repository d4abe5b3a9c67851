# SPDX-License-Identifier: EUPL-1.2
"""A plan in plain lines, for people at a terminal and for protocols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coopdesk.domain.kinds import LinkKind
from coopdesk.domain.merging import Cell, Mark, Row, TheirRow
from coopdesk.exchange.plan import ImportPlan, Place, PlannedChange, PlannedConflict

MOST_LINES = 20


def plan_in_words(plan: ImportPlan) -> list[str]:
    """Give what a plan says: a sentence with all numbers, then what needs a person, then the changes."""
    lines = [summary_sentence(plan)]
    if plan.already_imported_at is not None:
        return lines
    lines += _block("Questions", (f"{one.message} [{one.id}]" for one in plan.open_questions))
    lines += _block("To be decided", (_conflict(plan, one) for one in plan.open_conflicts))
    lines += _block("Problems", (_placed(one.place, one.message) for one in plan.problems))
    lines += _block("Changes", (_change(plan, one) for one in plan.changes))
    lines += _block(
        "New", (f"{one.place}: {plan.specs[one.type].label} {one.reference}" for one in plan.inserts)
    )
    lines += _block(
        "Not in the file", (f"{plan.specs[one.type].label} {one.reference}" for one in plan.missing)
    )
    lines += _block("Worth knowing", (_placed(one.place, one.message) for one in plan.notices))
    return lines


def summary_sentence(plan: ImportPlan) -> str:
    """Say in one sentence what the file holds: 46 updated, 5 new, 219 unchanged, 3 values to decide."""
    if plan.already_imported_at is not None:
        return next(one.message for one in plan.notices if one.code == "already-imported")
    if plan.is_stopped:
        return f"{plan.file}: nothing can be said before the questions are answered."
    counts = plan.counts
    parts = [f"{counts.updated} updated", f"{counts.new} new", f"{counts.unchanged} unchanged"]
    more = (
        (len(plan.open_conflicts), "to be decided"),
        (len(plan.open_questions), "question" if len(plan.open_questions) == 1 else "questions"),
        (counts.problems, "with problems"),
        (counts.restored, "restored"),
        (counts.deleted, "removed"),
    )
    parts += [f"{number} {words}" for number, words in more if number]
    if counts.missing > counts.deleted:
        parts.append(f"{counts.missing - counts.deleted} not in the file and kept")
    state = f"taken in (entry {plan.change_set} of the history)" if plan.change_set else "nothing saved"
    return f"{plan.file}: {', '.join(parts)}; {state}."


def _block(heading: str, entries: Iterable[str]) -> Iterator[str]:
    lines = list(entries)
    if not lines:
        return
    yield f"{heading}:"
    for line in lines[:MOST_LINES]:
        yield f"  {line}"
    if len(lines) > MOST_LINES:
        yield f"  and {len(lines) - MOST_LINES} more (--json lists them all)"


def _placed(place: Place | None, text: str) -> str:
    """Put the address before a sentence that does not name it itself."""
    return text if place is None or f"“{place.sheet}”" in text else f"{place}: {text}"


def _change(plan: ImportPlan, one: PlannedChange) -> str:
    label = plan.specs[one.type].by_key[one.field].label
    ours, value = _text(plan, one.type, one.field, one.ours), _text(plan, one.type, one.field, one.value)
    return f"{one.place}: {one.reference}, {label}: {ours} → {value}"


def _conflict(plan: ImportPlan, one: PlannedConflict) -> str:
    if one.field is None:
        return f"{one.place}: {one.reference} ({one.kind.value})"
    label = plan.specs[one.type].by_key[one.field].label
    sides = {
        side: _text(plan, one.type, one.field, getattr(one, side)) for side in ("base", "ours", "theirs")
    }
    more = f"; free: {one.proposal}" if one.proposal else ""
    return (
        f"{one.place}: {one.reference}, {label}: was {sides['base']}, here {sides['ours']}, "
        f"in the file {sides['theirs']} ({one.kind.value}{more})"
    )


def _text(plan: ImportPlan, type_key: str, field: str, value: Cell | Row | TheirRow) -> str:
    """Give a value as people read it, an empty one as a dash."""
    if value is None or isinstance(value, Mark | Mapping):
        return "–"
    kind = plan.specs[type_key].by_key[field].kind
    if isinstance(kind, LinkKind):
        return f"“{plan.links.get(str(value), str(value))}”"
    return f"“{kind.format(value)}”"
