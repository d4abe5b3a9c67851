# SPDX-License-Identifier: EUPL-1.2
"""What a workbook for return carries beside its visible cells: who each row is, and how it left.

Ids and stamps stand in two hidden columns; the manifest and the base (every exported value as it left)
in a very hidden sheet. All of it comes from outside again, so reading trusts nothing.
Source: exchange.md 3.1 and 3.2.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import repeat
from typing import Any, Final

from coopdesk.domain.identifiers import check_character, is_key
from coopdesk.domain.kinds import (
    DecimalKind,
    Kind,
    ListKind,
    PartialDateKind,
    Value,
    WholeNumberKind,
    YesNoKind,
)
from coopdesk.domain.spec import FieldSpec, RecordSpec

FORMAT: Final = 1
CARRIER_SHEET: Final = "_coopdesk"
LISTS_SHEET: Final = "_lists"
ABOUT_SHEET: Final = "About"
ID_HEADING: Final = "CoopDesk id"
STAMP_HEADING: Final = "CoopDesk stamp"
EXPORT_NAME: Final = "cd_export"
COLUMN_NAME: Final = "cd_col_"
PROPERTY: Final = "CoopDeskExport"
IDENTIFIER_PREFIX: Final = "coopdesk-export-"

_ID_PREFIX: Final = "cd1:"
_CELL: Final = 32_000  # characters; Excel holds 32,767
_BASE_LIMIT: Final = 400 * 1024 * 1024
_DATE: Final = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_STAMPED: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_COMPACT: Final = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)
_BASE32: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_PAIRS: Final = tuple(one + other for one in _BASE32 for other in _BASE32)
_LEVEL: Final = 5  # of deflating: half the time of the usual 6 for three percent more
_BATCH: Final = 500

BaseRow = Mapping[str, Value]
Bases = Mapping[str, Mapping[str, BaseRow]]
"""Values as they left, by record type, id and field."""

PlainBases = Sequence[Mapping[str, object]]
"""The same as JSON keeps it: blocks {"type", "fields": [key], "rows": {id: [value]}} of like rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetManifest:
    """One data sheet: its type, where its headings are, and the field of each column, counted from 1."""

    type: str
    sheet: str
    header_row: int
    columns: Mapping[int, str]
    locked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a workbook says of itself."""

    export_id: str
    made_at: str
    sender: str
    office: str
    app_version: str
    database_id: str
    layout: str
    filter: str
    marking: str
    purpose: str | None
    sheets: tuple[SheetManifest, ...]
    format: int = FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The carrier as it came back: manifest, base values, and the text that was printed for linked records.

    The ids in `bases` are the scope of the export: a record of them that is missing was taken out.
    """

    manifest: Manifest
    bases: Bases
    links: Mapping[str, str]


class CarrierDamaged(ValueError):
    """The very hidden sheet is there but cannot be read; the rows may still know who they are."""


# -- the hidden cells of a row ---------------------------------------------------------------------


def id_cell(record_id: str) -> str:
    """Give the hidden text that names a record: cd1:<id>:<check character>."""
    return f"{_ID_PREFIX}{record_id}:{check_character(record_id)}"


@dataclass(frozen=True, slots=True)
class RowName:
    """The id a row carries, and whether its check character is right."""

    id: str
    is_right: bool


def parse_id_cell(text: object) -> RowName | None:
    """Give the id of a hidden cell, None where it holds none (a new row)."""
    if not isinstance(text, str) or not text.strip():
        return None
    record_id, _, check = text.strip().removeprefix(_ID_PREFIX).partition(":")
    if not text.strip().startswith(_ID_PREFIX) or not is_key(record_id):
        return RowName(text.strip()[:80], False)
    return RowName(record_id, check == check_character(record_id))


def row_stamp(spec: RecordSpec, values: BaseRow) -> str:
    """Give 8 characters over the canonical values of a row; empty fields do not count."""
    return _stamp({key: _plain(spec, key, value) for key, value in values.items() if value is not None})


def _stamp(plain: Mapping[str, object]) -> str:
    """Give the first 8 characters of the hash in base 32, two at a time."""
    number = int.from_bytes(hashlib.sha256(_bytes_of(_STAMPED.encode(plain))).digest()[:5], "big")
    return (
        _PAIRS[number >> 30]
        + _PAIRS[number >> 20 & 1023]
        + _PAIRS[number >> 10 & 1023]
        + _PAIRS[number & 1023]
    )


def _bytes_of(text: str) -> bytes:
    """Give JSON as bytes; half a character, which no database holds, is no reason to fail here."""
    return text.encode("utf-8", "surrogatepass")


def stamp_cell(export_id: str, stamp: str) -> str:
    """Give the hidden text that names the export and the base of a row: <export>.<stamp>."""
    return f"{export_id}.{stamp}"


def parse_stamp_cell(text: object) -> tuple[str, str] | None:
    """Give export id and stamp of a hidden cell, None where it holds none."""
    if not isinstance(text, str) or "." not in text:
        return None
    export_id, _, stamp = text.strip().partition(".")
    return (export_id, stamp) if is_key(export_id) and len(stamp) == 8 else None


# -- packing ---------------------------------------------------------------------------------------


class Packer:
    """Packs what a workbook carries while its rows are written, sheet by sheet, and stamps each row.

    A sheet may have 100,000 rows: they are deflated as they come, and never all held as text.
    """

    def __init__(self) -> None:
        self._deflater = zlib.compressobj(_LEVEL)
        self._packed = bytearray()
        self._blocks = 0
        self._keys: tuple[str, ...] = ()
        self._converted: tuple[tuple[int, Callable[[Any], object]], ...] = ()
        self._rows: dict[str, list[Any]] = {}
        self._is_first = True

    def begin(self, type_key: str, fields: Sequence[FieldSpec]) -> None:
        """Go on with rows of a type that have these fields."""
        self._end_block()
        self._keys = tuple(field.key for field in fields)
        self._converted = tuple((n, f.kind.to_json) for n, f in enumerate(fields) if _is_converted(f.kind))
        head = _COMPACT.encode({"type": type_key, "fields": self._keys})
        self._deflate(("," if self._blocks else '{"bases":[') + head[:-1] + ',"rows":{')
        self._blocks += 1
        self._is_first = True

    def add(self, record_id: str, row: BaseRow) -> str:
        """Take in the values of a row and give its stamp."""
        plain: list[Any] = [row[key] for key in self._keys]
        for number, to_json in self._converted:
            plain[number] = to_json(plain[number])
        self._rows[record_id] = plain
        if len(self._rows) >= _BATCH:
            self._deflate_rows()
        return _stamp({key: value for key, value in zip(self._keys, plain, strict=True) if value is not None})

    def finish(self, manifest: Manifest, links: Mapping[str, str]) -> bytes:
        """Give everything in one piece; workbook and ledger keep the very same bytes."""
        self._end_block()
        rest = _COMPACT.encode({"links": dict(links), "manifest": asdict(manifest)})
        self._deflate(("]," if self._blocks else '{"bases":[],') + rest[1:])
        return bytes(self._packed + self._deflater.flush())

    def _end_block(self) -> None:
        if self._blocks:
            self._deflate_rows()
            self._deflate("}}")

    def _deflate_rows(self) -> None:
        if self._rows:
            text = _COMPACT.encode(self._rows)[1:-1]
            self._deflate(text if self._is_first else "," + text)
            self._rows.clear()
            self._is_first = False

    def _deflate(self, text: str) -> None:
        self._packed += self._deflater.compress(_bytes_of(text))


def _is_converted(kind: Kind) -> bool:
    return type(kind).to_json is not Kind.to_json


def pack(
    manifest: Manifest, bases: Bases, links: Mapping[str, str], specs: Mapping[str, RecordSpec]
) -> list[str]:
    """Give the cells of the very hidden sheet: the manifest as JSON, a blank, then base and links packed."""
    return carrier_cells(manifest, pack_carried(Carried(manifest=manifest, bases=bases, links=links), specs))


def pack_carried(carried: Carried, specs: Mapping[str, RecordSpec]) -> bytes:
    """Give what a workbook carries in one piece."""
    packer = Packer()
    for type_key, rows in carried.bases.items():
        for keys, alike in _alike(rows).items():
            packer.begin(type_key, [specs[type_key].by_key[key] for key in keys])
            for record_id in alike:
                packer.add(record_id, rows[record_id])
    return packer.finish(carried.manifest, carried.links)


def _alike(rows: Mapping[str, BaseRow]) -> dict[tuple[str, ...], list[str]]:
    """Give the ids of rows by the fields they have."""
    found: dict[tuple[str, ...], list[str]] = {}
    for record_id, row in rows.items():
        found.setdefault(tuple(row), []).append(record_id)
    return found


def carrier_cells(manifest: Manifest, packed: bytes) -> list[str]:
    """Give the cells of the very hidden sheet for what `Packer` gave.

    In base 64: zipped it is as small as base 85, and a hundred times faster both ways.
    """
    readable = json.dumps(asdict(manifest), ensure_ascii=True)
    return [*_cut(readable), "", *_cut(base64.b64encode(packed).decode("ascii"))]


def _cut(text: str) -> list[str]:
    return [text[start : start + _CELL] for start in range(0, len(text), _CELL)]


def pack_bytes(body: object) -> bytes:
    """Give a JSON document deflated."""
    return zlib.compress(_bytes_of(_COMPACT.encode(body)), _LEVEL)


def plain_bases(bases: Bases, specs: Mapping[str, RecordSpec]) -> PlainBases:
    """Give base values as JSON keeps them; empty fields stay, for they say that the cell was empty."""
    return [
        {
            "type": type_key,
            "fields": keys,
            "rows": {key: [_plain(specs[type_key], name, rows[key][name]) for name in keys] for key in alike},
        }
        for type_key, rows in bases.items()
        for keys, alike in _alike(rows).items()
    ]


def _plain(spec: RecordSpec, key: str, value: Value) -> object:
    return None if value is None else spec.by_key[key].kind.to_json(value)


# -- unpacking -------------------------------------------------------------------------------------


def unpack(cells: Sequence[str | None], specs: Mapping[str, RecordSpec]) -> Carried:
    """Read the very hidden sheet back. Raises CarrierDamaged for anything that `pack` did not write."""
    texts = [cell or "" for cell in cells]
    if "" not in texts:
        raise CarrierDamaged("no base")
    middle = texts.index("")
    try:
        manifest = _manifest(_from_json("".join(texts[:middle])))
        packed = base64.b64decode("".join(texts[middle + 1 :]), validate=True)
    except CarrierDamaged:
        raise
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise CarrierDamaged(str(error)) from error
    carried = unpack_carried(packed, specs)
    return Carried(manifest=manifest, bases=carried.bases, links=carried.links)


def unpack_carried(packed: bytes, specs: Mapping[str, RecordSpec]) -> Carried:
    """Take back what `pack_carried` gave. Raises CarrierDamaged."""
    return carried_of(unpack_bytes(packed), specs)


def carried_of(body: object, specs: Mapping[str, RecordSpec]) -> Carried:
    """Give what an unpacked document carries. Raises CarrierDamaged for what `pack_carried` did not write."""
    try:
        manifest = _manifest(body["manifest"])  # type: ignore[index] # anything else is caught below
        links = {str(key): str(value) for key, value in body["links"].items()}  # type: ignore[index]
        return Carried(manifest=manifest, bases=read_bases(body["bases"], specs), links=links)  # type: ignore[index]
    except CarrierDamaged:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CarrierDamaged(str(error)) from error


def unpack_bytes(packed: bytes) -> object:
    """Take a deflated JSON document back. Raises CarrierDamaged, also for one that would fill the memory."""
    return next(_documents(packed), None)


def unpack_all(packed: bytes) -> list[object]:
    """Take back JSON documents that were deflated one by one and put one behind the other.

    Raises CarrierDamaged, also where all of them together would fill the memory.
    """
    return list(_documents(packed))


def _documents(packed: bytes) -> Iterator[object]:
    room = _BASE_LIMIT
    while packed:
        try:
            unpacker = zlib.decompressobj()
            plain = unpacker.decompress(packed, room)
            if unpacker.unconsumed_tail or not unpacker.eof:
                raise CarrierDamaged("too large or cut off")
            yield _from_json(plain)
        except CarrierDamaged:
            raise
        except (zlib.error, ValueError, RecursionError) as error:
            raise CarrierDamaged(str(error)) from error
        packed, room = unpacker.unused_data, max(room - len(plain), 1)


def _from_json(text: str | bytes) -> Any:
    return json.loads(text, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> None:
    """Stop at NaN and Infinity, which are no JSON and no number of ours."""
    raise ValueError(name)


def read_bases(data: object, specs: Mapping[str, RecordSpec]) -> dict[str, dict[str, dict[str, Value]]]:
    """Take base values back from JSON; what is not declared any more is left out. Raises CarrierDamaged."""
    bases: dict[str, dict[str, dict[str, Value]]] = {}
    try:
        for block in data:  # type: ignore[attr-defined] # anything else is caught below
            if block["type"] in specs:
                bases.setdefault(block["type"], {}).update(_read_block(block, specs[block["type"]]))
    except CarrierDamaged:
        raise
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise CarrierDamaged(str(error)) from error
    return bases


def _read_block(block: Mapping[str, Any], spec: RecordSpec) -> Iterator[tuple[str, dict[str, Value]]]:
    """Give the rows of a block. Raises ValueError and its like where a value is not of its field's kind.

    Columns are looked at as a whole: a type or a date is checked once, not once for each of its rows.
    """
    fields = list(block["fields"])
    rows = {record_id: plain for record_id, plain in block["rows"].items() if is_key(record_id)}
    if not set(map(type, rows.values())) <= {list} or not set(map(len, rows.values())) <= {len(fields)}:
        raise CarrierDamaged("a row of another width")
    columns = [
        _taken(key, spec.by_key[key].kind, column)
        for key, column in zip(fields, zip(*rows.values(), strict=True), strict=bool(rows))
        if key in spec.by_key
    ]
    keys = [key for key in fields if key in spec.by_key]
    values = zip(*columns, strict=True) if columns else repeat(())
    for record_id, row in zip(rows, values, strict=False):
        yield record_id, dict(zip(keys, row, strict=True))


def _taken(key: str, kind: Kind, column: tuple[Any, ...]) -> Iterable[Value]:
    """Give the values of a column; most kinds keep in JSON what they are."""
    found = set(map(type, column)) - {type(None)}
    if not found <= set(_accepts(kind)):
        raise CarrierDamaged(f"{key} has a value of another kind")
    if isinstance(kind, PartialDateKind):
        _refuse_other_than_dates(set(column))
    return column if type(kind).from_json is Kind.from_json else map(kind.from_json, column)


def _accepts(kind: Kind) -> tuple[type, ...]:
    """Give what JSON may hold for a kind."""
    match kind:
        case ListKind():
            return (list,)
        case DecimalKind():
            return (int, float)
        case WholeNumberKind():
            return (int,)
        case YesNoKind():
            return (bool,)
        case _:
            return (str,)


def _refuse_other_than_dates(dates: Iterable[str | None]) -> None:
    for date in dates:
        if date is not None and not _DATE.fullmatch(date):
            raise CarrierDamaged("a date that is none")
        if date is not None and len(date) == 10:
            dt.date.fromisoformat(date)  # raises ValueError for 31 February


def _manifest(data: Mapping[str, Any]) -> Manifest:
    sheets = tuple(
        SheetManifest(
            type=str(one["type"]),
            sheet=str(one["sheet"]),
            header_row=int(one["header_row"]),
            columns={int(number): str(field) for number, field in one["columns"].items()},
            locked=tuple(str(key) for key in one.get("locked", ())),
        )
        for one in data["sheets"]
    )
    if data["format"] != FORMAT or not is_key(str(data["export_id"])):
        raise CarrierDamaged("another format")
    return Manifest(
        export_id=str(data["export_id"]),
        made_at=str(data["made_at"]),
        sender=str(data["sender"]),
        office=str(data["office"]),
        app_version=str(data["app_version"]),
        database_id=str(data["database_id"]),
        layout=str(data["layout"]),
        filter=str(data["filter"]),
        marking=str(data["marking"]),
        purpose=None if data["purpose"] is None else str(data["purpose"]),
        sheets=sheets,
    )
