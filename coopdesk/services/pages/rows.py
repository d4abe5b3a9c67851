# SPDX-License-Identifier: EUPL-1.2
"""How a record looks as a row of a section: its name, what is worth knowing beside it, its shape.

The same on every page. A type without a look of its own shows its dates and its first choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LinkKind, PartialDateKind, PickKind, Value
from coopdesk.domain.obligation_dates import next_date
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.pages.page import Line, Piece, Row, Shape, State, Target
from coopdesk.services.pages.reading import Reading
from coopdesk.services.pages.wording import NO_END, NOT_KNOWN, date, lowered, period, quiet, raised
from coopdesk.services.statuses import STRENGTHS, state_in_list
from coopdesk.store.queries import Row as Values

Cells = tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLook:
    """What stands beside the name of a record, and how the columns align."""

    beside: Callable[[Reading, Values], Cells]
    aligns: str


def record_row(
    reading: Reading,
    type_key: str,
    row: Values,
    *,
    beside: Cells | None = None,
    is_followed: bool | None = None,
) -> Row:
    """Give a record as a row that opens its page; `beside` replaces what usually stands beside its name."""
    state = state_in_list(type_key, row, reading.today, is_followed=is_followed)
    cells = beside if beside is not None else beside_of(reading, type_key, row)
    if is_followed is False and state is not None and state.tone == "red" and cells:
        cells = (*cells[:-1], tuple(replace(piece, tone="red") for piece in cells[-1]))
    return Row(
        cells=((name_piece(reading, type_key, row),), *cells),
        target=Target(type_key, str(row["id"])),
        shape=shape_in_row(type_key, state),
    )


def shape_in_row(type_key: str, state: State | None) -> Shape | None:
    """Give the shape of a row; types whose state is said in words beside the name do without."""
    return state.shape if state is not None and type_key in _WITH_SHAPE else None


_WITH_SHAPE: Final = frozenset(
    {"arrangement", "roadmap", "activity", "obligation", "liaison_post", "posting"}
)


def name_piece(reading: Reading, type_key: str, row: Values) -> Piece:
    """Give the name of a record as a link to it."""
    target = Target(type_key, str(row["id"]))
    if type_key == "person" and row.get("name") is None:
        return Piece(N_("name not known"), target, "quiet")
    return Piece(own_name(reading, type_key, row), target)


def own_name(reading: Reading, type_key: str, row: Values) -> str:
    """Give what a record is called on its own rows: its first title field, sentences with a capital."""
    spec = SPECS[type_key]
    first = spec.title[0]
    value = row.get(first)
    if isinstance(value, str) and not spec.by_key[first].targets:
        return raised(value) if type_key in _SENTENCES else value
    return reading.label(row["id"])


_SENTENCES: Final = frozenset(
    {"obligation", "activity_item", "roadmap_item", "programme_component", "strategy_aim"}
)


def beside_of(reading: Reading, type_key: str, row: Values) -> Cells:
    """Give what stands beside the name of a record of a type."""
    look = _LOOKS.get(type_key)
    return look.beside(reading, row) if look else (_gist(SPECS[type_key], row),)


def aligns_of(type_key: str) -> str:
    """Give how the columns of a type align; empty is as usual."""
    look = _LOOKS.get(type_key)
    return look.aligns if look else ""


def link_piece(reading: Reading, key: Value, *, is_full: bool = False) -> Piece:
    """Give a link to a record by the name people use, or by its full one."""
    return Piece(reading.label(key) if is_full else reading.name(key), reading.target(key))


def choice(type_key: str, field: str, value: Value) -> str:
    """Give the label of a choice as words within a sentence; empty for none."""
    return lowered(SPECS[type_key].all_by_key[field].kind.format(value)) if value else ""


def state_words(reading: Reading, type_key: str, row: Values) -> Piece:
    """Give where a record stands, in words and in the tone of what presses."""
    state = state_in_list(type_key, row, reading.today)
    if state is None:
        return Piece("")
    return Piece(state.text, tone="quiet" if state.tone == "normal" else state.tone)


def _arrangement(reading: Reading, row: Values) -> Cells:
    end = SPECS["arrangement"].all_by_key["present_end"].computed
    ends = end(row, reading.today) if end else None
    state = state_in_list("arrangement", row, reading.today)
    is_over = state is not None and state.shape == "square"
    return (date(row["signed_on"]),), (
        replace(date(ends, unknown=NO_END), tone="strong" if is_over else "quiet"),
    )


def _activity(reading: Reading, row: Values) -> Cells:
    return (quiet(choice("activity", "commitment", row["commitment"])),), (quiet(str(row["reference"])),)


def _roadmap(reading: Reading, row: Values) -> Cells:
    return (period(row["valid_from"], row["valid_until"])[0],), (state_words(reading, "roadmap", row),)


def _programme(reading: Reading, row: Values) -> Cells:
    kind = choice("programme", "kind", row["kind"])
    return (quiet(kind),), (quiet(choice("programme", "status", row["status"])),)


def _deployment(reading: Reading, row: Values) -> Cells:
    return (quiet(str(row["place"] or "")),), (
        period_or(row["start"], row["end"], _state(reading, "deployment", row)),
    )


def period_or(start: Value, end: Value, words: str) -> Piece:
    """Give a period where one is known, else some words."""
    if start and not end:  # whether it goes on is not said
        return date(start)
    return period(start, end)[0] if end else quiet(words)


def _state(reading: Reading, type_key: str, row: Values) -> str:
    state = state_in_list(type_key, row, reading.today)
    return state.text if state else ""


def _post(reading: Reading, row: Values) -> Cells:
    nobody = N_("head not recorded") if row["kind"] == "office" else N_("officer not recorded")
    return ((link_piece(reading, row["officer"]) if row["officer"] else quiet(nobody),),)


def _posting(reading: Reading, row: Values) -> Cells:
    return (period(row["start"], row["actual_end"] or row["planned_end"]),)


def _meeting(reading: Reading, row: Values) -> Cells:
    when = date(row["date"], unknown=quiet(str(row["frequency"] or _state(reading, "meeting", row))))
    return (quiet(str(row["place"] or "")),), (when,)


def _group(reading: Reading, row: Values) -> Cells:
    return ((quiet(choice("working_group", "status", row["status"])),),)


def _obligation(reading: Reading, row: Values) -> Cells:
    due = next_date(row, reading.today) or row["due"]
    pressing = state_words(reading, "obligation", row)
    when = pressing if pressing.tone in {"amber", "red"} else date(due, unknown=quiet(N_("no date")))
    return (quiet(choice("obligation", "strength", row["strength"])),), (when,)


def _document(reading: Reading, row: Values) -> Cells:
    return (date(row["date"], unknown=Piece("")),), (quiet(choice("document", "kind", row["kind"])),)


def _person(reading: Reading, row: Values) -> Cells:
    return ((quiet(str(row["office"] or "")),),)


def _partner(reading: Reading, row: Values) -> Cells:
    return ((quiet(choice("partner", "type", row["type"])),),)


def _event(reading: Reading, row: Values) -> Cells:
    return ((date(row["date"]),),)


def _figure(reading: Reading, row: Values) -> Cells:
    value = SPECS["figure"].by_key["value"].kind.format(row["value"])
    return (Piece(f"{value} {row['unit'] or ''}".strip()),), (date(row["as_of"], unknown=Piece("")),)


def _system(reading: Reading, row: Values) -> Cells:
    return ((quiet(choice("it_system", "kind", row["kind"]) or N_("system")),),)


def _note(reading: Reading, row: Values) -> Cells:
    return (
        (quiet(", ".join(part for part in (str(row["author"] or ""), _day(row["written_on"])) if part)),),
    )


def _day(value: Value) -> str:
    return date(value, unknown=Piece("")).text


def _area(reading: Reading, row: Values) -> Cells:
    return ((quiet(choice("area", "scheme", row["scheme"])),),)


_LOOKS: Final[Mapping[str, RowLook]] = {
    "arrangement": RowLook(beside=_arrangement, aligns="lrr"),
    "activity": RowLook(beside=_activity, aligns="llr"),
    "roadmap": RowLook(beside=_roadmap, aligns="llr"),
    "programme": RowLook(beside=_programme, aligns="llr"),
    "deployment": RowLook(beside=_deployment, aligns="llr"),
    "liaison_post": RowLook(beside=_post, aligns="lr"),
    "posting": RowLook(beside=_posting, aligns="lr"),
    "meeting": RowLook(beside=_meeting, aligns="lrr"),
    "working_group": RowLook(beside=_group, aligns="lr"),
    "obligation": RowLook(beside=_obligation, aligns="llr"),
    "document": RowLook(beside=_document, aligns="lrr"),
    "person": RowLook(beside=_person, aligns="lr"),
    "partner": RowLook(beside=_partner, aligns="lr"),
    "event": RowLook(beside=_event, aligns="lr"),
    "figure": RowLook(beside=_figure, aligns="lrr"),
    "it_system": RowLook(beside=_system, aligns="lr"),
    "note": RowLook(beside=_note, aligns="lr"),
    "area": RowLook(beside=_area, aligns="lr"),
}


def _gist(spec: RecordSpec, row: Values) -> Line:
    """Give the dates and the first choice of a record that has no look of its own."""
    parts = [_day(row.get(field.key)) for field in _first(spec, PartialDateKind, row)]
    parts += [lowered(field.kind.format(row.get(field.key))) for field in _first(spec, PickKind, row)]
    return (quiet(", ".join(part for part in parts if part)),)


def _first(spec: RecordSpec, kind: type, row: Values) -> Iterator[FieldSpec]:
    return iter([field for field in spec.fields if isinstance(field.kind, kind) and row.get(field.key)][:1])


def owned_row(reading: Reading, spec: RecordSpec, link: str, row: Values) -> Row:
    """Give a row that belongs to a record: seen from its owner what it names, else the owner itself.

    It opens what it names; the row itself can be opened from its menu (`source`).
    """
    parent = spec.parent.key if spec.parent is not None else ""
    named = sorted((key for key in spec.title if key != link), key=lambda key: not spec.by_key[key].targets)
    main = parent if link != parent else next((key for key in named if row.get(key) is not None), "")
    itself = Target(spec.key, str(row["id"]))
    value = row.get(main)
    if main and value is not None and isinstance(spec.by_key[main].kind, LinkKind):
        first = link_piece(reading, value, is_full=True)
    elif main and value is not None:
        text = spec.by_key[main].kind.format(value)
        first = Piece(raised(text) if spec.key in _SENTENCES else text, itself)
    else:
        first = Piece(reading.label(row["id"]), itself)
    rest = joined_values(reading, spec, row, leave_out={link, main, "order_no", "reference"})
    return Row(cells=((first,), rest), target=first.target or itself, source=itself)


def joined_values(reading: Reading, spec: RecordSpec, row: Values, *, leave_out: set[str]) -> Line:
    """Give the filled fields of a row in their order, as one quiet line."""
    pieces: list[Piece] = []
    for field in spec.fields:
        value = row.get(field.key)
        if value is None or field.key in leave_out:
            continue
        if pieces:
            pieces.append(quiet(" · "))
        if isinstance(field.kind, LinkKind):
            pieces.append(link_piece(reading, value))
        else:
            text = field.kind.format(value)
            pieces.append(quiet(lowered(text) if isinstance(field.kind, PickKind) else _said(field, text)))
    return tuple(pieces)


def _said(field: FieldSpec, text: str) -> str:
    """Give a value; a bare yes, no or number is told with what it says."""
    is_bare = text in {N_("yes"), N_("no")} or text.replace(" ", "").isdigit()
    is_dated = isinstance(field.kind, PartialDateKind)
    return f"{lowered(field.label)} {text}" if is_dated or is_bare else text


def strength_shape(value: Value) -> Shape:
    """Give the diamond of how firmly something was promised; a ring where nobody says."""
    return STRENGTHS.get(str(value), "ring")


def known_or(piece: Piece | None) -> Piece:
    """Give a piece, or the words that nothing is known."""
    return piece if piece is not None and piece.text else NOT_KNOWN
