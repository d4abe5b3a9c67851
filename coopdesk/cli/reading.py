# SPDX-License-Identifier: EUPL-1.2
"""Commands that look things up: types, list, show, search, history."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from coopdesk.cli.opening import opened
from coopdesk.cli.printing import json_fields, print_json, print_line, print_table, text_value
from coopdesk.domain.dates import format_date
from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services import browsing, chronicle, filtering, searching
from coopdesk.services.browsing import Page, Shown


def run(options: argparse.Namespace) -> int:
    """Run one of the reading commands."""
    commands = {"types": _types, "list": _list, "show": _show, "search": _search, "history": _history}
    return commands[options.verb](options)


def _types(options: argparse.Namespace) -> int:
    with opened(options) as database:
        found = browsing.types(database)
    if options.json:
        print_json({"types": [_type_as_json(one.spec, one.count) for one in found]})
    else:
        print_table(
            ("Type", "Records", "What"), [(one.spec.key, str(one.count), one.spec.plural) for one in found]
        )
    return 0


def _type_as_json(spec: RecordSpec, count: int) -> dict[str, object]:
    return {
        "key": spec.key,
        "label": spec.label,
        "plural": spec.plural,
        "sheet": spec.sheet,
        "count": count,
        "fields": [_field_as_json(field) for field in (*spec.fields, *spec.computed)],
    }


def _field_as_json(field: FieldSpec) -> dict[str, object]:
    return {
        "key": field.key,
        "label": field.label,
        "kind": field.kind.name,
        "heading": field.heading,
        "required": field.required,
        "personal": field.personal,
        "computed": field.computed is not None,
        "targets": list(field.targets),
        "help": field.help,
    }


def _list(options: argparse.Namespace) -> int:
    with opened(options) as database:
        spec, where = filtering.filter_of(database, options.type, options.where, options.on)
        fields: list[str] = options.fields
        spec, records = browsing.list_records(database, spec.key, where, fields=fields)
    if options.json:
        rows = [_shown_as_json(record) for record in records]
        print_json({"type": spec.key, "count": len(rows), "records": rows})
        return 0
    shown = [key for key in fields if key != "reference"]
    headings = ("Reference", "Name", *(spec.all_by_key[key].label for key in shown))
    kinds = {key: spec.all_by_key[key].kind for key in shown}
    print_table(
        headings,
        [
            (one.reference, one.label, *(_text(spec, key, one.fields[key]) for key in kinds))
            for one in records
        ],
    )
    print_line(f"{len(records)} {spec.plural.lower()}" if len(records) != 1 else f"1 {spec.label.lower()}")
    return 0


def _shown_as_json(record: Shown) -> dict[str, object]:
    fields = json_fields(SPECS[record.type], record.fields)
    return {"id": record.id, "reference": record.reference, "label": record.label, "fields": fields}


def _text(spec: RecordSpec, key: str, value: Value) -> str:
    return text_value(spec.all_by_key[key].kind, value)


def _show(options: argparse.Namespace) -> int:
    with opened(options) as database:
        moment = chronicle.parse_time(options.as_of) if options.as_of else None
        page = browsing.show(database, options.reference, as_of=moment)
    if options.json:
        print_json(_page_as_json(page))
    else:
        _print_page(page)
    return 0


def _page_as_json(page: Page) -> dict[str, object]:
    linked = {
        relation: [{"type": one.record.type, "via": one.via, **_shown_as_json(one.record)} for one in rows]
        for relation, rows in page.linked.items()
    }
    citations = [
        {"source": one.source, "title": one.title, "locator": one.locator, "field": one.field}
        for one in page.citations
    ]
    return {"type": page.record.type, **_shown_as_json(page.record), "linked": linked, "citations": citations}


def _print_page(page: Page) -> None:
    spec = SPECS[page.record.type]
    print_line(f"{spec.label} {page.record.reference}: {page.record.label}")
    for key, value in page.record.fields.items():
        if value is not None and key != "reference":
            print_line(f"  {spec.all_by_key[key].label}: {_text(spec, key, value)}")
    for relation, rows in page.linked.items():
        print_line(f"{SPECS[relation].plural} ({len(rows)})")
        for one in rows:
            print_line(
                f"  {one.record.reference}: {one.record.label} ({SPECS[relation].by_key[one.via].label})"
            )
    for citation in page.citations:
        print_line(f"Source {citation.source}, {citation.locator}: {citation.title}")


def _search(options: argparse.Namespace) -> int:
    query = " ".join(options.text)
    with opened(options) as database:
        hits = searching.search(database, query, types=options.types, limit=max(1, options.limit))
    if options.json:
        keys = ("type", "reference", "label", "matched_in", "snippet")
        print_json({"query": query, "hits": [{key: getattr(hit, key) for key in keys} for hit in hits]})
        return 0
    print_table(
        ("Reference", "What", "Name", "Found in"),
        [(hit.reference, SPECS[hit.type].label, hit.label, hit.matched_in) for hit in hits],
    )
    return 0


def _history(options: argparse.Namespace) -> int:
    with opened(options) as database:
        entries = chronicle.entries(database, options.reference, limit=max(1, options.limit))
    if options.json:
        print_json({"change_sets": [_entry_as_json(entry) for entry in entries]})
        return 0
    for entry in entries:
        moment = entry.made_at.astimezone()
        when = f"{format_date(moment.date().isoformat())}, {moment:%H:%M}"
        undone = f" (taken back by {entry.undone_by})" if entry.undone_by else ""
        print_line(f"{entry.number}  {when}  {entry.who}: {entry.title}{undone}")
    return 0


def _entry_as_json(entry: chronicle.Entry) -> dict[str, object]:
    return {
        "id": entry.number,
        "time": entry.made_at.isoformat(),
        "who": entry.who,
        "origin": entry.origin,
        "title": entry.title,
        "reason": entry.reason,
        "undoes": entry.undoes,
        "undone_by": entry.undone_by,
        "changes": [
            {
                "type": change.type,
                "reference": change.reference,
                "field": change.field,
                "old": _side(change.type, change.field, change.old),
                "new": _side(change.type, change.field, change.new),
                "place": change.place,
            }
            for change in entry.changes
        ],
    }


def _side(type_key: str, field: str | None, side: Value | Mapping[str, Value]) -> object:
    spec = SPECS[type_key]
    if isinstance(side, Mapping):
        return json_fields(spec, side)
    return None if side is None or field is None else spec.all_by_key[field].kind.to_json(side)
