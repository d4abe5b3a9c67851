# SPDX-License-Identifier: EUPL-1.2
"""Checking a form while it is filled in: the rules of editing, said under the fields they concern."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import Connection

from coopdesk.domain.dates import first_day, last_day
from coopdesk.domain.folding import fold
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import BadValue, LinkKind, PartialDateKind, Value
from coopdesk.domain.problems import Problem
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import check_record, problem_of
from coopdesk.services.filling import computed_in_words, parse_typed, text_of
from coopdesk.services.form_data import Checked, FieldText, Finding, Repair
from coopdesk.services.naming import called, resolver
from coopdesk.services.repairs import repairs_of, start_of
from coopdesk.store.engine import Database
from coopdesk.store.register import by_ids, by_references, propose_reference

LONG_YEARS: Final = 40
"""A period of more years is unusual enough to ask whether both are right."""
SHORT: Final = 40


def check_form(
    database: Database,
    type_key: str,
    record: str | None,
    *,
    seen: Mapping[str, Value],
    typed: Mapping[str, FieldText],
    before: Mapping[str, FieldText],
    today: dt.date,
) -> Checked:
    """Give all there is to say about a form: what cannot be saved, what is worth a look, what was understood.

    `typed` are the fields that differ from what the form began with (`before`). What is wrong with a value
    hides what a rule would say of the same field.
    """
    spec = SPECS[type_key]
    with database.reading() as connection:
        values, problems, understood = _parse(connection, spec, typed, today)
        whole = {**seen, **values}
        if record is None:
            whole.setdefault("reference", "new")
            whole["reference"] = whole["reference"] or "new"
        unread = {problem.field for problem in problems}
        problems += [one for one in check_record(spec, whole, record_id=record) if one.field not in unread]
        problems += _taken(connection, spec, record, values, today)
        offers = {one.field: _candidates(connection, spec, one, typed) for one in problems}
        notes = [*_long_periods(spec, whole, values), *_same_names(connection, spec, record, values)]
    now = {**before, **typed}
    findings = [_finding(spec, one, now, before, offers.get(one.field, ())) for one in (*problems, *notes)]
    return Checked(
        findings=tuple(findings),
        understood=understood,
        computed=computed_in_words(spec, whole, today) if record is not None or values else {},
    )


def _parse(
    connection: Connection, spec: RecordSpec, typed: Mapping[str, FieldText], today: dt.date
) -> tuple[dict[str, Value], list[Problem], dict[str, FieldText]]:
    resolve = resolver(connection)
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    understood: dict[str, FieldText] = {}
    for key, text in typed.items():
        field = spec.by_key[key]
        try:
            values[key] = parse_typed(field, text.raw, resolve, today)
        except BadValue as error:
            problems.append(problem_of(field, error))
            values[key] = None
            continue
        if isinstance(field.kind, LinkKind | PartialDateKind) and values[key] is not None:
            known = by_ids(connection, [str(values[key])]) if field.targets else {}
            understood[key] = text_of(field, values[key], known)
    return values, problems, understood


def _taken(
    connection: Connection,
    spec: RecordSpec,
    record: str | None,
    values: Mapping[str, Value],
    today: dt.date,
) -> list[Problem]:
    reference = values.get("reference")
    if not isinstance(reference, str):
        return []
    entry = by_references(connection, [reference]).get(fold(reference))
    if entry is None or entry.id == record:
        return []
    facts = {
        "value": reference,
        "owner": f"{SPECS[entry.type].label} “{entry.label}”",
        "proposal": propose_reference(connection, spec, today),
    }
    return [Problem(code="reference-taken", field="reference", facts=facts)]


def _long_periods(
    spec: RecordSpec, whole: Mapping[str, Value], values: Mapping[str, Value]
) -> Iterator[Problem]:
    """Say where a period is so long that a year may be mistyped; open-ended ones say nothing."""
    for start in spec.starts[:1]:
        for end in (key for key in spec.ends if key in spec.by_key):
            begins, ends = whole.get(start), whole.get(end)
            if not isinstance(begins, str) or not isinstance(ends, str) or not {start, end} & set(values):
                continue
            years = last_day(ends).year - first_day(begins).year
            if years > LONG_YEARS:
                yield Problem(code="period-very-long", field=end, severity="notice", facts={"years": years})


def _same_names(
    connection: Connection, spec: RecordSpec, record: str | None, values: Mapping[str, Value]
) -> Iterator[Problem]:
    """Say where a main record of this type has just the name that was typed: it may be the same thing."""
    if spec.parent is not None:
        return
    for key in spec.title:
        field, name = spec.by_key[key], values.get(key)
        if field.searched != "name" or not isinstance(name, str):
            continue
        for entry in called(connection, name, types=[spec.key])[:1]:
            if entry.id != record:
                facts = {"label": field.label, "name": entry.label, "reference": entry.reference}
                yield Problem(code="name-there-already", field=key, severity="notice", facts=facts)


def _candidates(
    connection: Connection, spec: RecordSpec, problem: Problem, typed: Mapping[str, FieldText]
) -> tuple[Repair, ...]:
    """Offer the records that a name can mean, where it means several."""
    field = spec.by_key.get(problem.field or "")
    if problem.code != "link-ambiguous" or field is None:
        return ()
    types = () if "record" in field.targets else field.targets
    return tuple(
        Repair(
            text=N_("Choose “{label}”").format(label=f"{entry.label}, {entry.reference}"),
            values={field.key: FieldText(entry.reference, entry.label)},
        )
        for entry in called(connection, typed[field.key].raw, types=types)[:2]
    )


def _finding(
    spec: RecordSpec,
    problem: Problem,
    now: Mapping[str, FieldText],
    before: Mapping[str, FieldText],
    offers: tuple[Repair, ...],
) -> Finding:
    start = start_of(spec, problem) if problem.code == "end-before-start" else None
    about = [key for key in (problem.field, start.key if start else None) if key is not None]
    other = problem.facts.get("other")
    about += [field.key for field in spec.fields if field.label == other]
    field = spec.by_key.get(problem.field or "")
    return Finding(
        code=problem.code,
        field=problem.field,
        level="note" if problem.severity == "notice" else "stop",
        message=_message(spec, field, problem, before),
        summary=_message(spec, field, problem, {}),
        about=tuple(about),
        repairs=offers or repairs_of(spec, problem, now=now, before=before),
    )


def _message(
    spec: RecordSpec, field: FieldSpec | None, problem: Problem, before: Mapping[str, FieldText]
) -> str:
    """Give the sentence under a field, whose label stands above: without saying it again."""
    facts = problem.facts
    if problem.code == "required" and field is not None:
        return _missing(spec, field, before)
    if problem.code == "end-before-start":
        return N_("{end_value} is before {start_value}.").format_map(facts)
    if problem.code == "needs-together":
        return N_("“{other}” is needed as well.").format_map(facts)
    if problem.code == "link-ambiguous":
        return N_("“{value}” can mean several records.").format_map(facts)
    said = problem.message
    label = f"{field.label}: " if field is not None else ""
    return said[len(label)].upper() + said[len(label) + 1 :] if label and said.startswith(label) else said


def _missing(spec: RecordSpec, field: FieldSpec, before: Mapping[str, FieldText]) -> str:
    said = N_("Give the {type} its {label}.") if field.key in spec.title else N_("This is needed: {label}.")
    words = said.format(type=spec.label.lower(), label=field.label[0].lower() + field.label[1:])
    was = before.get(field.key)
    if was is None or not was.shown:
        return words
    shown = was.shown if len(was.shown) <= SHORT else f"{was.shown[: SHORT - 1]}…"
    return words + " " + N_("It was “{value}”.").format(value=shown)
