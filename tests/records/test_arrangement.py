# SPDX-License-Identifier: EUPL-1.2
"""Arrangements: what is computed for the starting data, and what the rules refuse."""

from __future__ import annotations

import datetime as dt

import pytest

from coopdesk.domain.spec import Values
from coopdesk.records._field import record_spec
from coopdesk.records.arrangement import Arrangement
from coopdesk.records.arrangement_parts import ArrangementLink, ArrangementParty
from tests.helpers.seed_files import seed_rows

ARRANGEMENT = record_spec(Arrangement)
TODAY = dt.date(2026, 11, 22)


def problems(values: Values) -> list[tuple[str, str | None]]:
    """Code and field of everything the rules of an arrangement find."""
    return [(problem.code, problem.field) for rule in ARRANGEMENT.rules for problem in rule(values)]


def statuses(today: dt.date) -> dict[str, object]:
    """The computed status of every arrangement of the starting data."""
    status = ARRANGEMENT.all_by_key["status"].computed
    assert status is not None
    return {
        row["reference"]: status({key: text or None for key, text in row.items()}, today)
        for row in seed_rows("arrangement")
    }


def test_the_plan_has_ended_and_the_arrangement_it_rests_on_goes_on() -> None:
    today = statuses(TODAY)

    assert today["cp-easo-frontex-2019"] == "ended"
    assert today["wa-easo-frontex-2012"] == "in_effect"
    assert today["wa-easo-iom-2019"] == "in_effect"


def test_what_is_only_named_without_a_date_gets_no_more_than_its_source_says() -> None:
    today = statuses(TODAY)

    assert today["fp-easo-fra"] == "signed"
    assert today["ffa-un-ec"] == "negotiating"
    assert today["sla-ids-irma"] is None


def test_on_the_day_of_signing_the_plan_was_in_effect() -> None:
    assert statuses(dt.date(2019, 7, 18))["cp-easo-frontex-2019"] == "in_effect"
    assert statuses(dt.date(2018, 12, 31))["cp-easo-frontex-2019"] == "negotiating"


def test_the_stated_status_stays_beside_the_computed_one() -> None:
    plan = next(row for row in seed_rows("arrangement") if row["reference"] == "cp-easo-frontex-2019")

    assert (plan["stated_status"], plan["status_basis"]) == ("signed", "stated")
    assert "status" not in plan


def test_no_end_date_is_an_empty_cell() -> None:
    open_ended = [row["reference"] for row in seed_rows("arrangement") if not row["valid_until"]]

    assert len(open_ended) == 19
    assert not [row for row in seed_rows("arrangement") if "9999" in "".join(row.values())]


def test_a_status_set_by_hand_needs_a_reason() -> None:
    assert problems({"status_override": "approved"}) == [("override-needs-reason", "status_reason")]
    assert problems({"status_override": "approved", "status_reason": "board decision"}) == []


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"valid_from": "2021", "valid_until": "2019"}, "end-before-start", "valid_until"),
        ({"signed_on": "2021-03", "terminated_on": "2021-02-28"}, "end-before-start", "terminated_on"),
        (
            {"suspended_from": "2021-03-02", "suspended_until": "2021-03-01"},
            "end-before-start",
            "suspended_until",
        ),
        ({"suspended_until": "2021-03-01"}, "needs-together", "suspended_until"),
        ({"renewal_months": 12}, "needs-together", "renewal_months"),
        ({"renewals_at_most": 2}, "needs-together", "renewals_at_most"),
        ({"termination_kind": "replaced"}, "needs-together", "termination_kind"),
    ],
)
def test_dates_and_acts_that_do_not_fit_are_refused(values: Values, code: str, field: str) -> None:
    assert problems(values) == [(code, field)]


def test_partial_dates_get_the_benefit_of_the_doubt() -> None:
    assert problems({"valid_from": "2019-07", "valid_until": "2019"}) == []


def test_the_holder_of_a_copy_is_no_party() -> None:
    plan = {
        row["partner"]: row["role"]
        for row in seed_rows("arrangement_party")
        if row["arrangement"] == "cp-easo-frontex-2019"
    }
    copies = [row for row in seed_rows("arrangement_copy") if row["arrangement"] == "cp-easo-frontex-2019"]

    assert plan == {"easo": "party", "frontex": "party", "dg-home": "copy_holder"}
    assert [row["holder"] for row in copies] == ["easo", "frontex", "dg-home"]


def test_signatories_without_a_name_keep_their_office() -> None:
    letters = [row for row in seed_rows("arrangement_signatory") if row["arrangement"] == "le-eu-unodc-2005"]

    assert len(letters) == 2
    assert all(row["office"] and not row["name_as_printed"] and not row["signed"] for row in letters)


def test_the_earlier_plan_that_nobody_describes_is_not_made_up() -> None:
    relations = {row["relation"] for row in seed_rows("arrangement_link")}

    assert relations == {"rests_on", "cites", "conditional_on", "launched_by"}


def test_an_arrangement_is_not_linked_to_itself() -> None:
    (rule,) = record_spec(ArrangementLink).rules
    found = rule({"from_arrangement": "a1", "to_arrangement": "a1"})

    assert [(problem.code, problem.field) for problem in found] == [("link-to-itself", "to_arrangement")]
    assert rule({"from_arrangement": "a1", "to_arrangement": "a2"}) == []


def test_wording_as_signed_is_told_apart_from_our_own() -> None:
    signed = {field.key for field in ARRANGEMENT.fields if field.is_text_as_signed}
    party = record_spec(ArrangementParty).by_key

    assert signed == {"other_titles", "conditions"}
    assert party["name_as_signed"].is_text_as_signed
    assert party["name_as_signed"].searched == "name"
    assert [field.key for field in ARRANGEMENT.fields if field.is_internal] == ["internal_assessment"]


def test_dates_that_make_one_statement_are_merged_together() -> None:
    assert ARRANGEMENT.groups == {
        "override": ("status_override", "status_reason"),
        "period": ("valid_from", "valid_until"),
        "suspension": ("suspended_from", "suspended_until"),
    }
