# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of everything that can be wrong: a code, a sentence, a way out.

Rules and kinds return or raise codes with facts; the words are only in `sentences`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Final, Literal

from coopdesk.domain.sentences.of_exchange import OF_EXCHANGE
from coopdesk.domain.sentences.of_files import OF_FILES
from coopdesk.domain.sentences.of_many import OF_MANY
from coopdesk.domain.sentences.of_records import OF_RECORDS
from coopdesk.domain.sentences.of_workbooks import OF_WORKBOOKS

Severity = Literal["error", "notice"]

MESSAGES: Final[dict[str, str]] = {**OF_RECORDS, **OF_MANY, **OF_FILES, **OF_EXCHANGE, **OF_WORKBOOKS}
"""The template of each code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a value or record; `facts` fill the sentence of `code`."""

    code: str
    field: str | None = None
    severity: Severity = "error"
    facts: Mapping[str, object] = attribute(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence a user reads."""
        return sentence(self.code, self.facts)


def sentence(code: str, facts: Mapping[str, object]) -> str:
    """Fill the sentence of a code with facts; long values are shortened so that it stays one sentence."""
    shown = {key: _short(value) for key, value in facts.items()}
    return MESSAGES[code].format_map(shown)


def _short(value: object, limit: int = 300) -> str:
    """Show a fact safely: no control or broken characters, no endless text."""
    text = "".join(c if c.isprintable() else "�" for c in str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"
