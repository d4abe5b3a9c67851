# SPDX-License-Identifier: EUPL-1.2
"""Going back and forward, as in a browser, without ever changing a record."""

from __future__ import annotations

from coopdesk.domain.views import View
from coopdesk.gui.frame.places import Place, PlaceHistory

PARTNERS = Place(kind="list", view=View(type="partner"))
MEETINGS = Place(kind="list", view=View(type="meeting"))
HISTORY = Place(kind="history")


def test_one_goes_back_and_forward_again() -> None:
    places = PlaceHistory()
    for place in (PARTNERS, MEETINGS, HISTORY):
        places.go(place)

    assert places.back() == MEETINGS
    assert places.back() == PARTNERS
    assert places.back() is None
    assert (places.forward(), places.here) == (MEETINGS, MEETINGS)


def test_a_new_place_forgets_what_lay_ahead() -> None:
    places = PlaceHistory()
    places.go(PARTNERS)
    places.go(MEETINGS)
    places.back()
    places.go(HISTORY)

    assert not places.can_go_forward
    assert places.back() == PARTNERS


def test_the_same_place_twice_is_one_step() -> None:
    places = PlaceHistory()
    places.go(PARTNERS)
    places.go(PARTNERS)

    assert not places.can_go_back


def test_a_place_is_found_again_as_it_was_left() -> None:
    places = PlaceHistory()
    places.go(PARTNERS)
    filtered = Place(kind="list", view=View(type="partner", text="iom"), selected="1")
    places.amend(filtered)
    places.go(HISTORY)

    assert places.back() == filtered
