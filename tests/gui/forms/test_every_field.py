# SPDX-License-Identifier: EUPL-1.2
"""Every field of every type has an editor, can be filled in through it, and comes back unchanged."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from pytestqt.qtbot import QtBot

from coopdesk.domain.filters import Filter
from coopdesk.domain.kinds import (
    DecimalKind,
    ListKind,
    PartialDateKind,
    PickKind,
    ReferenceKind,
    WholeNumberKind,
    YesNoKind,
)
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.gui.desk import Desk
from coopdesk.gui.forms.editors import editor_class, make_editor
from coopdesk.gui.forms.form_fields import FormField
from coopdesk.gui.forms.form_view import FormView
from coopdesk.records.catalog import SPECS
from coopdesk.services import browsing, editing, history
from coopdesk.services.form_data import FieldText
from coopdesk.services.pages.page import Target
from coopdesk.store.queries import rows_of
from coopdesk.store.register import by_ids
from tests.helpers.typing import Clerk

each_type = pytest.mark.parametrize("spec", SPECS.values(), ids=list(SPECS))


@each_type
def test_every_kind_of_every_field_has_an_editor(spec: RecordSpec) -> None:
    assert all(editor_class(field.kind) for field in (*spec.fields, *spec.computed))


@each_type
def test_what_an_editor_is_given_it_gives_back(spec: RecordSpec, desk: Desk, qtbot: QtBot) -> None:
    """All values of the starting data, through the editor of their field; links by reference."""
    with desk.database.reading() as connection:
        rows = rows_of(connection, spec, Filter(), limit=200)
        ids = {str(row[link.key]) for row in rows for link in spec.links if row[link.key] is not None}
        known = by_ids(connection, ids)
    for field in spec.fields:
        editor = make_editor(desk, spec, field)
        qtbot.addWidget(editor)
        for value in {row[field.key] for row in rows}:
            if field.targets:
                entry = known[str(value)] if value is not None else None
                editor.set_value(entry.reference if entry else None, entry.label if entry else "")
                assert editor.text() == (entry.reference if entry else "")
                assert editor.shown() == (entry.label if entry else "")
            else:
                editor.set_value(value, field.kind.format(value))
                assert field.kind.parse(editor.text()) == value


@each_type
def test_every_field_is_filled_in_saved_and_saved_again_unchanged(
    spec: RecordSpec, desk: Desk, qtbot: QtBot, clerk: Clerk
) -> None:
    clerk.begin(spec.key)
    wanted = _sample(desk, spec)
    for field in spec.fields:
        shown = _field(clerk.form, field.key)
        if field.key in wanted:
            shown.put(wanted[field.key])
    with qtbot.waitSignal(clerk.form.saved, timeout=10_000) as saved:
        clerk.save()
    (target,) = saved.args
    assert isinstance(target, Target)
    stored = _values(desk, spec, target)
    assert {key for key, value in stored.items() if value is not None} == set(wanted)

    clerk.form.edit(target)
    clerk.settle()
    for field in spec.fields:
        shown = _field(clerk.form, field.key)
        was = shown.text()
        shown.put(FieldText("", ""))
        shown.put(was)
    assert not clerk.form.has_open_edits()
    before = history.next_titles(desk.database)
    with qtbot.waitSignal(clerk.form.closed, timeout=10_000):
        clerk.save()

    assert _values(desk, spec, target) == stored
    assert history.next_titles(desk.database) == before


def _field(form: FormView, key: str) -> FormField:
    open_form = form._form
    assert open_form is not None
    shown = open_form.body.reveal(key)
    assert shown is not None, key
    return shown


def _values(desk: Desk, spec: RecordSpec, target: Target) -> Mapping[str, object]:
    with desk.database.reading() as connection:
        reference = by_ids(connection, [target.id])[target.id].reference
    fields = browsing.show(desk.database, reference).record.fields
    return {key: fields[key] for key in spec.by_key}


def _sample(desk: Desk, spec: RecordSpec) -> dict[str, FieldText]:
    """Give a text for every field that the starting data lets one fill, as a person would type it."""
    taken: set[str] = set()
    found: dict[str, FieldText] = {}
    for field in spec.fields:
        raw = _link(desk, field, taken) if field.targets else _raw(field)
        if raw:
            found[field.key] = FieldText(raw, raw)
    return found


def _raw(field: FieldSpec) -> str:
    match field.kind:
        case ReferenceKind():
            return "made-1"
        case PartialDateKind():
            return "Feb 2020"
        case PickKind(picklist=picklist):
            return picklist.current[-1].code
        case YesNoKind():
            return "no"
        case WholeNumberKind():
            return "12"
        case DecimalKind():
            return "1 234.5"
        case ListKind():
            return "one; two"
        case _:
            return f"Artificial {field.key}"


def _link(desk: Desk, field: FieldSpec, taken: set[str]) -> str:
    """Give a record that the link may lead to and no other field of the record has; none may be there."""
    types = ["partner"] if "record" in field.targets else field.targets
    for type_key in types:
        _, rows = browsing.list_records(desk.database, type_key, Filter(), fields=["reference"])
        for row in rows:
            if row.reference not in taken:
                taken.add(row.reference)
                return row.reference
    if field.required:
        editing.add_record(desk.database, types[0], {"reference": "needed", "name": "Needed"}, who="test")
        return "needed"
    return ""
