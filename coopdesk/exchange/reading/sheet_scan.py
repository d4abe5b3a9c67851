# SPDX-License-Identifier: EUPL-1.2
"""Tells from the XML of a sheet what calamine cannot: errors, formulas without a value, merges, hidden rows.

calamine shows all of those as empty cells, which an import would take for a wish to clear them. The scan
looks for them with a few fast searches; a sheet written in an unusual way is left to `sheet_cells`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from coopdesk.exchange.addresses import LAST_ROW, MAX_COLUMNS, column_number

# calamine gives up the whole sheet at any other error.
CALAMINE_ERRORS: Final = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))

Corners = tuple[int, int, int, int]
"""First row, first column, last row and last column of an area."""

_DENSE_AREA: Final = 4_000_000  # calamine keeps every cell of the rectangle, empty or not
_CELLS_PER_VALUE: Final = 20
_START: Final = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sheetData(?:\s[^>]*?)?(/?)>")
_ADDRESS: Final = re.compile(rb'\sr="([A-Z]{1,3})([0-9]{1,7})"')

# What is searched for, with ~ for the namespace prefix: most files have none, some write "x:" everywhere.
_SEARCHES: Final = {
    "row tag": rb"<~row\b[^>]*>",
    "wide cell": rb'<~c r="([A-Z]{2,3})',
    "error cell": rb'<~c(\s[^>]*\bt="e"[^>]*)(?<!/)>(.*?)</~c>',
    "value": rb"<~v(?:\s[^>]*)?>([^<]*)",
    "formula without value": rb"<~f(?:\s[^>]*)?(?:/>|>[^<]*</~f>)\s*+(?!<~v(?:\s[^>]*)?>[^<])",
    "formula with 0": rb"<~f(?:\s[^>]*)?(?:/>|>[^<]*</~f>)\s*+<~v>0</",
    "column": rb"<~col\s[^>]*>",
    "merge": rb'<~mergeCell\s[^>]*?\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"',
}


class SheetFacts:
    """What is to be known about the cells of a sheet beside their values; rows and columns from 1.

    `last_row` is the last one with anything in a cell, 0 for an empty sheet. A run of hidden columns may
    reach to the edge of the sheet. `has_negatives`: where such a number has a date format, calamine makes
    a time of it.
    """

    __slots__ = (
        "errors",
        "has_negatives",
        "hidden_columns",
        "hidden_rows",
        "last_row",
        "merged",
        "not_calculated",
    )

    def __init__(self) -> None:
        self.last_row = 0
        self.has_negatives = False
        self.errors: dict[tuple[int, int], str] = {}
        self.not_calculated: set[tuple[int, int]] = set()
        self.merged: list[Corners] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []


def scan(xml: bytes, *, never_calculated: bool = False) -> SheetFacts | None:
    """Give the facts about a sheet written the usual way; None if it must be read cell by cell.

    Usual is what Excel, LibreOffice, Google Sheets and the known libraries write: UTF-8, rows in order,
    every cell with its address, all within 100,000 rows and 256 columns. Not all of this is checked:
    a sheet that misleads the scan differs in its last row from what calamine reads, or ends the child,
    and is then read cell by cell.
    """
    start = _START.search(xml)
    if start is None or not is_utf8(xml):
        return None
    prefix = start[1]
    facts = SheetFacts()
    if start[2]:
        _read_frame(facts, prefix, head=xml[: start.start()], tail=xml[start.end() :])
        return facts
    end = xml.rfind(b"</" + prefix + b"sheetData>")
    body = xml[start.end() : end] if end >= 0 else b"<!"
    if not (_is_plain(body) and _read_rows(facts, body, prefix) and _is_dense(facts, body, prefix)):
        return None
    if not _read_errors(facts, body, prefix):
        return None
    _read_formulas(facts, body, prefix, never_calculated=never_calculated)
    facts.has_negatives = b"-" in body and b"<" + prefix + b"v>-" in body
    _read_frame(facts, prefix, head=xml[: start.start()], tail=xml[end:])
    return facts


def is_utf8(xml: bytes) -> bool:
    """Tell whether a part says that it is written in UTF-8, or says nothing."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    declared = re.match(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*\bencoding=[\"']([\w.-]+)", xml)
    return declared is None or declared[1].lower() in (b"utf-8", b"us-ascii", b"ascii")


@lru_cache(maxsize=64)
def _search(name: str, prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(_SEARCHES[name].replace(b"~", re.escape(prefix)), re.DOTALL)


def _is_plain(body: bytes) -> bool:
    """Tell whether the searches can trust the text: no comment, no CDATA, no single quotes.

    To look for a rare byte first is some twenty times faster than to look for the whole pattern.
    """
    return not ((b"!" in body and b"<!" in body) or (b"'" in body and b"='" in body))


def _read_rows(facts: SheetFacts, body: bytes, prefix: bytes) -> bool:
    """Note hidden rows and the row of the last value; False if there is a value without its address."""
    if b"h" in body and (b'hidden="' in body or b'ht="0"' in body):
        for tag in _search("row tag", prefix).findall(body):
            number = re.search(rb'\sr="([0-9]{1,7})"', tag)
            if number and _is_hidden(tag, b"ht"):
                facts.hidden_rows.add(int(number[1]))
    last = max(body.rfind(b"</" + prefix + b"v>"), body.rfind(b"</" + prefix + b"is>"))
    if last < 0:
        return True
    address = _ADDRESS.search(body, body.rfind(b"<" + prefix + b"c ", 0, last), last)
    facts.last_row = int(address[2]) if address else 0
    return 0 < facts.last_row <= LAST_ROW


def _is_hidden(tag: bytes, size: bytes) -> bool:
    return b'hidden="1"' in tag or b'hidden="true"' in tag or b" " + size + b'="0"' in tag


def _is_dense(facts: SheetFacts, body: bytes, prefix: bytes) -> bool:
    """Tell whether the rectangle of the used cells is worth keeping in full."""
    if facts.last_row * MAX_COLUMNS <= _DENSE_AREA:
        return True
    letters = set(_search("wide cell", prefix).findall(body))
    widest = max((column_number(each.decode()) for each in letters), default=26)
    if widest > MAX_COLUMNS:
        return False
    area = facts.last_row * widest
    return area <= _DENSE_AREA or area <= _CELLS_PER_VALUE * body.count(b"</" + prefix + b"v>")


def _read_errors(facts: SheetFacts, body: bytes, prefix: bytes) -> bool:
    """Note cells that show an error; False at an error that calamine does not know."""
    if b"#" not in body or b't="e"' not in body:
        return True
    for match in _search("error cell", prefix).finditer(body):
        address = _ADDRESS.search(match[1])
        value = _search("value", prefix).search(match[2])
        shown = value[1].decode("utf-8", "replace") if value else ""
        if address is None or shown not in CALAMINE_ERRORS:
            return False
        facts.errors[_place(address)] = shown
    return True


def _read_formulas(facts: SheetFacts, body: bytes, prefix: bytes, *, never_calculated: bool) -> None:
    """Note formulas that nobody has calculated yet.

    Some libraries write 0 as the result of every formula and ask Excel to calculate when it opens the
    file; as long as it has not done so, such a 0 says nothing.
    """
    if b"f" not in body or b"<" + prefix + b"f" not in body:
        return
    names = ("formula without value", "formula with 0") if never_calculated else ("formula without value",)
    for name in names:
        for match in _search(name, prefix).finditer(body):
            cell = body.rfind(b"<" + prefix + b"c ", 0, match.start())
            tag = body[cell : body.find(b">", cell)]
            if b't="str"' in tag and _search("value", prefix).match(body, match.end()):
                continue  # the formula was calculated and gave an empty text
            if b't="e"' not in tag and (address := _ADDRESS.search(tag)):
                facts.not_calculated.add(_place(address))


def _read_frame(facts: SheetFacts, prefix: bytes, *, head: bytes, tail: bytes) -> None:
    """Note what stands before and after the cells: hidden columns, merges."""
    if b"hidden=" in head or b'width="0"' in head:
        for tag in _search("column", prefix).findall(head):
            run = re.search(rb'\smin="([0-9]{1,5})"', tag), re.search(rb'\smax="([0-9]{1,5})"', tag)
            if run[0] and run[1] and _is_hidden(tag, b"width"):
                facts.hidden_columns.append((int(run[0][1]), int(run[1][1])))
    if b"mergeCell" in tail:
        for left, top, right, bottom in _search("merge", prefix).findall(tail):
            corners = int(top), column_number(left.decode()), int(bottom), column_number(right.decode())
            facts.merged.append(corners)


def _place(address: re.Match[bytes]) -> tuple[int, int]:
    return int(address[2]), column_number(address[1].decode())
