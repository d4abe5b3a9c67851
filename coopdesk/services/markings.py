# SPDX-License-Identifier: EUPL-1.2
"""Which marking leaves the office: the highest of what is sent, or a higher one; never one for classified."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from coopdesk.domain.errors import UsageError, UserError
from coopdesk.domain.folding import fold_name, words
from coopdesk.domain.spec import RecordSpec
from coopdesk.records._markings import MARKINGS
from coopdesk.store.queries import Row

MARKING_FIELD: Final = "marking"
UNMARKED: Final = "internal"
"""Records without a marking of their own are for internal use."""

_RISING: Final = {item.code: rank for rank, item in enumerate(MARKINGS.items)}
_CLASSIFIED_WORDS: Final = frozenset(
    {"restreint", "restricted", "confidentiel", "confidential", "secret", "classified", "euci", "icue"}
)
_CLASSIFIED_SHORT: Final = frozenset(
    {
        "r ue",
        "eu r",
        "r ue eu r",
        "c ue",
        "eu c",
        "c ue eu c",
        "s ue",
        "eu s",
        "s ue eu s",
        "ts ue",
        "eu ts",
        "ts ue eu ts",
    }
)


def highest_marking(marked: Iterable[tuple[RecordSpec, Iterable[Row]]]) -> str:
    """Give the code of the highest marking among records; without any record it is that of unmarked ones."""
    found = {code for spec, rows in marked for code in _markings_of(spec, rows)}
    return max(found, key=_rank, default=UNMARKED)


def _markings_of(spec: RecordSpec, rows: Iterable[Row]) -> set[str]:
    if MARKING_FIELD not in spec.by_key:
        return {UNMARKED} if any(True for _ in rows) else set()
    return {str(row[MARKING_FIELD] or UNMARKED) for row in rows}


def _rank(code: str) -> int:
    """Give the place of a code in rising order; one that is no longer known counts as the highest."""
    return _RISING.get(code, len(_RISING))


def marking_to_print(asked: str | None, highest: str) -> str:
    """Give the code of the marking an export gets: the one asked for, where it is not lower than it must be.

    Raises UserError for a level of classified information by name and for a lower one, UsageError for an
    unknown one.
    """
    highest = highest if highest in _RISING else MARKINGS.items[-1].code
    if asked is None:
        return highest
    refuse_no_marking(asked)
    code = _code(asked)
    if _rank(code) < _rank(highest):
        raise UserError("export-marking-lowered", highest=MARKINGS.label(highest), value=MARKINGS.label(code))
    return code


def refuse_no_marking(text: str) -> None:
    """Raise for a text that is no marking of the office; classified levels are refused by name."""
    if _names_classified(text):
        raise UserError("export-classified", value=text, choices=_choices())
    if MARKINGS.find(text) is None:
        raise UsageError("export-marking-unknown", value=text, choices=_choices())


def _names_classified(text: str) -> bool:
    return bool(_CLASSIFIED_WORDS & set(words(text))) or fold_name(text) in _CLASSIFIED_SHORT


def _code(text: str) -> str:
    found = MARKINGS.find(text)
    return found.code if found is not None else text


def _choices() -> str:
    return ", ".join(item.label for item in MARKINGS.current)
