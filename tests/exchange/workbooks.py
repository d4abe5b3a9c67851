# SPDX-License-Identifier: EUPL-1.2
"""Builds workbooks byte by byte, among them those that no honest program writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.exchange.raw import RawSheet
from coopdesk.exchange.reading.reader import read_workbook

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_LINKS: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

PLAIN, DATE, MOMENT, CLOCK, DURATION, OWN_DATE = range(6)
"""The cell styles of every workbook made here, for the attribute s."""

_STYLES: Final = (
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd;@"/></numFmts>'
    '<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="21"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet to be written; `xml` replaces all the rest."""

    data: str = ""
    name: str = "Sheet1"
    head: str = ""
    tail: str = ""
    state: str = ""
    xml: str | bytes | None = None

    def content(self, main: str) -> str | bytes:
        if self.xml is not None:
            return self.xml
        inside = f"{self.head}<sheetData>{self.data}</sheetData>{self.tail}"
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{main}">{inside}</worksheet>'


@dataclass(frozen=True, kw_only=True)
class Book:
    """A workbook to be written; `extra` adds parts or replaces those made here, None leaves one out."""

    sheets: tuple[Sheet, ...]
    texts: tuple[str, ...] = ()
    properties: str = ""
    names: str = ""
    calculation: str = ""
    strict: bool = False
    kind: str = "sheet"
    extra: Mapping[str, str | bytes | None] = field(default_factory=dict)

    def parts(self) -> dict[str, str | bytes]:
        main, links = (STRICT_MAIN, STRICT_LINKS) if self.strict else (MAIN, LINKS)
        numbers = range(1, len(self.sheets) + 1)
        listed = "".join(
            f'<sheet name="{escape(s.name)}" sheetId="{n}"{s.state and f" state={s.state!r}"} r:id="rId{n}"/>'
            for n, s in zip(numbers, self.sheets, strict=True)
        )
        related = "".join(
            f'<Relationship Id="rId{n}" Type="{links}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        related += f'<Relationship Id="rIdS" Type="{links}/styles" Target="styles.xml"/>'
        related += f'<Relationship Id="rIdT" Type="{links}/sharedStrings" Target="sharedStrings.xml"/>'
        macro = "ms-excel" if "macroEnabled" in self.kind else "openxmlformats-officedocument.spreadsheetml"
        main_type = f"application/vnd.{macro}.{self.kind}.main+xml"
        found: dict[str, str | bytes | None] = {
            "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{main_type}"/></Types>',
            "_rels/.rels": _relationships(
                f'<Relationship Id="rId1" Type="{links}/officeDocument" Target="xl/workbook.xml"/>'
                f'<Relationship Id="rId2" Type="{links}/custom-properties" Target="docProps/custom.xml"/>'
                '<Relationship Id="rId3" Target="docProps/core.xml" Type="http://schemas.openxmlformats.org/'
                'package/2006/relationships/metadata/core-properties"/>'
            ),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}">{self.properties}'
            f"<sheets>{listed}</sheets>{self.names}{self.calculation}</workbook>",
            "xl/_rels/workbook.xml.rels": _relationships(related),
            "xl/styles.xml": f'<styleSheet xmlns="{main}">{_STYLES}</styleSheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">'
            + "".join(f"<si><t>{escape(text)}</t></si>" for text in self.texts)
            + "</sst>",
        }
        for number, sheet in zip(numbers, self.sheets, strict=True):
            found[f"xl/worksheets/sheet{number}.xml"] = sheet.content(main)
        found |= self.extra
        return {name: content for name, content in found.items() if content is not None}


def row(number: int | None, *cells: str, attributes: str = "") -> str:
    """Give a row; without a number it has none."""
    place = "" if number is None else f' r="{number}"'
    return f"<row{place}{attributes and ' ' + attributes}>{''.join(cells)}</row>"


def cell(
    address: str, value: object = None, *, t: str = "", s: int = PLAIN, formula: str | None = None
) -> str:
    """Give a cell; without value and formula it is an empty one with a style."""
    attributes = f' r="{address}"' + (f' s="{s}"' if s else "") + (f' t="{t}"' if t else "")
    inside = "" if formula is None else f"<f>{escape(formula)}</f>"
    inside += "" if value is None else f"<v>{escape(str(value))}</v>"
    return f"<c{attributes}>{inside}</c>" if inside else f"<c{attributes}/>"


def inline(address: str, text: str, *, space: str = "") -> str:
    """Give a cell with its text inside."""
    keep = f' xml:space="{space}"' if space else ""
    return f'<c r="{address}" t="inlineStr"><is><t{keep}>{escape(text)}</t></is></c>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Give a zip file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def save(folder: Path, book: Book | Sheet | bytes, name: str = "book.xlsx") -> Path:
    """Write a workbook, a sheet in a workbook of its own, or bytes as they are."""
    if isinstance(book, Sheet):
        book = Book(sheets=(book,))
    path = folder / name
    path.write_bytes(book if isinstance(book, bytes) else packed(book.parts()))
    return path


def only_sheet(path: Path) -> RawSheet:
    """Read a workbook that must have one sheet."""
    book = read_workbook(path)
    assert len(book.sheets) == 1
    return book.sheets[0]


def refusal(path: Path, **how: object) -> str:
    """Read a workbook that must be refused, with a whole sentence; give the code."""
    with pytest.raises(UserError) as caught:
        read_workbook(path, **how)  # type: ignore[arg-type]  # whatever the test wants
    assert path.name in str(caught.value)
    assert "{" not in str(caught.value)
    return caught.value.code


def _relationships(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE_LINKS}">{inside}</Relationships>'
