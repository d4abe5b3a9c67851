# SPDX-License-Identifier: EUPL-1.2
"""The help page of all record types and fields, written from their declarations."""

from __future__ import annotations

from collections.abc import Iterator

from coopdesk.domain.kinds import LinkKind, PickKind
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS

INTRODUCTION = """# Record types and fields

What CoopDesk keeps. A date may be a year, a month or a day and is never shown with more precision than is
known. A link names another record by its reference. This page is written from the declarations;
do not edit it by hand.
"""


def fields_page() -> str:
    """Give the page as Markdown."""
    return "\n".join([INTRODUCTION, *(line for spec in SPECS.values() for line in _type(spec))])


def _type(spec: RecordSpec) -> Iterator[str]:
    yield f"## {spec.plural}"
    yield ""
    yield f"{spec.help} Type `{spec.key}`, sheet “{spec.sheet}”, new references {spec.prefix}-YEAR-n."
    yield ""
    yield "| Field | Key | Takes | What it says |"
    yield "|---|---|---|---|"
    for field in (*spec.fields, *spec.computed):
        yield f"| {_heading(field)} | `{field.key}` | {_takes(field)} | {field.help}{_marks(field)} |"
    yield ""


def _heading(field: FieldSpec) -> str:
    shown = field.label if field.heading == field.label else f"{field.label} (heading “{field.heading}”)"
    return f"**{shown}**" if field.required else shown


def _takes(field: FieldSpec) -> str:
    if isinstance(field.kind, PickKind):
        return "; ".join(choice.label for choice in field.kind.picklist.current)
    if isinstance(field.kind, LinkKind):
        targets = field.kind.targets
        named = (
            "any record"
            if "record" in targets
            else ", ".join(SPECS[target].label.lower() for target in targets)
        )
        return f"link to {named}"
    return field.kind.name


def _marks(field: FieldSpec) -> str:
    marks = [
        text
        for text, holds in (
            ("personal", field.personal),
            ("internal", field.is_internal),
            ("as signed", field.is_text_as_signed),
            ("worked out", field.computed is not None),
        )
        if holds
    ]
    return f" ({', '.join(marks)})" if marks else ""
