# SPDX-License-Identifier: EUPL-1.2
"""Roadmaps, programmes, deployments, liaison, meetings, groups, obligations: declared and seeded in full."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.kinds import PickKind
from coopdesk.domain.spec import FieldSpec, RecordSpec, Values
from coopdesk.records._base import Record
from coopdesk.records._field import record_spec
from coopdesk.records.deployment import Deployment
from coopdesk.records.liaison import LiaisonCoverage, LiaisonPost
from coopdesk.records.meeting import Meeting, MeetingParty, MeetingScope
from coopdesk.records.obligation import Obligation
from coopdesk.records.posting import Posting, TermsOfReference
from coopdesk.records.programme import Programme, ProgrammeComponent, ProgrammeCountry, ProgrammeParty
from coopdesk.records.roadmap import Roadmap, RoadmapCountry, RoadmapParty
from coopdesk.records.roadmap_item import RoadmapItem, RoadmapItemCountry
from coopdesk.records.working_group import WorkingGroup, WorkingGroupMember
from tests.helpers.seed_files import CITED, cells_that_do_not_fit, seed_rows

TYPES = (
    (Roadmap, 8), (RoadmapCountry, 8), (RoadmapParty, 11), (RoadmapItem, 34), (RoadmapItemCountry, 4),
    (Programme, 10), (ProgrammeParty, 25), (ProgrammeCountry, 18), (ProgrammeComponent, 12),
    (Deployment, 14), (LiaisonPost, 2), (LiaisonCoverage, 0), (TermsOfReference, 0), (Posting, 0),
    (Meeting, 24), (MeetingParty, 40), (MeetingScope, 7), (WorkingGroup, 16), (WorkingGroupMember, 34),
    (Obligation, 36),
)  # fmt: skip
SPECS = {spec.key: spec for spec in (record_spec(record_class) for record_class, _ in TYPES)}
TODAY = dt.date(2026, 11, 22)

each_type = pytest.mark.parametrize("spec", SPECS.values(), ids=lambda spec: spec.key)


def codes(record_class: type[Record], values: Values) -> list[tuple[str, str | None]]:
    return [(p.code, p.field) for rule in record_spec(record_class).rules for p in rule(values)]


def work_out(record_class: type[Record], key: str, values: Values) -> object:
    spec: FieldSpec = record_spec(record_class).all_by_key[key]
    assert spec.computed is not None
    return spec.computed(values, TODAY)


@each_type
def test_every_field_says_what_it_is(spec: RecordSpec) -> None:
    fields = (*spec.fields, *spec.computed)

    headings = [field.heading.casefold() for field in fields]
    assert len(set(headings)) == len(headings)
    assert all(field.label and field.help.endswith(".") for field in fields)
    assert len({field.key for field in fields}) == len(fields)
    assert len(spec.sheet) <= 31


@each_type
def test_titles_periods_and_owners_use_fields_that_exist(spec: RecordSpec) -> None:
    assert set(spec.title) <= set(spec.by_key)
    assert set(spec.starts) | set(spec.ends) <= set(spec.all_by_key)
    assert spec.parent is None or spec.parent.required
    assert len([field for field in spec.fields if field.is_parent]) <= 1


@each_type
def test_whatever_names_a_person_is_marked_personal(spec: RecordSpec) -> None:
    assert [f.key for f in spec.links if "person" in f.targets and not f.personal] == []


@each_type
def test_a_blank_record_breaks_no_rule_and_computes_nothing(spec: RecordSpec) -> None:
    assert [problem for rule in spec.rules for problem in rule({})] == []
    assert [
        f.key for f in spec.computed if f.computed is not None and f.computed({}, TODAY) is not None
    ] == []


@pytest.mark.parametrize(("record_class", "count"), TYPES, ids=lambda v: getattr(v, "__tablename__", None))
def test_the_seed_file_fits_its_declaration(record_class: type[Record], count: int) -> None:
    spec = record_spec(record_class)
    rows = seed_rows(spec.key)

    assert len(rows) == count
    assert cells_that_do_not_fit(spec, rows) == []
    for row in rows:
        assert codes(record_class, {key: text or None for key, text in row.items()}) == []


@each_type
def test_choices_stand_in_the_seed_file_as_codes(spec: RecordSpec) -> None:
    for field in spec.fields:
        if isinstance(field.kind, PickKind):
            known = {item.code for item in field.kind.picklist.items}
            assert {row.get(field.key, "") for row in seed_rows(spec.key)} - known <= {""}


@each_type
def test_the_columns_of_a_seed_file_are_fields_in_order_and_the_citation(spec: RecordSpec) -> None:
    for row in seed_rows(spec.key)[:1]:
        columns = list(row)

        assert tuple(columns[-2:]) == CITED
        assert columns[:-2] == [key for key in spec.by_key if key in columns]
        assert columns[0] == "reference"


@each_type
def test_rows_of_an_owner_are_counted_under_its_reference(spec: RecordSpec) -> None:
    """A link row without a name of its own is OWNER/word-n, n counted within the owner."""
    if spec.parent is None or spec.key == "roadmap_item":
        return
    counted: dict[str, int] = {}
    for row in seed_rows(spec.key):
        owner = row[spec.parent.key]
        counted[owner] = counted.get(owner, 0) + 1
        head, _, tail = row["reference"].rpartition("/")
        assert (head, tail.rpartition("-")[2]) == (owner, str(counted[owner]))


@pytest.mark.parametrize(
    ("record_class", "values", "problems"),
    [
        (Roadmap, {"valid_from": "2020", "valid_until": "2019-12"}, [("end-before-start", "valid_until")]),
        (Roadmap, {"valid_from": "2019-07", "valid_until": "2019"}, []),
        (Roadmap, {"status_override": "ended"}, [("override-needs-reason", "status_reason")]),
        (Roadmap, {"status_override": "ended", "status_reason": "closed early by both sides"}, []),
        (Roadmap, {"health": "at_risk"}, [("needs-together", "health")]),
        (Roadmap, {"health": "off_track", "health_reason": "no trainers"}, []),
        (Roadmap, {"health": "on_track"}, []),
        (RoadmapItem, {"health": "off_track"}, [("needs-together", "health")]),
        (RoadmapItem, {"start": "2026-02", "due_on": "2026-01"}, [("end-before-start", "due_on")]),
        (RoadmapItem, {"budget": 500}, [("needs-together", "budget")]),
        (Programme, {"budget": 440_000_000}, [("needs-together", "budget")]),
        (Programme, {"budget": 440_000_000, "currency": "EUR"}, []),
        (Programme, {"start": "2019-02", "end": "2019-01"}, [("end-before-start", "end")]),
        (Programme, {"health": "at_risk"}, [("needs-together", "health")]),
        (Deployment, {"start": "2019-02-02", "end": "2019-02-01"}, [("end-before-start", "end")]),
        (LiaisonPost, {"budget": 1}, [("needs-together", "budget")]),
        (
            LiaisonCoverage,
            {"valid_from": "2020", "valid_until": "2019"},
            [("end-before-start", "valid_until")],
        ),
        (Posting, {"start": "2020", "actual_end": "2019"}, [("end-before-start", "actual_end")]),
        (Posting, {"start": "2020", "planned_end": "2019"}, [("end-before-start", "planned_end")]),
        (
            Posting,
            {"handover_from": "2020-02", "handover_until": "2020-01"},
            [("end-before-start", "handover_until")],
        ),
        (Meeting, {"date": "2013-10-04", "date_to": "2013-10-03"}, [("end-before-start", "date_to")]),
        (WorkingGroup, {"valid_from": "2020", "valid_until": "2019"}, [("end-before-start", "valid_until")]),
        (Obligation, {"state": "dropped"}, [("needs-together", "state")]),
        (Obligation, {"state": "handed_over", "state_reason": "to the new officer"}, []),
        (Obligation, {"state": "done"}, []),
    ],
)
def test_rules_tell_what_is_wrong(
    record_class: type[Record], values: Values, problems: list[tuple[str, str | None]]
) -> None:
    assert codes(record_class, values) == problems


def test_the_status_of_the_roadmaps_in_the_starting_data_follows_from_their_dates() -> None:
    """Every recorded end is past by now; what the sources state is kept beside it."""
    rows = {
        row["reference"]: {key: text or None for key, text in row.items()} for row in seed_rows("roadmap")
    }

    now = {name: (work_out(Roadmap, "status", row), row["stated_status"]) for name, row in rows.items()}

    assert now == {
        "rm-tr-2018": ("ended", "ended"),
        "rm-tr-2019": ("ended", "agreed"),
        "rm-rs-2017": ("ended", "concluded"),
        "rm-mk-2017": ("ended", "concluded"),
        "rm-al": ("being_defined", "being_defined"),
        "rm-ba": ("being_defined", "being_defined"),
        "bc-eg": ("started", "started"),
        "bc-ma": ("started", "started"),
    }


def test_a_frequency_is_a_choice_only_where_the_word_says_it_plainly() -> None:
    rows = (*seed_rows("meeting"), *seed_rows("obligation"))

    kinds = {row["frequency"]: row["frequency_kind"] for row in rows}

    assert kinds["annual"] == "annual"
    assert kinds["ad hoc"] == "ad_hoc"
    assert {word for word, kind in kinds.items() if not kind} == {
        "", "as needed", "during 2019", "each programme", "numerous", "regular", "when appropriate",
        "when necessary", "where relevant",
    }  # fmt: skip


def test_days_are_counted_for_deployments_and_handovers() -> None:
    assert work_out(Deployment, "days", {"start": "2026-11-01", "end": "2026-11-30"}) == 30
    assert work_out(Deployment, "days", {"start": "2026-11", "end": "2026-11-30"}) is None
    assert (
        work_out(Posting, "handover_days", {"handover_from": "2026-02-16", "handover_until": "2026-02-27"})
        == 12
    )


def test_assessments_and_lines_to_take_stay_in_the_house() -> None:
    kept = {spec.key: [f.key for f in spec.fields if f.is_internal] for spec in SPECS.values()}

    assert {key: fields for key, fields in kept.items() if fields} == {
        "roadmap": ["internal_assessment"],
        "meeting": ["objectives", "lines_to_take", "defensives"],
    }
