# SPDX-License-Identifier: EUPL-1.2
"""One object for each kind of value: how it is parsed, shown, kept in JSON and compared.

Canonical values are None, str, int, bool, Decimal and tuple[str, ...]; equal means equal in Python.
Dates are canonical text (see `dates`), links the id of a record, choices the code of a picklist.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from coopdesk.domain.dates import NotADate, format_date, parse_date
from coopdesk.domain.folding import fold_name
from coopdesk.domain.i18n import N_
from coopdesk.domain.picklists import Picklist

Value = None | str | int | bool | Decimal | tuple[str, ...]
Raw = None | str | int | float | bool | Decimal | dt.date | dt.datetime | dt.time | dt.timedelta

LINE_LIMIT: Final = 500
TEXT_LIMIT: Final = 32_000  # an Excel cell holds 32,767 characters
LIST_SEPARATOR: Final = "; "
_LIST_ENDS: Final = re.compile("[;\uff1b\ufe54\n]")  # whatever folds to a semicolon parts as one

_SPACES: Final = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS: Final = re.compile("\r\n?|[\u2028\u2029]")
_INVISIBLE: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_BROKEN: Final = re.compile("[\ud800-\udfff]")
_REFERENCE: Final = re.compile(r"[\w][\w./ \-]{0,79}")


NO_CHOICES: Final = Picklist(name="", items=())


class BadValue(ValueError):
    """A raw value that a kind cannot take; code and facts for the catalogue of problems."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


def clean_text(raw: str) -> str:
    """Level spaces and line ends, compose accents, trim. Raises BadValue for what no file can keep."""
    if raw.isascii() and raw.isprintable():
        return raw.strip()
    if _BROKEN.search(raw):
        raise BadValue("broken-characters")
    text = _INVISIBLE.sub("", _SPACES.sub(" ", _LINE_ENDS.sub("\n", raw)))
    if _CONTROL.search(text):
        raise BadValue("control-characters")
    return unicodedata.normalize("NFC", text).strip()


def strip_unprintable(raw: str) -> str:
    """Take out what `clean_text` refuses; for cells of workbooks, where nobody can type it again."""
    return _CONTROL.sub("", _BROKEN.sub("", raw))


@dataclass(frozen=True, slots=True)
class Kind:
    """What all kinds share: text in, text out. `name` is what scripts see."""

    name: str
    operators: tuple[str, ...] = ("=", "~")

    def parse(self, raw: Raw) -> Value:
        """Give the canonical value of what was typed or found in a cell; None is empty. Raises BadValue."""
        raise BadValue("wrong-kind-of-value", value=raw)

    def format(self, value: Value) -> str:
        """Show a value as people read it; empty is the empty text."""
        return "" if value is None else str(value)

    def to_json(self, value: Value) -> object:
        """Give the value as JSON keeps it."""
        return value

    def from_json(self, data: object) -> Value:
        """Take a value back from JSON."""
        return data  # type: ignore[return-value] # only what to_json gave comes back


def _as_text(raw: Raw) -> str:
    """Give the text of any raw value: numbers without .0, days as ISO."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return clean_text(raw)
    if isinstance(raw, bool):
        return N_("yes") if raw else N_("no")
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else f"{raw:.15g}"
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        return raw.date().isoformat()
    return str(raw)


@dataclass(frozen=True, slots=True)
class TextKind(Kind):
    """Text; a line has no line breaks, a text may have them."""

    limit: int = LINE_LIMIT
    is_line: bool = True

    def parse(self, raw: Raw) -> Value:
        """Give trimmed, composed text, None when nothing is left."""
        text = _as_text(raw)
        if self.is_line and ("\n" in text or "\t" in text):
            text = " ".join(text.split())
        _refuse_too_long(text, self.limit)
        return text or None


def _refuse_too_long(text: str, limit: int) -> None:
    if len(text) > limit:
        raise BadValue("too-long", limit=limit, length=len(text))


@dataclass(frozen=True, slots=True)
class ReferenceKind(Kind):
    """The unique, readable name of a record that people see and type."""

    def parse(self, raw: Raw) -> Value:
        """Give the reference, or None when empty."""
        text = _as_text(raw)
        if text and not _REFERENCE.fullmatch(text):
            raise BadValue("reference-malformed", value=text)
        return text or None


@dataclass(frozen=True, slots=True)
class WholeNumberKind(Kind):
    """A whole number within limits."""

    operators: tuple[str, ...] = ("=", ">=", "<=")
    lowest: int = 0
    highest: int = 10**12

    def parse(self, raw: Raw) -> Value:
        """Give an int."""
        text = _as_text(raw)
        if not text:
            return None
        bare = text.replace(" ", "")
        if not re.fullmatch(r"[+-]?\d{1,18}", bare):
            raise BadValue("not-a-whole-number", value=text)
        number = int(bare)
        if not self.lowest <= number <= self.highest:
            raise BadValue("number-out-of-range", value=text, lowest=self.lowest, highest=self.highest)
        return number


@dataclass(frozen=True, slots=True)
class DecimalKind(Kind):
    """A number of at most 15 significant digits, as Excel keeps them; `scale` fixes the decimals of money."""

    operators: tuple[str, ...] = ("=", ">=", "<=")
    scale: int | None = None

    def parse(self, raw: Raw) -> Value:
        """Give a Decimal without trailing zeros."""
        text = _as_text(raw)
        if not text:
            return None
        bare = text.replace(" ", "")
        if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", bare):
            bare = bare.replace(",", "")
        if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", bare):
            raise BadValue("not-a-number", value=text)
        try:
            number = Decimal(bare)
        except InvalidOperation:
            raise BadValue("not-a-number", value=text) from None
        return self._canonical(number, text)

    def _canonical(self, number: Decimal, text: str) -> Decimal:
        plain = number.normalize()
        if plain == plain.to_integral():
            plain = plain.quantize(Decimal(1)) if abs(plain) < Decimal(10) ** 16 else plain
        digits = len(plain.as_tuple().digits)
        if digits > 15 or abs(plain) >= Decimal(10) ** 15:
            raise BadValue("number-too-long", value=text)
        if self.scale is not None and -int(plain.as_tuple().exponent) > self.scale:
            raise BadValue("too-many-decimals", value=text, scale=self.scale)
        return plain + Decimal(0)  # levels -0

    def format(self, value: Value) -> str:
        """Show groups of thousands by thin spaces' plain cousin, the ordinary space."""
        if value is None:
            return ""
        if self.scale is not None:
            return f"{value:,.{self.scale}f}".replace(",", " ").removesuffix("." + "0" * self.scale)
        return f"{value:,f}".replace(",", " ")

    def to_json(self, value: Value) -> object:
        """Give an int, or a float that keeps all 15 digits."""
        if not isinstance(value, Decimal):
            return value
        return int(value) if value == value.to_integral() else float(value)

    def from_json(self, data: object) -> Value:
        """Take the number back without binary noise."""
        return None if data is None else decimal_of(data)


def decimal_of(number: object) -> Decimal:
    """Give the canonical Decimal of a stored int or float, 15 significant digits."""
    if isinstance(number, int):
        return Decimal(number)
    plain = Decimal(f"{number:.15g}").normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral() else plain


@dataclass(frozen=True, slots=True)
class YesNoKind(Kind):
    """Yes or no; empty is not known."""

    operators: tuple[str, ...] = ("=",)

    def parse(self, raw: Raw) -> Value:
        """Give True, False or None."""
        if isinstance(raw, bool):
            return raw
        text = _as_text(raw).casefold()
        if not text:
            return None
        if text in {"yes", "y", "true", "1", "x"}:
            return True
        if text in {"no", "n", "false", "0"}:
            return False
        raise BadValue("not-yes-or-no", value=text)

    def format(self, value: Value) -> str:
        """Show yes or no."""
        return {True: N_("yes"), False: N_("no")}.get(value, "")  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class PartialDateKind(Kind):
    """A year, a month or a day."""

    operators: tuple[str, ...] = ("=", ">=", "<=")

    def parse(self, raw: Raw, *, day_first: bool | None = None) -> Value:
        """Give canonical date text. A whole number from 1000 to 2999 is a year."""
        text = raw.isoformat()[:10] if isinstance(raw, dt.date) else _as_text(raw)
        if not text:
            return None
        try:
            return parse_date(text, day_first=day_first)
        except NotADate as problem:
            raise BadValue(problem.reason, value=text) from None

    def format(self, value: Value) -> str:
        """Show the date as precisely as it is known."""
        return format_date(value) if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class PickKind(Kind):
    """One choice of a list; kept as its code, shown as its label."""

    operators: tuple[str, ...] = ("=",)
    picklist: Picklist = NO_CHOICES

    def parse(self, raw: Raw) -> Value:
        """Give the code of a choice found by code, label or folded label."""
        text = _as_text(raw)
        if not text:
            return None
        item = self.picklist.find(text)
        if item is None:
            raise BadValue(
                "not-in-list", value=text, choices=", ".join(i.label for i in self.picklist.current)
            )
        return item.code

    def format(self, value: Value) -> str:
        """Show the label of the choice."""
        return self.picklist.label(value) if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class LinkKind(Kind):
    """A link to a record of one of the target types; kept as its id.

    Parsing needs the register of records, so it is done by a resolver: text to id, or BadValue.
    """

    operators: tuple[str, ...] = ("=",)
    targets: tuple[str, ...] = ()

    def resolve(self, raw: Raw, resolver: Callable[[str, tuple[str, ...]], str]) -> Value:
        """Give the id of the record that the text names; `resolver` raises BadValue where it cannot."""
        text = _as_text(raw)
        return resolver(text, self.targets) if text else None


@dataclass(frozen=True, slots=True)
class ListKind(Kind):
    """A plain list of short texts, in one cell parted by semicolons."""

    def parse(self, raw: Raw) -> Value:
        """Give a tuple without repeats (compared folded), None when empty."""
        text = _as_text(raw)
        if not text:
            return None
        seen: dict[str, str] = {}
        for part in _LIST_ENDS.split(text):
            item = " ".join(part.split())
            _refuse_too_long(item, LINE_LIMIT)
            if item:
                seen.setdefault(fold_name(item) or item, item)
        items = tuple(seen.values())
        _refuse_too_long(self.format(items), TEXT_LIMIT)
        return items or None

    def format(self, value: Value) -> str:
        """Show the items parted by semicolons."""
        return LIST_SEPARATOR.join(value) if isinstance(value, tuple) else ""

    def to_json(self, value: Value) -> object:
        """Give a JSON list."""
        return list(value) if isinstance(value, tuple) else value

    def from_json(self, data: object) -> Value:
        """Take the list back."""
        return tuple(str(item) for item in data) if isinstance(data, list) else None


LINE: Final = TextKind("line")
TEXT: Final = TextKind("text", limit=TEXT_LIMIT, is_line=False)
REFERENCE: Final = ReferenceKind("reference")
WHOLE: Final = WholeNumberKind("whole number")
NUMBER: Final = DecimalKind("number")
MONEY: Final = DecimalKind("amount", scale=2)
YES_NO: Final = YesNoKind("yes or no")
PARTIAL_DATE: Final = PartialDateKind("date")
LIST: Final = ListKind("list")


def pick(picklist: Picklist) -> PickKind:
    """Give the kind of a choice from a list."""
    return PickKind("choice", picklist=picklist)


def link(*targets: str) -> LinkKind:
    """Give the kind of a link to one of the named record types."""
    return LinkKind("link", targets=targets)
