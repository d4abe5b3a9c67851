# SPDX-License-Identifier: EUPL-1.2
"""How each kind of value lies in a column; one model for SQLite and PostgreSQL."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Dialect, Float, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from coopdesk.domain.kinds import (
    LIST_SEPARATOR,
    DecimalKind,
    Kind,
    LinkKind,
    ListKind,
    TextKind,
    WholeNumberKind,
    YesNoKind,
    decimal_of,
)

KEY_LENGTH: Final = 32
KEY: Final = String(KEY_LENGTH)  # a UUIDv7 as 32 hexadecimal digits: no conversion on the way in or out


class Number(TypeDecorator[Decimal]):
    """A number of at most 15 digits, which a double keeps exactly; so that SQL can sort and sum it."""

    impl = Float(53)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> float | None:
        """Give the double."""
        return None if value is None else float(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Give the Decimal without binary noise."""
        return None if value is None else decimal_of(value)


class TextList(TypeDecorator[tuple[str, ...]]):
    """A plain list, kept as people see it: parted by semicolons."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Join."""
        return LIST_SEPARATOR.join(value) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        """Split."""
        return tuple(value.split(LIST_SEPARATOR)) if value else None


def column_type(kind: Kind) -> TypeEngine[Any]:
    """Give the column type of a kind."""
    match kind:
        case LinkKind():
            return KEY
        case ListKind():
            return TextList()
        case WholeNumberKind():
            return BigInteger()
        case DecimalKind():
            return Number()
        case YesNoKind():
            return Boolean()
        case TextKind(is_line=False):
            return Text()
        case TextKind(limit=limit):
            return String(limit)
        case _:
            return String(80)
