# SPDX-License-Identifier: EUPL-1.2
"""How results are printed: one JSON document, or plain lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence

from coopdesk.domain.kinds import Kind, Value
from coopdesk.domain.spec import RecordSpec


def print_json(document: object) -> None:
    """Print one JSON document."""
    print_line(json.dumps(document, ensure_ascii=False, indent=1))


def print_line(text: str = "") -> None:
    """Print one line; half a character, as names of files may have, is shown as its escape."""
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


def json_fields(spec: RecordSpec, fields: Mapping[str, Value]) -> dict[str, object]:
    """Give shown fields as JSON keeps them; links are references already."""
    return {key: json_value(spec.all_by_key[key].kind, value) for key, value in fields.items()}


def json_value(kind: Kind, value: Value) -> object:
    """Give one value as JSON keeps it."""
    return None if value is None else kind.to_json(value)


def text_value(kind: Kind, value: Value) -> str:
    """Give one value as people read it."""
    return kind.format(value)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], widest: int = 60) -> None:
    """Print aligned columns; long cells are shortened on the screen only."""
    cells = [[_shorten(cell, widest) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(headings))]
    for row in cells:
        print_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _shorten(text: str, widest: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= widest else plain[: widest - 1] + "…"
