# SPDX-License-Identifier: EUPL-1.2
"""Which editor edits which kind of value: one for each kind, none for a single field."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from coopdesk.domain.kinds import (
    DecimalKind,
    Kind,
    LinkKind,
    ListKind,
    PartialDateKind,
    PickKind,
    ReferenceKind,
    TextKind,
    WholeNumberKind,
    YesNoKind,
)
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.choices import PickEditor, YesNoEditor
from coopdesk.gui.forms.dates import DateEditor
from coopdesk.gui.forms.editor import Editor
from coopdesk.gui.forms.lines import LineEditor, ListEditor, NumberEditor
from coopdesk.gui.forms.links import LinkEditor
from coopdesk.gui.forms.texts import TextEditor

__all__ = ["EDITORS", "Editor", "editor_class", "make_editor"]

EDITORS: Final[dict[type[Kind], type[Editor]]] = {
    TextKind: LineEditor,
    ReferenceKind: LineEditor,
    WholeNumberKind: NumberEditor,
    DecimalKind: NumberEditor,
    YesNoKind: YesNoEditor,
    PickKind: PickEditor,
    PartialDateKind: DateEditor,
    LinkKind: LinkEditor,
    ListKind: ListEditor,
}


def editor_class(kind: Kind) -> type[Editor]:
    """Give the editor of a kind; text of several lines has its own. Raises KeyError where there is none."""
    if isinstance(kind, TextKind) and not kind.is_line:
        return TextEditor
    return EDITORS[type(kind)]


def make_editor(desk: Desk, spec: RecordSpec, field: FieldSpec, parent: QWidget | None = None) -> Editor:
    """Make the editor of a field."""
    return editor_class(field.kind)(desk, spec, field, parent)
