# SPDX-License-Identifier: EUPL-1.2
"""Moving many records to the trash: one act, with the rows they own; what is in use stays and is named."""

from __future__ import annotations

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.domain.filters import Filter
from coopdesk.services import browsing, history
from coopdesk.services.maintenance import Database
from coopdesk.services.removing import apply_removal, plan_removal, users_words


def id_of(database: Database, reference: str) -> str:
    return browsing.show(database, reference).record.id


def count(database: Database, type_key: str) -> int:
    return next(one.count for one in browsing.types(database) if one.spec.key == type_key)


def test_records_go_with_the_rows_they_own_and_come_back_with_one_undo(office: Database) -> None:
    before = count(office, "working_group_member")
    groups = [row.id for row in browsing.list_records(office, "working_group", Filter())[1]]
    plan = plan_removal(office, "working_group", groups)

    written = apply_removal(office, plan, who="test")

    assert plan.records + len(plan.staying) == len(groups)
    assert written.title.startswith(f"Remove {plan.records} working groups and ")
    assert count(office, "working_group_member") < before
    history.undo(office, who="test")
    assert count(office, "working_group_member") == before


def test_what_is_in_use_stays_and_its_users_are_named(office: Database) -> None:
    kept, gone = id_of(office, "easo"), id_of(office, "gcm")
    assert plan_removal(office, "partner", [kept, gone]).records == 0
    plan = plan_removal(office, "partner", [kept])

    assert [one.label for one in plan.staying] == ["European Asylum Support Office"]
    assert "“" in users_words(plan.staying[0]) and plan.staying[0].more > 0
    with pytest.raises(UserError, match="European Asylum Support Office"):
        apply_removal(office, plan, who="test")


def test_records_that_only_the_others_use_go_together(office: Database) -> None:
    everything = [row.id for row in browsing.list_records(office, "country_group", Filter())[1]]
    alone = {one.id for one in plan_removal(office, "country_group", everything).staying}

    for record in everything:
        single = plan_removal(office, "country_group", [record])
        assert (single.records == 1) or record in alone or single.staying
