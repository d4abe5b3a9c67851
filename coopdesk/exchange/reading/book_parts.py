# SPDX-License-Identifier: EUPL-1.2
"""What a workbook says about itself outside its sheets: sheet names, defined names, properties.

Works on the parts the gate has unpacked; prefixes and namespaces (Strict or not) make no difference.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat

from coopdesk.exchange.reading.package_checks import Parts
from coopdesk.exchange.reading.refusals import Refused

if TYPE_CHECKING:
    from coopdesk.exchange.raw import SheetState

_STATES: Final[Mapping[str, SheetState]] = {"hidden": "hidden", "veryHidden": "very-hidden"}


NOT_XML: Final = (expat.ExpatError, LookupError, ValueError)
"""What the parser raises; the last two at encodings nobody has heard of."""


class Element:
    """One element of a small XML part, names without their prefixes."""

    __slots__ = ("attributes", "name", "parent", "text")

    def __init__(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.parent = parent
        self.attributes = attributes
        self.text = ""


class SheetEntry(NamedTuple):
    """A sheet as the workbook lists it.

    `part` is None for a chart, a dialog or a macro sheet, and need not exist for a worksheet.
    """

    name: str
    state: SheetState
    part: str | None


class Book(NamedTuple):
    """What is known of a workbook before its sheets are read.

    The two parts need not exist. `never_calculated`: the program which wrote the formulas left the
    calculating to Excel.
    """

    sheets: tuple[SheetEntry, ...]
    texts_part: str
    styles_part: str
    date1904: bool
    never_calculated: bool
    defined_names: dict[str, str]
    custom_properties: dict[str, str]
    identifier: str | None
    keywords: str | None


def read_book(parts: Parts, file_name: str) -> Book:
    """Read the table of contents and the properties of a workbook; raises Refused if it has none."""
    try:
        package = _relations(parts, "")
        workbook = _find(package, "/officedocument") or "xl/workbook.xml"
        if workbook not in parts:
            raise Refused("workbook-unknown", file=file_name)
        return _book(parts, workbook, package)
    except NOT_XML as error:
        raise Refused("workbook-damaged", file=file_name) from error


def elements(xml: bytes) -> Iterator[Element]:
    """Give every element of a small part in the order of their start; raises one of NOT_XML."""
    found: list[Element] = []
    open_ones: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        parent = open_ones[-1].name if open_ones else ""
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(":")[2], parent, plain)
        found.append(element)
        open_ones.append(element)

    def end(_name: str) -> None:
        open_ones.pop()

    def text(content: str) -> None:
        if open_ones:
            open_ones[-1].text += content

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(xml, True)
    return iter(found)


def new_parser() -> expat.XMLParserType:
    """Give a parser that stops at a document type declaration, so that no entity is ever expanded."""

    def refuse(*_: object) -> None:
        raise expat.ExpatError("document type declaration")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    return parser


def is_true(value: str | None) -> bool:
    """Tell whether an XML attribute says yes."""
    return value is not None and value.strip().lower() in ("1", "true", "on")


def _book(parts: Parts, workbook: str, package: dict[str, tuple[str, str]]) -> Book:
    related = _relations(parts, workbook)
    sheets: list[SheetEntry] = []
    names: list[Element] = []
    date1904 = never_calculated = False
    for element in elements(parts[workbook]):
        match element.parent, element.name:  # extensions have elements of the same names further down
            case "sheets", "sheet":
                sheets.append(_sheet_entry(element, related))
            case "definedNames", "definedName":
                names.append(element)
            case "workbook", "workbookPr":
                date1904 = is_true(element.attributes.get("date1904"))
            case "workbook", "calcPr":
                never_calculated = is_true(element.attributes.get("fullCalcOnLoad"))
    core = _texts(parts, _find(package, "/core-properties"))
    return Book(
        sheets=tuple(sheets),
        texts_part=_find(related, "/sharedstrings") or "xl/sharedstrings.xml",
        styles_part=_find(related, "/styles") or "xl/styles.xml",
        date1904=date1904,
        never_calculated=never_calculated,
        defined_names=_defined_names(names, sheets),
        custom_properties=_custom_properties(parts, _find(package, "/custom-properties")),
        identifier=core.get("identifier"),
        keywords=core.get("keywords"),
    )


def _relations(parts: Parts, owner: str) -> dict[str, tuple[str, str]]:
    """Give the parts another part points to: id -> (type, name), both in lower case."""
    folder, name = posixpath.split(owner)
    xml = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, tuple[str, str]] = {}
    for element in elements(xml) if xml else ():
        facts = element.attributes
        if element.name == "Relationship" and facts.get("TargetMode", "").lower() != "external":
            target = facts.get("Target", "").replace("\\", "/").lower()
            resolved = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[facts.get("Id", "")] = (facts.get("Type", "").lower(), resolved)
    return found


def _find(relations: dict[str, tuple[str, str]], ending: str) -> str | None:
    return next((part for kind, part in relations.values() if kind.endswith(ending)), None)


def _sheet_entry(element: Element, related: dict[str, tuple[str, str]]) -> SheetEntry:
    kind, part = related.get(element.attributes.get("id", ""), ("/worksheet", ""))
    return SheetEntry(
        name=element.attributes.get("name", ""),
        state=_STATES.get(element.attributes.get("state", ""), "visible"),
        part=part if kind.endswith("/worksheet") else None,
    )


def _defined_names(names: list[Element], sheets: list[SheetEntry]) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in names:
        name = element.attributes.get("name", "")
        place = element.attributes.get("localSheetId", "")
        if place.isascii() and place.isdigit() and int(place) < len(sheets):
            name = f"{sheets[int(place)].name}!{name}"
        found[name] = element.text.strip()
    return found


def _custom_properties(parts: Parts, part: str | None) -> dict[str, str]:
    """Give the properties as texts, whatever their type is."""
    found: dict[str, str] = {}
    name: str | None = None
    for element in elements(parts[part]) if part and part in parts else ():
        if element.name == "property":
            name = element.attributes.get("name")
        elif name is not None and element.parent == "property":
            found[name] = element.text
            name = None
    return found


def _texts(parts: Parts, part: str | None) -> dict[str, str]:
    if part is None or part not in parts:
        return {}
    return {element.name: element.text for element in elements(parts[part]) if element.text.strip()}
