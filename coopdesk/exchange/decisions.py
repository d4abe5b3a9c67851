# SPDX-License-Identifier: EUPL-1.2
"""The answers to a plan: ours or theirs for all that is left, and single answers from a JSON file.

The file is a list of {"reference" or "id", "field", "take": "ours|theirs|value", "value"}; without a field
an answer is for the whole row. Beside those it may hold {"question": ID, "take": CHOICE}, {"realign": true}
and {"fill_blanks": true}.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from coopdesk.domain.errors import UsageError
from coopdesk.domain.merging import Remaining

DecisionTake = Literal["ours", "theirs", "value"]
TAKES: Final = get_args(DecisionTake)
_KNOWN: Final = frozenset(("reference", "id", "sheet", "row", "field", "take", "value"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEntry:
    """One answer about a record; `field` None is the whole row. `sheet` and `row` say which of two rows."""

    reference: str | None = None
    id: str | None = None
    sheet: str | None = None
    row: int | None = None
    field: str | None = None
    take: DecisionTake = "ours"
    value: object = None

    @property
    def named(self) -> str:
        """How the record is named in the answer."""
        return self.reference or self.id or f"{self.sheet}, row {self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All answers to one plan; `answers` are those to questions, by their id."""

    remaining: Remaining | None = None
    entries: tuple[DecisionEntry, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    realign: bool | None = None
    fill_blanks: bool = False


NO_DECISIONS: Final = Decisions()


def read_decisions(text: str) -> Decisions:
    """Read a decision file. Raises UsageError for anything that it should not hold."""
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise UsageError("decisions-not-json") from error
    if not isinstance(data, list):
        raise UsageError("decisions-not-json")
    entries: list[DecisionEntry] = []
    answers: dict[str, str] = {}
    realign: bool | None = None
    fill_blanks = False
    for number, one in enumerate(data, start=1):
        if not isinstance(one, dict) or not _can_be_kept(one):
            raise UsageError("decision-not-understood", number=number)
        if "question" in one:
            if not isinstance(one["question"], str) or not isinstance(one.get("take"), str):
                raise UsageError("decision-not-understood", number=number)
            answers[one["question"]] = one["take"]
        elif isinstance(one.get("realign"), bool):
            realign = one["realign"]
        elif isinstance(one.get("fill_blanks"), bool):
            fill_blanks = one["fill_blanks"]
        else:
            entries.append(_entry(one, number))
    return Decisions(entries=tuple(entries), answers=answers, realign=realign, fill_blanks=fill_blanks)


def _refuse_constant(name: str) -> None:
    """Stop at NaN and Infinity, which are no JSON and no number of ours."""
    raise ValueError(name)


def _can_be_kept(one: Mapping[str, object]) -> bool:
    """Tell whether the ledger can keep an answer: half a character fits into no file, nor does 1e999."""
    try:
        return bool(json.dumps(one, ensure_ascii=False, allow_nan=False).encode())
    except ValueError:
        return False


def _entry(one: Mapping[str, object], number: int) -> DecisionEntry:
    texts = {key: one.get(key) for key in ("reference", "id", "sheet", "field")}
    is_named = texts["reference"] or texts["id"] or (texts["sheet"] and isinstance(one.get("row"), int))
    is_plain = all(text is None or isinstance(text, str) for text in texts.values())
    if not is_named or not is_plain or not set(one) <= _KNOWN:
        raise UsageError("decision-not-understood", number=number)
    take, row = one.get("take"), one.get("row")
    if take not in TAKES:
        raise UsageError("decision-unknown-take", number=number, value="nothing" if take is None else take)
    if take == "value" and ("value" not in one or not texts["field"]):
        raise UsageError("decision-value-missing", number=number)
    return DecisionEntry(
        reference=_text(texts["reference"]),
        id=_text(texts["id"]),
        sheet=_text(texts["sheet"]),
        row=row if isinstance(row, int) else None,
        field=_text(texts["field"]) or None,
        take=take,  # type: ignore[arg-type] # one of TAKES, see above
        value=one.get("value"),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
