# SPDX-License-Identifier: EUPL-1.2
"""The obvious way out of a problem, as data: the words on a button and what it types into which fields."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from coopdesk.domain.dates import format_date
from coopdesk.domain.folding import fold_name
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import BadValue, Kind, PickKind, YesNoKind, strip_unprintable
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.services.form_data import Creation, FieldText, Repair

NEAR = 0.6
SHORTEST_NAME = 2
_NOT_IN_REFERENCES = re.compile(r"[^\w./ \-]+")


def repairs_of(
    spec: RecordSpec, problem: Problem, *, now: Mapping[str, FieldText], before: Mapping[str, FieldText]
) -> tuple[Repair, ...]:
    """Give the repairs of a problem; `now` stands in the fields, `before` is what the form began with."""
    field = spec.by_key.get(problem.field or "")
    if field is None:
        return ()
    found = _by_code(spec, field, problem, now)
    back = _put_back(field, problem, now, before)
    return (*found, *back)[:2]


def _by_code(
    spec: RecordSpec, field: FieldSpec, problem: Problem, now: Mapping[str, FieldText]
) -> tuple[Repair, ...]:
    facts, typed = problem.facts, now.get(field.key, FieldText("", "")).raw
    match problem.code:
        case "end-before-start":
            return _swap(spec, field, problem, now)
        case "date-no-such-day" | "date-month-first":
            return _dates(field, [facts.get("nearest")])
        case "date-two-readings":
            readings = facts.get("readings")
            return _dates(field, list(readings) if isinstance(readings, tuple) else [])
        case "not-in-list" | "not-yes-or-no":
            return _near_choice(field, typed)
        case "link-unknown":
            return _creation(field, typed)
        case "reference-taken":
            return _use(field, str(facts["proposal"]))
        case "reference-malformed":
            return _if_right(field, _NOT_IN_REFERENCES.sub("-", typed).strip("-. /")[:80])
        case "not-a-number":
            return _if_right(field, _number_in(typed))
        case "too-many-decimals":
            return _if_right(field, _rounded(typed, facts.get("scale")))
        case "control-characters" | "broken-characters":
            words = N_("Take them out")
            clean = strip_unprintable(typed)
            return (Repair(text=words, values={field.key: FieldText(clean, clean)}),)
        case _:
            return ()


def _put_back(
    field: FieldSpec, problem: Problem, now: Mapping[str, FieldText], before: Mapping[str, FieldText]
) -> tuple[Repair, ...]:
    was = before.get(field.key)
    if was is None or not was.raw or was == now.get(field.key) or problem.code == "end-before-start":
        return ()
    return (Repair(text=N_("Put it back"), values={field.key: was}),)


def _swap(
    spec: RecordSpec, end: FieldSpec, problem: Problem, now: Mapping[str, FieldText]
) -> tuple[Repair, ...]:
    start = start_of(spec, problem)
    if start is None or start.key not in now or end.key not in now:
        return ()
    return (Repair(text=N_("Swap the dates"), values={end.key: now[start.key], start.key: now[end.key]}),)


def start_of(spec: RecordSpec, problem: Problem) -> FieldSpec | None:
    """Give the field with which a period begins, whose label a rule has put into its facts."""
    return next((field for field in spec.fields if field.label == problem.facts.get("start")), None)


def _dates(field: FieldSpec, dates: list[object]) -> tuple[Repair, ...]:
    return tuple(
        Repair(
            text=N_("Use {date}").format(date=format_date(date)),
            values={field.key: FieldText(date, format_date(date))},
        )
        for date in dates
        if isinstance(date, str)
    )


def _near_choice(field: FieldSpec, typed: str) -> tuple[Repair, ...]:
    choices: dict[str, FieldText] = {}
    if isinstance(field.kind, PickKind):
        for item in field.kind.picklist.current:
            choices[fold_name(item.label)] = FieldText(item.code, item.label)
    if isinstance(field.kind, YesNoKind):
        choices = {word: FieldText(word, word) for word in ("yes", "no")}
    wanted = fold_name(typed)
    near = difflib.get_close_matches(wanted, list(choices), n=1, cutoff=NEAR)
    begun = [name for name in choices if wanted and name.startswith(wanted)]
    for name in dict.fromkeys([*begun[:1], *near]):
        chosen = choices[name]
        return (Repair(text=N_("Choose “{label}”").format(label=chosen.shown), values={field.key: chosen}),)
    return ()


def _creation(field: FieldSpec, typed: str) -> tuple[Repair, ...]:
    name = " ".join(typed.split())
    if len(name) < SHORTEST_NAME or "record" in field.targets:
        return ()
    shown = name if len(name) <= 40 else f"{name[:39]}…"
    creation = Creation(types=field.targets, name=name)
    return (Repair(text=N_("Create “{name}”…").format(name=shown), creation=creation),)


def _use(field: FieldSpec, raw: str) -> tuple[Repair, ...]:
    return (Repair(text=N_("Use {value}").format(value=raw), values={field.key: FieldText(raw, raw)}),)


def _if_right(field: FieldSpec, raw: str) -> tuple[Repair, ...]:
    """Offer a text only where the field would take it."""
    return _use(field, raw) if raw and _takes(field.kind, raw) else ()


def _takes(kind: Kind, raw: str) -> bool:
    try:
        return kind.parse(raw) is not None
    except BadValue:
        return False


def _number_in(typed: str) -> str:
    """Read a number as the Continent writes it, 1.234,5, or the first figures among words."""
    plain = re.sub(r"[^\d.,+-]", "", typed)
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})*,\d+|[+-]?\d+,\d+", plain):
        return plain.replace(".", "").replace(",", ".")
    return plain


def _rounded(typed: str, scale: object) -> str:
    try:
        number = Decimal(typed.replace(" ", "").replace(",", ""))
        return str(number.quantize(Decimal(1).scaleb(-int(str(scale))), rounding=ROUND_HALF_UP))
    except (InvalidOperation, ValueError):
        return ""
