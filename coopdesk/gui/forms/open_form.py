# SPDX-License-Identifier: EUPL-1.2
"""A form that is open: what it started with, its fields, and what is typed into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coopdesk.domain.i18n import N_
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.forms.draft_keeper import Typed
from coopdesk.gui.forms.form_sections import FormBody
from coopdesk.services.form_data import FieldText, FormStart, TwoValues
from coopdesk.services.form_layout import ROOMY, FormSection, first_of_new, lay_out


@dataclass(slots=True, eq=False)
class OpenForm:
    """One form while it is open.

    `touched` are fields that the user has been at; `shows_all` says that saving was tried.
    """

    start: FormStart
    spec: RecordSpec
    body: FormBody
    touched: set[str] = field(default_factory=set)
    shows_all: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it begins a record."""
        return self.start.record is None

    @property
    def texts(self) -> Mapping[str, FieldText]:
        """What is checked and saved: of a new record all that is filled, else what differs."""
        return self.body.filled() if self.is_new else self.body.changed()

    @property
    def raw(self) -> dict[str, str]:
        """The same as could have been typed."""
        return {key: text.raw for key, text in self.texts.items()}

    @property
    def before(self) -> Mapping[str, FieldText]:
        """What the fields held at first; a new record held nothing."""
        return {} if self.is_new else self.start.texts

    @property
    def count(self) -> int:
        """How many fields the user has filled or changed."""
        is_resumed = self.is_new and self.start.draft is not None
        return len(self.body.filled() if is_resumed else self.body.changed())

    def typed(self) -> Typed | None:
        """Give what a draft keeps; None where nothing was changed."""
        if self.count == 0:
            return None
        start = self.start
        return Typed(type=start.type, record=start.record, texts=self.raw, seen=start.seen)

    def answer(self, questions: Sequence[TwoValues], answers: Mapping[str, str]) -> None:
        """Carry out what was chosen: the value of now is put in, or what was typed goes over it knowingly."""
        seen, texts = dict(self.start.seen), dict(self.start.texts)
        for question in questions:
            key = question.field
            seen[key], texts[key] = question.now_value, question.now
            shown = self.body.reveal(key)
            if shown is not None:
                shown.begin(question.now)
                if answers[key] == "typed":
                    shown.put(question.typed)
        self.start = replace(self.start, seen=seen, texts=texts)

    def as_new(self) -> dict[str, str]:
        """Give all it says as the raw texts of a new record."""
        texts = {key: text.raw for key, text in self.start.texts.items()} | self.raw
        return {key: raw for key, raw in texts.items() if raw and key != "reference"}


def sections_of(start: FormStart, spec: RecordSpec) -> Sequence[FormSection]:
    """Give the sections of a form; a new record begins with what matters most."""
    if start.record is not None:
        filled = {key for key, text in start.texts.items() if text.raw} | set(start.typed)
        return lay_out(spec, filled | {key for key, words in start.computed.items() if words})
    first = first_of_new(spec, start.given)
    head = FormSection(key="what", title=N_("To begin with"), first=first, more=(), is_open=True)
    return (head, *_rest_of_new(lay_out(spec, ()), {one.key for one in first}))


def _rest_of_new(sections: Sequence[FormSection], shown: set[str]) -> list[FormSection]:
    """Give the sections with what waits, folded; a few fields are one section."""
    rest = [
        replace(section, first=tuple(_waiting(section, shown)), more=(), is_open=False)
        for section in sections
        if any(_waiting(section, shown))
    ]
    fields = tuple(one for section in rest for one in section.first)
    if len(fields) <= ROOMY:
        rest = [FormSection(key="remarks", title=N_("More fields"), first=fields, more=(), is_open=False)]
    return rest if fields else []


def _waiting(section: FormSection, shown: set[str]) -> Iterator[FieldSpec]:
    return (one for one in section.fields if one.key not in shown and one.computed is None)
