# SPDX-License-Identifier: EUPL-1.2
"""Where a record stands, as shapes and words: the same on its page, in lists and on the dashboard.

The meaning comes from the records (stated and computed status, dates); here each choice gets its shape.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from coopdesk.domain.dates import first_day, format_date, last_day
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import PickKind
from coopdesk.domain.roadmap_status import OVER
from coopdesk.domain.spec import RecordSpec, Values
from coopdesk.records.catalog import SPECS
from coopdesk.services.pages.page import Shape, State, Tone

SOON_DAYS: Final = 90  # a notice or a decision that is due within this is told
WEEK_DAYS: Final = 7
OVERDUE: Final = N_("overdue since {date}")
DUE: Final = N_("due {date}")

SHAPES: Final[Mapping[str, Mapping[Shape, tuple[str, ...]]]] = {
    "arrangement": {
        "disc": ("in_effect",),
        "half_disc": ("signed", "approved", "suspended"),
        "ring": ("draft", "negotiating", "initialled"),
        "amber_triangle": ("in_notice",),
        "square": ("ended", "terminated", "superseded"),
    },
    "roadmap": {
        "disc": ("started", "in_implementation", "extended"),
        "half_disc": ("agreed",),
        "ring": ("draft", "being_defined"),
        "square": ("completed", "concluded", "closed_after_evaluation", "discontinued", "ended"),
    },
    "roadmap_item": {
        "disc": ("in_progress",),
        "half_disc": ("confirmed",),
        "ring": ("planned", "done_or_planned", "postponed"),
        "square": ("done", "delivered", "cancelled", "carried_over"),
    },
    "deployment": {
        "disc": ("launched", "deployed", "running", "extended", "shortened"),
        "half_disc": ("confirmed", "being_set_up"),
        "ring": (
            "planned", "requested", "called", "nominated", "reserve", "selected", "done_or_planned",
        ),
        "square": ("done", "completed", "reported", "withdrawn", "no_show", "cancelled"),
    },
    "liaison_post": {
        "disc": ("filled",),
        "half_disc": ("suspended",),
        "ring": ("planned",),
        "dashed_square": ("vacant",),
        "square": ("closed",),
    },
    "posting": {
        "disc": ("deployed", "extended", "handover"),
        "half_disc": ("accredited",),
        "ring": ("planned", "vacancy", "selected"),
        "square": ("ended",),
    },
    "meeting": {
        "disc": ("continuing", "confirmed", "easo_takes_part"),
        "half_disc": ("agreed",),
        "ring": ("exploratory", "proposed", "postponed"),
        "square": ("held", "closed", "cancelled"),
    },
    "programme": {
        "disc": ("launched", "running"),
        "half_disc": ("finalisation", "suspended"),
        "ring": ("planned",),
        "square": ("implemented", "closed", "cancelled"),
    },
    "working_group": {
        "disc": ("established", "existing", "active_2019"),
        "half_disc": ("agreed", "dormant"),
        "ring": ("possible", "planned_use"),
        "dashed_ring": ("referenced",),
        "square": ("ended",),
    },
}  # fmt: skip
"""The shape of each status by record type: what runs, what is agreed, what is planned, what is over."""

STRENGTHS: Final[Mapping[str, Shape]] = {
    "firm": "diamond", "will": "diamond",
    "mixed": "half_diamond", "conditional": "half_diamond", "condition": "half_diamond",
    "exploratory": "open_diamond", "explore": "open_diamond",
    "optional": "dashed_diamond", "may": "dashed_diamond",
    "fact": "disc",
}  # fmt: skip
"""The shape of how firmly something was promised."""

_STATUS_FIELDS: Final = {"liaison_post": "state"}
_SHAPE_OF: Final = {
    type_key: {code: shape for shape, codes in shapes.items() for code in codes}
    for type_key, shapes in SHAPES.items()
}
_ENDS: Final = {
    "arrangement": ("terminated_on", "valid_until"), "roadmap": ("valid_until",), "deployment": ("end",),
    "liaison_post": ("end",), "posting": ("actual_end", "planned_end"), "programme": ("end",),
    "working_group": ("valid_until",), "document": ("valid_until",),
}  # fmt: skip
_OPEN_ITEMS: Final = frozenset({"planned", "confirmed", "in_progress", "postponed"})


def states_of(
    type_key: str, values: Values, today: dt.date, *, is_followed: bool | None = None
) -> tuple[State, ...]:
    """Give where a record stands, the main state first, then what needs attention; empty where none is told.

    `values` are its stored values. `is_followed` says whether something later is on file that renews or
    replaces it; None where nobody has looked.
    """
    main = _MAIN.get(type_key, _by_currency)(SPECS[type_key], values, today)
    alerts = [*_alerts(type_key, values, today, is_followed), *_health(SPECS[type_key], values)]
    return (*((main,) if main else ()), *alerts)


def state_in_list(
    type_key: str, values: Values, today: dt.date, *, is_followed: bool | None = None
) -> State | None:
    """Give one state that fits the second line of a row: the main shape, all words, the gravest tone.

    The date of an end is left out, because a list has it in its columns.
    """
    states = states_of(type_key, values, today, is_followed=is_followed)
    if not states:
        return None
    first = states[0]
    words = [_without_end(type_key, first, values), *(one.text for one in states[1:])]
    tones = {one.tone for one in states}
    tone: Tone = "red" if "red" in tones else "amber" if "amber" in tones else first.tone
    return replace(first, text=", ".join(words), tone=tone)


def has_states(type_key: str) -> bool:
    """Whether records of a type can stand somewhere at all."""
    return type_key in _MAIN or type_key == "person" or "is_current" in SPECS[type_key].all_by_key


def _without_end(type_key: str, state: State, values: Values) -> str:
    end = _text(values, *_ENDS.get(type_key, ()))
    shown = f" {format_date(end)}" if end else ""
    return state.text.removesuffix(shown) if shown and state.shape == "square" else state.text


def _arrangement(spec: RecordSpec, values: Values, today: dt.date) -> State | None:
    code, stated = _computed(spec, values, today), _text(values, "stated_status")
    by_hand = _text(values, "status_override") is not None
    if stated == "referenced" and not by_hand and code in {None, "in_effect", "signed"}:
        return State(shape="dashed_ring", text=N_("only referred to"))
    if code == "in_effect" and stated in {"concluded", "agreed", "adopted"} and not by_hand:
        if _text(values, "valid_from") is None:  # that it was concluded is known, that it applies is not
            return State(shape="half_disc", text=_word(spec, "stated_status", stated))
    elif code == "in_effect" and stated in {"established", "in_place", "party"} and not by_hand:
        return State(shape="disc", text=_word(spec, "stated_status", stated))
    elif code == "signed" and stated is not None and stated != "signed" and not by_hand:
        return State(shape="half_disc", text=_word(spec, "stated_status", stated))
    if code is None:
        return State(shape="ring", text=N_("status not known"), tone="quiet")
    return _chosen(spec, code, _word(spec, "status", code), values, ends=code in {"ended", "terminated"})


def _roadmap(spec: RecordSpec, values: Values, today: dt.date) -> State | None:
    code = _computed(spec, values, today)
    if code is None:
        return State(shape="ring", text=N_("status not known"), tone="quiet")
    return _chosen(spec, code, _word(spec, "status", code), values, ends=code == "ended")


def _of_status(spec: RecordSpec, values: Values, today: dt.date) -> State | None:
    """Give the state of a type whose status is a choice that people set, corrected by an end that is past."""
    key = _STATUS_FIELDS.get(spec.key, "status")
    code = _text(values, key)
    shape = _SHAPE_OF[spec.key].get(code or "")
    if shape not in {"square", "ring"} and _is_past(_text(values, *_ENDS.get(spec.key, ())), today):
        return _chosen(spec, "", N_("ended"), values, ends=True)
    if code is not None:
        return _chosen(spec, code, _word(spec, key, code), values)
    if spec.key == "liaison_post" and (said := _text(values, "status")):
        return State(shape="disc", text=said)
    if spec.key == "posting" and _is_reached(_text(values, "start"), today):
        return State(shape="disc", text=N_("in post"))
    return State(shape="ring", text=N_("status not recorded"), tone="quiet")


def _activity(spec: RecordSpec, values: Values, today: dt.date) -> State | None:
    strength, status = _text(values, "commitment"), _text(values, "status")
    outcome = _word(spec, "status", status) if status else N_("outcome not recorded")
    if strength is None:
        return State(shape="ring", text=outcome)
    return State(shape=STRENGTHS[strength], text=f"{_word(spec, 'commitment', strength)} · {outcome}")


def _obligation(spec: RecordSpec, values: Values, today: dt.date) -> State | None:
    state, strength = _text(values, "state"), _text(values, "strength")
    if state in {"done", "dropped"}:
        return State(shape="square", text=_word(spec, "state", state))
    if (due := _due(spec, values, today)) is not None:
        return due
    if state == "handed_over":
        return State(shape="clock", text=_word(spec, "state", state))
    if strength is None:
        return State(shape="ring", text=N_("strength not recorded"), tone="quiet")
    return State(shape=STRENGTHS[strength], text=_word(spec, "strength", strength))


def _due(spec: RecordSpec, values: Values, today: dt.date) -> State | None:
    """Give the state of an obligation whose date presses; what may be done or is a fact is never overdue."""
    work_out = spec.all_by_key["next_date"].computed
    date = work_out(values, today) if work_out else None
    if not isinstance(date, str) or _text(values, "strength") in {"may", "fact"}:
        return None
    if last_day(date) < today:
        return State(shape="red_triangle", text=OVERDUE.format(date=format_date(date)), tone="red")
    if (last_day(date) - today).days <= WEEK_DAYS:
        return State(shape="amber_disc", text=DUE.format(date=format_date(date)), tone="amber")
    return None


def _document(spec: RecordSpec, values: Values, today: dt.date) -> State | None:
    said, end = _text(values, "status"), _text(values, "valid_until")
    if _is_past(end, today):
        return _chosen(spec, "", N_("no longer valid"), values, ends=True)
    if said is None:
        return None
    known: Mapping[str, Shape] = {"draft": "ring", "referenced": "dashed_ring", "superseded": "square"}
    words = N_("only referred to") if said == "referenced" else said
    return State(shape=known.get(said, "disc"), text=words)


def _by_currency(spec: RecordSpec, values: Values, today: dt.date) -> State | None:
    """Give the state of a type that only knows whether it holds today."""
    field = spec.all_by_key.get("is_current")
    if field is None or field.computed is None:
        return None
    is_current = field.computed(values, today)
    if is_current is None:
        return None
    return State(shape="disc", text=N_("current")) if is_current else State(shape="square", text=N_("former"))


_MAIN: Final[Mapping[str, Callable[[RecordSpec, Values, dt.date], State | None]]] = {
    "arrangement": _arrangement,
    "roadmap": _roadmap,
    "activity": _activity,
    "obligation": _obligation,
    "document": _document,
    **dict.fromkeys(
        ("roadmap_item", "deployment", "liaison_post", "posting", "meeting", "programme", "working_group"),
        _of_status,
    ),
}


def _alerts(type_key: str, values: Values, today: dt.date, is_followed: bool | None) -> list[State]:
    """Give what a record asks for: a successor, a notice, a decision, a late item, an entry kept too long."""
    spec = SPECS[type_key]
    match type_key:
        case "arrangement" | "roadmap" if _computed(spec, values, today) == "ended" and is_followed is False:
            return [State(shape="red_triangle", text=N_("nothing recorded after it"), tone="red")]
        case "arrangement":
            return _reminder(spec, "notice_deadline", N_("notice by {date}"), values, today)
        case "roadmap" if values.get("extension_decided_on") is None and (
            _computed(spec, values, today) not in OVER
        ):
            return _reminder(spec, "decide_by", N_("decide on renewal by {date}"), values, today)
        case "roadmap_item" | "activity" if values.get("status") in _OPEN_ITEMS:
            due = _text(values, "due_on")
            is_done = _text(values, "actual_on", "done_on") is not None
            if due and _is_past(due, today) and not is_done:
                return [State(shape="red_triangle", text=OVERDUE.format(date=format_date(due)), tone="red")]
        case "person" if _is_past(_text(values, "keep_until"), today):
            return [State(shape="red_triangle", text=N_("kept too long"), tone="red")]
    return []


def _reminder(spec: RecordSpec, key: str, words: str, values: Values, today: dt.date) -> list[State]:
    work_out = spec.all_by_key[key].computed
    date = work_out(values, today) if work_out else None
    if not isinstance(date, str) or last_day(date) < today or (first_day(date) - today).days > SOON_DAYS:
        return []
    return [State(shape="amber_triangle", text=words.format(date=format_date(date)), tone="amber")]


def _health(spec: RecordSpec, values: Values) -> list[State]:
    match _text(values, "health"):
        case "at_risk":
            return [State(shape="amber_triangle", text=_word(spec, "health", "at_risk"), tone="amber")]
        case "off_track":
            return [State(shape="red_triangle", text=_word(spec, "health", "off_track"), tone="red")]
    return []


def _chosen(spec: RecordSpec, code: str, words: str, values: Values, *, ends: bool = False) -> State:
    """Give the state of a code; an end that is known is said with it."""
    end = _text(values, *_ENDS.get(spec.key, ())) if ends else None
    tone: Tone = "amber" if code == "in_notice" else "normal"
    shape = _SHAPE_OF.get(spec.key, {}).get(code, "square")
    return State(
        shape=shape, text=f"{words} {format_date(end)}" if end else words, tone=tone,
        reason=_text(values, "status_reason") or "",
    )  # fmt: skip


def _computed(spec: RecordSpec, values: Values, today: dt.date) -> str | None:
    work_out = spec.all_by_key["status"].computed
    value = work_out(values, today) if work_out else None
    return value if isinstance(value, str) else None


def _word(spec: RecordSpec, key: str, code: str) -> str:
    """Give a choice as a word within a sentence: In effect becomes in effect, EASO stays EASO."""
    kind = spec.all_by_key[key].kind
    label = kind.picklist.label(code) if isinstance(kind, PickKind) else code
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _text(values: Values, *keys: str) -> str | None:
    """Give the first text that is known among some fields."""
    return next((value for key in keys if isinstance(value := values.get(key), str)), None)


def _is_past(date: str | None, today: dt.date) -> bool:
    return date is not None and last_day(date) < today


def _is_reached(date: str | None, today: dt.date) -> bool:
    return date is not None and first_day(date) <= today
