# SPDX-License-Identifier: EUPL-1.2
"""What a form is made of and told, as data: what it starts from, what was found, what may be done about it.

No database here and no Qt, so that both sides may name these at no cost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coopdesk.domain.errors import UserError
from coopdesk.domain.kinds import Value

Level = Literal["stop", "note"]


@dataclass(frozen=True, slots=True)
class FieldText:
    """A value as an editor takes it: `raw` is what could have been typed, `shown` what people read."""

    raw: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Creation:
    """A record that a link field may begin on the fly: of one of the types, called so."""

    types: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """An obvious way out of a problem: the words on the button, and what to type into which fields."""

    text: str
    values: Mapping[str, FieldText] = field(default_factory=dict)
    creation: Creation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to say about a field. `message` stands under it, `summary` in the list at the top.

    `stop` cannot be saved; a `note` is only worth a look. `about` are all fields that it concerns.
    """

    code: str
    field: str | None
    level: Level
    message: str
    summary: str
    about: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check of a form found; `understood` are links and dates as they are now known."""

    findings: tuple[Finding, ...]
    understood: Mapping[str, FieldText]
    computed: Mapping[str, str]

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What must be mended before it can be saved."""
        return tuple(one for one in self.findings if one.level == "stop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody typed and did not save. Without a record it is that of a new one.

    `typed` are raw texts by field, `seen` the values that the form started from. `is_gone` tells that the
    record was removed meanwhile; the draft is kept all the same.
    """

    seq: int
    type: str
    record: str | None
    label: str
    reference: str
    typed: Mapping[str, str]
    seen: Mapping[str, Value]
    who: str
    changed_at: dt.datetime
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormStart:
    """What a form opens with.

    `seen` are the stored values, `texts` how each is put into its editor, `computed` what is worked out, in
    words. With a draft, `typed` is what was typed, and `changed_since` the labels of fields that somebody
    else has changed since. `given` are fields that the caller filled in for a new record.
    """

    type: str
    record: str | None
    reference: str
    label: str
    seen: Mapping[str, Value]
    texts: Mapping[str, FieldText]
    computed: Mapping[str, str]
    draft: Draft | None = None
    typed: Mapping[str, FieldText] = field(default_factory=dict)
    changed_since: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    other_drafts: Sequence[Draft] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoValues:
    """A field that was changed here and typed there: both values, and the one both began with."""

    field: str
    label: str
    was: FieldText
    now: FieldText
    typed: FieldText
    now_value: Value


class ChangedMeanwhile(UserError):
    """Fields that were typed have been changed by somebody else since; each is a question."""

    def __init__(self, label: str, questions: tuple[TwoValues, ...]) -> None:
        self.questions = questions
        super().__init__("record-changed", label=label)


class RecordGone(UserError):
    """The record was removed while it was being edited; what was typed is still there."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__("record-in-trash", reference=reference)
