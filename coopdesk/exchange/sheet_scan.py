# SPDX-License-Identifier: EUPL-1.2
"""Tells from the XML of a sheet what calamine cannot: errors, formulas without a value, merges, what is hidden.

calamine shows all of those as empty cells, which an import would take for a wish to clear them. The scan
looks for them with a few fast searches; a sheet written in an unusual way is left to `sheet_cells`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from coopdesk.exchange.addresses import LAST_ROW, MAX_COLUMNS, column_number

# calamine gives up the whole sheet at any other error.
CALAMINE_ERRORS: Final = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))

Corners = tuple[int, int, int, int]
"""First row, first column, last row and last column of an area."""

_SPARSE_AREA: Final = 4_000_000  # calamine keeps every cell of the rectangle, empty or not
_CELLS_PER_VALUE: Final = 20
_START: Final = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sheetData(?:\s[^>]*)?(/?)>")
_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w.-]+)")
_NUMBER: Final = re.compile(rb'\sr="([0-9]{1,7})"')
_ADDRESS: Final = re.compile(rb'\sr="([A-Z]{1,3})([0-9]{1,7})"')


@dataclass(slots=True, kw_only=True)
class SheetFacts:
    """What is to be known about the cells of a sheet beside their values; rows and columns from 1."""

    last_row: int = 0
    """The last row with anything in a cell; 0 for an empty sheet."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    not_calculated: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Corners] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last column of each hidden run; it may reach to the edge of the sheet."""
    has_negatives: bool = False
    """A number below 0: calamine makes a time of it where the cell has a date format."""


def scan(xml: bytes, *, never_calculated: bool = False) -> SheetFacts | None:
    """Give the facts about a sheet written the usual way; None if it must be read cell by cell.

    Usual is what Excel, LibreOffice, Google Sheets and the known libraries write: UTF-8, rows in order,
    every cell with its address, all within 100,000 rows and 256 columns.
    """
    start = _START.search(xml)
    if start is None or not _is_utf8(xml):
        return None
    tags = _tags(start[1])
    head, rest = xml[: start.start()], xml[start.end() :]
    if start[2]:
        return _frame_facts(SheetFacts(), tags, head, rest)
    end = rest.rfind(b"</" + start[1] + b"sheetData>")
    if end < 0:
        return None
    body, tail = rest[:end], rest[end:]
    facts = SheetFacts()
    usual = (
        _is_plain(body, tags)
        and _read_rows(facts, body, tags)
        and _is_dense(facts, body, tags)
        and _read_errors(facts, body, tags)
    )
    if not usual:
        return None
    _read_formulas(facts, body, tags, never_calculated=never_calculated)
    facts.has_negatives = b"-" in body and tags.negative in body
    return _frame_facts(facts, tags, head, tail)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tags:
    """The searches for one namespace prefix; most files have none, some write "x:" everywhere."""

    odd_cell: re.Pattern[bytes]
    wide_cell: re.Pattern[bytes]
    error: re.Pattern[bytes]
    value: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    zero_formula: re.Pattern[bytes]
    column: re.Pattern[bytes]
    merge: re.Pattern[bytes]
    row_start: bytes
    cell_start: bytes
    value_end: bytes
    inline_end: bytes
    formula_start: bytes
    negative: bytes


@lru_cache(maxsize=8)
def _tags(prefix: bytes) -> _Tags:
    p = re.escape(prefix)
    formula = rb"<%sf(?:\s[^>]*)?(?:/>|>[^<]*</%sf>)\s*" % (p, p)
    return _Tags(
        # A cell with something in it whose address is missing, not in its place, or out of bounds.
        odd_cell=re.compile(
            rb'<%sc(?=[\s/>])(?! r="(?:[A-Z]|[A-H][A-Z]|I[A-V])(?:[1-9][0-9]{0,4}|100[01][0-9]{2})")(?![^>]*/>)'
            % p
        ),
        wide_cell=re.compile(rb'<%sc r="([A-Z]{2})' % p),
        error=re.compile(rb'<%sc(\s[^>]*\bt="e"[^>]*)(?<!/)>(.*?)</%sc>' % (p, p), re.DOTALL),
        value=re.compile(rb"<%sv(?:\s[^>]*)?>([^<]*)" % p),
        formula=re.compile(formula + rb"(?!<%sv(?:\s[^>]*)?>[^<])" % p),
        zero_formula=re.compile(formula + rb"<%sv>0</" % p),
        column=re.compile(rb"<%scol\s[^>]*>" % p),
        merge=re.compile(
            rb'<%smergeCell\s[^>]*?\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"' % p
        ),
        row_start=b"<" + prefix + b"row",
        cell_start=b"<" + prefix + b"c ",
        value_end=b"</" + prefix + b"v>",
        inline_end=b"</" + prefix + b"is>",
        formula_start=b"<" + prefix + b"f",
        negative=b"<" + prefix + b"v>-",
    )


def _is_utf8(xml: bytes) -> bool:
    encoding = _ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf"))
    return encoding is None or encoding[1].lower() in (b"utf-8", b"us-ascii", b"ascii")


def _is_plain(body: bytes, tags: _Tags) -> bool:
    """Tell whether the searches below can trust the text: no comments, no CDATA, no single quotes, no odd cell.

    The search for one rare byte first is some twenty times faster than that for the whole pattern.
    """
    if b"!" in body and b"<!" in body:
        return False
    if b"'" in body and b"='" in body:
        return False
    return tags.odd_cell.search(body) is None


def _read_rows(facts: SheetFacts, body: bytes, tags: _Tags) -> bool:
    """Note hidden rows and the last row with a value; False if rows lack a number or are out of order."""
    tags_of_rows = [chunk[: chunk.find(b">")] for chunk in body.split(tags.row_start)[1:]]
    together = b"".join(tags_of_rows)
    numbers = [int(number) for number in _NUMBER.findall(together)]
    if len(numbers) != len(tags_of_rows) or any(map(int.__ge__, numbers, numbers[1:])):
        return False
    if b'hidden="' in together or b'ht="0"' in together:
        found = zip(numbers, tags_of_rows, strict=True)
        facts.hidden_rows = {number for number, tag in found if _is_hidden(tag, b"ht")}
    last = max(body.rfind(tags.value_end), body.rfind(tags.inline_end))
    if last >= 0:
        row = _NUMBER.search(body, body.rfind(tags.row_start, 0, last))
        facts.last_row = int(row[1]) if row else 0
    return True


def _is_hidden(tag: bytes, size: bytes) -> bool:
    return b'hidden="1"' in tag or b'hidden="true"' in tag or b" " + size + b'="0"' in tag


def _is_dense(facts: SheetFacts, body: bytes, tags: _Tags) -> bool:
    """Tell whether the rectangle of the used cells is worth keeping in full."""
    if facts.last_row * MAX_COLUMNS <= _SPARSE_AREA:
        return True
    widest = max(
        (column_number(letters.decode()) for letters in set(tags.wide_cell.findall(body))), default=26
    )
    area = facts.last_row * widest
    return area <= _SPARSE_AREA or area <= _CELLS_PER_VALUE * body.count(tags.value_end)


def _read_errors(facts: SheetFacts, body: bytes, tags: _Tags) -> bool:
    """Note cells that show an error; False at an error that calamine does not know."""
    if b"#" not in body or b't="e"' not in body:
        return True
    for match in tags.error.finditer(body):
        address = _ADDRESS.search(match[1])
        value = tags.value.search(match[2])
        shown = value[1].decode("utf-8", "replace") if value else ""
        if address is None or shown not in CALAMINE_ERRORS:
            return False
        facts.errors[_place(address)] = shown
    return True


def _read_formulas(facts: SheetFacts, body: bytes, tags: _Tags, *, never_calculated: bool) -> None:
    """Note formulas that nobody has calculated yet.

    Some libraries write 0 as the result of every formula and ask Excel to calculate when it opens the
    file; as long as it has not done so, such a 0 says nothing.
    """
    if b"f" not in body or tags.formula_start not in body:
        return
    for pattern in (tags.formula, tags.zero_formula) if never_calculated else (tags.formula,):
        for match in pattern.finditer(body):
            cell = body.rfind(tags.cell_start, 0, match.start())
            tag = body[cell : body.find(b">", cell)]
            after = body[match.end() : match.end() + 9]
            if b't="str"' in tag and tags.value.match(after):
                continue  # the formula was calculated and gave an empty text
            if b't="e"' not in tag and (address := _ADDRESS.search(tag)):
                facts.not_calculated.add(_place(address))


def _frame_facts(facts: SheetFacts, tags: _Tags, head: bytes, tail: bytes) -> SheetFacts:
    """Add what stands before and after the cells: hidden columns, merges."""
    for tag in tags.column.findall(head):
        first, last = re.search(rb'\smin="(\d{1,5})"', tag), re.search(rb'\smax="(\d{1,5})"', tag)
        if first and last and _is_hidden(tag, b"width"):
            facts.hidden_columns.append((int(first[1]), int(last[1])))
    for left, top, right, bottom in tags.merge.findall(tail):
        corners = int(top), column_number(left.decode()), int(bottom), column_number(right.decode())
        facts.merged.append(corners)
    return facts


def _place(address: re.Match[bytes]) -> tuple[int, int]:
    return int(address[2]), column_number(address[1].decode())
