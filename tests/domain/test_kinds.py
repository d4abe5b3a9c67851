# SPDX-License-Identifier: EUPL-1.2
"""What each kind of value takes, how it shows it, and that what is shown can be typed again."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.kinds import (
    LINE,
    LINE_LIMIT,
    LIST,
    MONEY,
    NUMBER,
    PARTIAL_DATE,
    REFERENCE,
    TEXT,
    TEXT_LIMIT,
    WHOLE,
    YES_NO,
    BadValue,
    Kind,
    Raw,
    Value,
    link,
    pick,
    strip_unprintable,
)
from coopdesk.domain.picklists import choices
from coopdesk.domain.problems import MESSAGES

SIZE = pick(choices("size", small="Small", very_large="Very large"))
KINDS: dict[str, Kind] = {
    "line": LINE, "text": TEXT, "reference": REFERENCE, "whole": WHOLE, "number": NUMBER, "money": MONEY,
    "yes-no": YES_NO, "date": PARTIAL_DATE, "list": LIST, "choice": SIZE,
}  # fmt: skip
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())

anything = st.one_of(
    st.none(),
    st.text(),
    st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Ll", "Nd", "Po"])),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.sampled_from(
        ["2019", "18 July 2019", "yes", "X", "small", "Very large", "1 000.50", "-0", "1e3", "a; b"]
    ),
)


def refusal_of(kind: Kind, raw: Raw) -> str:
    with pytest.raises(BadValue) as refusal:
        kind.parse(raw)
    return refusal.value.code


@each_kind
@given(raw=anything)
def test_a_value_is_taken_or_refused_in_words_of_the_catalogue(kind: Kind, raw: Raw) -> None:
    try:
        kind.parse(raw)
    except BadValue as refusal:
        MESSAGES[refusal.code].format_map({"label": "Label", **refusal.facts})


@each_kind
@given(raw=anything)
def test_what_is_shown_and_typed_again_is_the_same_value(kind: Kind, raw: Raw) -> None:
    value = taken(kind, raw)

    assert kind.parse(kind.format(value)) == value


@each_kind
@given(raw=anything)
def test_a_value_comes_back_from_the_history_as_it_was(kind: Kind, raw: Raw) -> None:
    value = taken(kind, raw)

    again = kind.from_json(json.loads(json.dumps(kind.to_json(value), ensure_ascii=False)))
    assert again == value
    assert type(again) is type(value)


@each_kind
@given(raw=anything)
def test_a_value_that_was_taken_can_be_kept_by_every_file(kind: Kind, raw: Raw) -> None:
    shown = kind.format(taken(kind, raw))

    shown.encode("utf-8")
    assert strip_unprintable(shown) == shown
    assert len(shown) <= TEXT_LIMIT


@each_kind
def test_nothing_and_blanks_are_empty_and_shown_as_nothing(kind: Kind) -> None:
    assert [kind.parse(blank) for blank in (None, "", "   ", "\u00a0", "\u200b\n")] == [None] * 5
    assert kind.format(None) == ""


def taken(kind: Kind, raw: Raw) -> Value:
    """The value, empty where it is refused."""
    try:
        return kind.parse(raw)
    except BadValue:
        return None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Water\u00a0committee ", "Water committee"),
        ("Two\nlines\r\nin\tone", "Two lines in one"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("\u202eevil\u202c", "evil"),
        ("نور \u200fالدين", "نور الدين"),
        ("👩\u200d👧 family", "👩\u200d👧 family"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("one\u2028two", "one two"),
        (1.0, "1"),
        (True, "yes"),
        (dt.datetime(2019, 7, 18), "2019-07-18"),
        (12345678901234, "12345678901234"),
    ],
)
def test_a_line_is_levelled_but_keeps_what_people_see(typed: Raw, kept: str) -> None:
    assert LINE.parse(typed) == kept


def test_a_text_keeps_its_lines() -> None:
    assert TEXT.parse("  one\r\ntwo\rthree\u2028four ") == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (LINE, "a\x00b", "control-characters"),
        (LINE, "a\x0bb", "control-characters"),
        (LINE, "a\x85b", "control-characters"),
        (LINE, "a\uffffb", "control-characters"),
        (LINE, "a\ud800b", "broken-characters"),
        (TEXT, "a\udcff", "broken-characters"),
        (LINE, "a" * (LINE_LIMIT + 1), "too-long"),
        (TEXT, "a" * (TEXT_LIMIT + 1), "too-long"),
        (LIST, "; ".join(f"item {n}" for n in range(5_000)), "too-long"),
        (LIST, "a; " + "b" * (LINE_LIMIT + 1), "too-long"),
        (REFERENCE, "-begins with a dash", "reference-malformed"),
        (REFERENCE, "has;semicolon", "reference-malformed"),
        (REFERENCE, "a" * 81, "reference-malformed"),
        (WHOLE, "one", "not-a-whole-number"),
        (WHOLE, "1.5", "not-a-whole-number"),
        (WHOLE, "9" * 19, "not-a-whole-number"),
        (WHOLE, "-1", "number-out-of-range"),
        (NUMBER, "1.234,50", "not-a-number"),
        (NUMBER, float("nan"), "not-a-number"),
        (NUMBER, float("inf"), "not-a-number"),
        (NUMBER, "1234567890123456", "number-too-long"),
        (NUMBER, "0.1234567890123456", "number-too-long"),
        (MONEY, "1.005", "too-many-decimals"),
        (YES_NO, "perhaps", "not-yes-or-no"),
        (PARTIAL_DATE, "31.6.2019", "date-impossible"),
        (PARTIAL_DATE, dt.date(999, 1, 1), "date-out-of-range"),
        (PARTIAL_DATE, True, "date-not-understood"),
        (SIZE, "huge", "not-in-list"),
        (link("partner"), "iom", "wrong-kind-of-value"),
    ],
)
def test_a_bad_value_is_refused_for_its_own_reason(kind: Kind, typed: Raw, code: str) -> None:
    assert refusal_of(kind, typed) == code


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "shown"),
    [
        (WHOLE, "440 000 000", 440_000_000, "440000000"),
        (WHOLE, "+7", 7, "7"),
        (WHOLE, 3.0, 3, "3"),
        (NUMBER, "1,234,567.5", Decimal("1234567.5"), "1 234 567.5"),
        (NUMBER, ".5", Decimal("0.5"), "0.5"),
        (NUMBER, "-0", Decimal(0), "0"),
        (NUMBER, "1.2300", Decimal("1.23"), "1.23"),
        (NUMBER, 0.1, Decimal("0.1"), "0.1"),
        (NUMBER, "1e3", Decimal(1000), "1 000"),
        (MONEY, "440000000", Decimal(440_000_000), "440 000 000"),
        (MONEY, "1234.5", Decimal("1234.5"), "1 234.50"),
        (YES_NO, "X", True, "yes"),
        (YES_NO, "No", False, "no"),
        (YES_NO, False, False, "no"),
        (PARTIAL_DATE, 2019, "2019", "2019"),
        (PARTIAL_DATE, 2019.0, "2019", "2019"),
        (PARTIAL_DATE, dt.datetime(2019, 7, 18, 14, 30), "2019-07-18", "18 July 2019"),
        (SIZE, "very large", "very_large", "Very large"),
        (REFERENCE, "cp-easo/1_a.b c", "cp-easo/1_a.b c", "cp-easo/1_a.b c"),
    ],
)
def test_a_value_is_kept_in_one_form_and_shown_in_another(
    kind: Kind, typed: Raw, kept: Value, shown: str
) -> None:
    value = kind.parse(typed)

    assert (value, type(value)) == (kept, type(kept))
    assert kind.format(value) == shown


def test_an_item_is_in_a_list_once_in_its_first_spelling() -> None:
    assert LIST.parse("Serbian;  Macedonian ;;serbian\nSÉRBIAN； Albanian") == (
        "Serbian",
        "Macedonian",
        "Albanian",
    )


def test_money_without_cents_is_shown_without_them() -> None:
    assert [MONEY.format(Decimal(value)) for value in ("10", "10.5", "-1234567.25")] == [
        "10",
        "10.50",
        "-1 234 567.25",
    ]


def test_a_link_is_what_the_register_says_and_empty_needs_no_register() -> None:
    kind = link("partner", "country")

    assert (
        kind.resolve(" iom ", lambda text, types: f"{text} in {'/'.join(types)}") == "iom in partner/country"
    )
    assert kind.resolve("  ", lambda text, types: "never asked") is None
