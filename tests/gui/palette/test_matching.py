# SPDX-License-Identifier: EUPL-1.2
"""Which letters of a text were typed, accents, case and letters that fold to two included."""

from __future__ import annotations

import pytest

from coopdesk.gui.palette.matching import fits, marks, quality


@pytest.mark.parametrize(
    ("text", "tokens", "found"),
    [
        ("EASO-Turkey expanded roadmap", ["turk"], ["Turk"]),
        ("Türkiye and Turkey", ["tur"], ["Tür", "Tur"]),
        ("Hauptstraße", ["hauptstrass"], ["Hauptstraß"]),
        ("Côte d’Ivoire", ["divo"], ["d’Ivo"]),
        ("nothing here", ["turk"], []),
        ("a b", [""], []),
        ("New new", ["n", "new"], ["New", "new"]),
    ],
)
def test_the_letters_that_were_typed(text: str, tokens: list[str], found: list[str]) -> None:
    assert [text[start : start + length] for start, length in marks(text, tokens)] == found


def test_every_word_must_begin_a_word() -> None:
    assert fits("Make a backup now", ["back", "mak"])
    assert not fits("Make a backup now", ["up"])
    assert fits("Anything", [])


def test_what_begins_with_the_word_fits_better() -> None:
    assert quality("Find in the list", ["find"]) < quality("Now find", ["find"])
