# SPDX-License-Identifier: EUPL-1.2
"""Markings: four levels in rising order, none of them a classification."""

from __future__ import annotations

import pytest

from coopdesk.records._markings import MARKINGS


def test_markings_rise_from_public_to_sensitive() -> None:
    assert [item.code for item in MARKINGS.current] == ["public", "internal", "limited", "sensitive"]


@pytest.mark.parametrize("level", ["EU RESTRICTED", "RESTREINT UE", "Confidential", "SECRET"])
def test_no_level_for_classified_information_can_be_chosen(level: str) -> None:
    assert MARKINGS.find(level) is None
