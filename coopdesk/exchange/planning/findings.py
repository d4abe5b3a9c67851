# SPDX-License-Identifier: EUPL-1.2
"""Collects what planning has to say: problems, notices and questions, each with its place and sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from coopdesk.domain.problems import sentence
from coopdesk.exchange.decisions import Decisions
from coopdesk.exchange.plan import (
    NoticeKind,
    Place,
    PlannedNotice,
    PlannedProblem,
    Question,
    QuestionKind,
)

MOST_ALIKE: Final = 50
"""So many notices of one sort about one column are told singly; the others only counted."""

_PLACES_SHOWN: Final = 10
_SENTENCES: Final[dict[QuestionKind, str]] = {
    "realign": "question-realign",
    "date-order": "question-date-order",
    "month-or-day": "question-month-or-day",
}
_CHOICES: Final[Mapping[QuestionKind, tuple[str, ...]]] = {
    "realign": ("true", "false"),
    "date-order": ("day-first", "month-first"),
    "month-or-day": ("month", "day"),
}

_Alike = tuple[NoticeKind, str, str | None, str | None, str | None]


@dataclass(slots=True)
class _Asked:
    kind: QuestionKind
    type: str
    sheet: str
    field: str | None
    facts: Mapping[str, object]
    places: list[Place]


@dataclass(slots=True)
class Findings:
    """Everything found so far, in the order of finding."""

    decisions: Decisions
    problems: list[PlannedProblem] = field(default_factory=list)
    _notices: list[PlannedNotice] = field(default_factory=list)
    _alike: Counter[_Alike] = field(default_factory=Counter)
    _questions: dict[str, _Asked] = field(default_factory=dict)

    def add_problem(
        self,
        code: str,
        facts: Mapping[str, object],
        place: Place,
        *,
        type: str,
        field: str | None = None,
        reference: str | None = None,
        id: str | None = None,
        value: str = "",
    ) -> None:
        """Note a cell or row that cannot be taken in; the address is known to every sentence."""
        known = {"cell": place.address, "sheet": place.sheet, **facts}
        self.problems.append(
            PlannedProblem(
                type=type,
                reference=reference,
                id=id,
                place=place,
                field=field,
                value=value,
                code=code,
                message=sentence(code, known),
            )
        )

    def add_notice(
        self,
        kind: NoticeKind,
        code: str,
        facts: Mapping[str, object],
        place: Place | None = None,
        *,
        type: str | None = None,
        reference: str | None = None,
        field: str | None = None,
    ) -> None:
        """Note something worth telling."""
        alike: _Alike = (kind, code, place.sheet if place else None, type, field)
        self._alike[alike] += 1
        if self._alike[alike] <= MOST_ALIKE:
            known = {"cell": place.address, "sheet": place.sheet, **facts} if place else facts
            self._notices.append(
                PlannedNotice(
                    kind=kind,
                    code=code,
                    message=sentence(code, known),
                    place=place,
                    type=type,
                    reference=reference,
                    field=field,
                )
            )

    def ask(
        self, kind: QuestionKind, place: Place, facts: Mapping[str, object], *, type: str, field: str | None
    ) -> None:
        """Note a cell that hangs on a question about its column or sheet; each question is asked once."""
        name = question_id(kind, type, field)
        asked = self._questions.setdefault(name, _Asked(kind, type, place.sheet, field, facts, []))
        asked.places.append(place)

    def forget(self, places: Iterable[Place]) -> None:
        """Take back what was said of some rows, before they are read again as other records."""
        rows = {(place.sheet, place.row) for place in places}

        def is_kept(place: Place | None) -> bool:
            return place is None or (place.sheet, place.row) not in rows

        self.problems = [one for one in self.problems if is_kept(one.place)]
        self._notices = [one for one in self._notices if is_kept(one.place)]
        for asked in self._questions.values():
            if asked.kind != "realign":
                asked.places = [place for place in asked.places if is_kept(place)]
        self._questions = {name: asked for name, asked in self._questions.items() if asked.places}

    def notices(self) -> tuple[PlannedNotice, ...]:
        """Give the notices, and one for each sort of which there were too many."""
        more = [
            PlannedNotice(
                kind=kind,
                code="more-alike",
                message=sentence("more-alike", {"count": count - MOST_ALIKE, "sheet": sheet or "–"}),
                place=Place(sheet=sheet) if sheet else None,
                type=type_key,
                field=field,
            )
            for (kind, _, sheet, type_key, field), count in self._alike.items()
            if count > MOST_ALIKE
        ]
        return (*self._notices, *more)

    def questions(self) -> tuple[Question, ...]:
        """Give the questions with the answers that were given."""
        return tuple(self._question(name, asked) for name, asked in self._questions.items())

    def _question(self, name: str, asked: _Asked) -> Question:
        first = asked.places[0].address
        facts = {"count": len(asked.places), "sheet": asked.sheet, "first": first, **asked.facts}
        return Question(
            id=name,
            kind=asked.kind,
            message=sentence(_SENTENCES[asked.kind], facts),
            sheet=asked.sheet,
            type=asked.type,
            field=asked.field,
            count=len(asked.places),
            places=tuple(asked.places[:_PLACES_SHOWN]),
            choices=_CHOICES[asked.kind],
            answer=self._answer(name, asked.kind),
        )

    def _answer(self, name: str, kind: QuestionKind) -> str | None:
        if kind == "realign":
            return None if self.decisions.realign is None else str(self.decisions.realign).lower()
        return self.decisions.answers.get(name) or self.decisions.remaining


def question_id(kind: QuestionKind, type_key: str, field: str | None) -> str:
    """Name a question so that an answer finds it again in the next plan of the same file."""
    return f"{kind}:{type_key}" + (f".{field}" if field else "")


def choices_of(kind: str) -> tuple[str, ...]:
    """Give the answers that a question about a column takes; none for what is no such question."""
    return next((choices for known, choices in _CHOICES.items() if known == kind and known != "realign"), ())
