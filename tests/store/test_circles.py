# SPDX-License-Identifier: EUPL-1.2
"""A record cannot come to follow from itself, however long the way round."""

from __future__ import annotations

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.services import browsing, editing
from coopdesk.services.maintenance import Database

WHO = "test"


def test_a_circle_of_succession_is_refused(office: Database) -> None:
    """rm-tr-2019 succeeds rm-tr-2018; the other way round as well would be a circle."""
    with pytest.raises(UserError, match="circle, since rm-tr-2019 already follows"):
        editing.change_record(office, "rm-tr-2018", {"succeeds": "rm-tr-2019"}, who=WHO)
    assert browsing.show(office, "rm-tr-2018").record.fields["succeeds"] is None


def test_a_long_way_round_is_a_circle_too(office: Database) -> None:
    """The commission is part of the EU, DG Home of the Commission."""
    with pytest.raises(UserError, match="circle"):
        editing.change_record(office, "eu", {"parent": "dg-home"}, who=WHO)


def test_a_chain_is_none(office: Database) -> None:
    """A body may move under another one that does not belong to it."""
    editing.change_record(office, "eu", {"parent": "un"}, who=WHO)
    assert browsing.show(office, "eu").record.fields["parent"] == "un"
