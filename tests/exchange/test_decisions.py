# SPDX-License-Identifier: EUPL-1.2
"""A file of answers: what it may hold, and that nothing odd in it gets any further."""

from __future__ import annotations

import pytest

from coopdesk.domain.errors import UsageError
from coopdesk.exchange.decisions import DecisionEntry, read_decisions


def test_answers_are_read_as_they_were_typed() -> None:
    found = read_decisions(
        '[{"reference": "iom", "field": "region", "take": "value", "value": 5}, {"realign": false},'
        ' {"question": "date-order:partner_name.valid_from", "take": "day-first"}, {"fill_blanks": true}]'
    )
    assert found.entries == (DecisionEntry(reference="iom", field="region", take="value", value=5),)
    assert found.answers == {"date-order:partner_name.valid_from": "day-first"}
    assert (found.realign, found.fill_blanks) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "\\ud800", "take": "ours"}]',
        '[{"reference": "iom", "sheet": "\\udfff", "take": "ours"}]',
        '[{"reference": "iom", "field": "region", "take": "value", "value": "\\ud800"}]',
        '[{"reference": "iom", "field": "region", "take": "value", "value": 1e999}]',
        '[{"question": null, "take": "day"}]',
        '[{"question": "month-or-day:partner_name.valid_from"}]',
    ],
)
def test_what_no_ledger_can_keep_is_named_by_its_number(text: str) -> None:
    with pytest.raises(UsageError, match="Answer 1 makes no sense"):
        read_decisions(text)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_json_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="must be a JSON list"):
        read_decisions(f'[{{"reference": "iom", "field": "region", "take": "value", "value": {value}}}]')


def test_an_answer_that_takes_nothing_is_said_in_words() -> None:
    with pytest.raises(UsageError, match="Answer 1 takes “nothing”; it can take ours, theirs or value"):
        read_decisions('[{"reference": "iom"}]')
