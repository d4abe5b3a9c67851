# SPDX-License-Identifier: EUPL-1.2
"""What a workbook for return carries beside its visible cells: who each row is, and how it left.

Ids and stamps stand in two hidden columns; the manifest and the base (every exported value as it left)
in a very hidden sheet. All of it comes from outside again, so reading trusts nothing.
Source: exchange.md 3.1 and 3.2.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from coopdesk.domain.identifiers import check_character, is_key
from coopdesk.domain.kinds import Value
from coopdesk.domain.spec import RecordSpec

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

BaseRow = Mapping[str, Value]
Bases = Mapping[str, Mapping[str, BaseRow]]
"""Values as they left, by record type, id and field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetManifest:
    """One data sheet: its type, where its heading row is (1-based), and the field of each column (1-based)."""

    type: str
    sheet: str
    header_row: int
    columns: Mapping[int, str]
    locked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a workbook says of itself; `links` gives the text printed for each linked record, by id."""

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
    """The carrier as it came back: manifest, base values, and the text that was printed for linked records."""

    manifest: Manifest
    bases: Bases
    links: Mapping[str, str]


class CarrierDamaged(ValueError):
    """The very hidden sheet is there but cannot be read; the rows may still know who they are."""


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
    plain = {key: _plain(spec, key, value) for key, value in values.items() if value is not None}
    packed = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return base64.b32encode(hashlib.sha256(packed.encode()).digest())[:8].decode("ascii")


def stamp_cell(export_id: str, stamp: str) -> str:
    """Give the hidden text that names the export and the base of a row: <export>.<stamp>."""
    return f"{export_id}.{stamp}"


def parse_stamp_cell(text: object) -> tuple[str, str] | None:
    """Give export id and stamp of a hidden cell, None where it holds none."""
    if not isinstance(text, str) or "." not in text:
        return None
    export_id, _, stamp = text.strip().partition(".")
    return (export_id, stamp) if is_key(export_id) and len(stamp) == 8 else None


def pack(
    manifest: Manifest, bases: Bases, links: Mapping[str, str], specs: Mapping[str, RecordSpec]
) -> list[str]:
    """Give the cells of the very hidden sheet: the manifest as JSON, a blank, then base and links packed."""
    manifest_text = json.dumps(asdict(manifest), ensure_ascii=True)
    body = {"bases": plain_bases(bases, specs), "links": dict(links)}
    packed = pack_bytes(body)
    return [*_cut(manifest_text), "", *_cut(base64.b85encode(packed).decode("ascii"))]


def pack_bytes(body: object) -> bytes:
    """Give a JSON document deflated; also what the ledger keeps."""
    return zlib.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack_bytes(packed: bytes) -> object:
    """Take a deflated JSON document back. Raises CarrierDamaged, also for one that would fill the memory."""
    try:
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(packed, _BASE_LIMIT)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise CarrierDamaged("too large or cut off")
        return json.loads(plain)
    except (zlib.error, ValueError, RecursionError) as error:
        raise CarrierDamaged(str(error)) from error


def plain_bases(bases: Bases, specs: Mapping[str, RecordSpec]) -> dict[str, dict[str, dict[str, object]]]:
    """Give base values as JSON keeps them; empty fields stay, for they say that the cell was empty."""
    return {
        type_key: {
            record_id: {key: _plain(specs[type_key], key, value) for key, value in row.items()}
            for record_id, row in rows.items()
        }
        for type_key, rows in bases.items()
    }


def read_bases(data: object, specs: Mapping[str, RecordSpec]) -> dict[str, dict[str, dict[str, Value]]]:
    """Take base values back from JSON; what is not declared any more is left out. Raises CarrierDamaged."""
    try:
        return {
            type_key: {
                record_id: {
                    key: specs[type_key].by_key[key].kind.from_json(value)
                    for key, value in row.items()
                    if key in specs[type_key].by_key
                }
                for record_id, row in rows.items()
                if is_key(record_id)
            }
            for type_key, rows in data.items()  # type: ignore[attr-defined] # anything else is caught below
            if type_key in specs
        }
    except (AttributeError, TypeError, ValueError, ArithmeticError) as error:
        raise CarrierDamaged(str(error)) from error


def unpack(cells: Sequence[str | None], specs: Mapping[str, RecordSpec]) -> Carried:
    """Read the very hidden sheet back. Raises CarrierDamaged for anything that `pack` did not write."""
    texts = [cell or "" for cell in cells]
    if "" not in texts:
        raise CarrierDamaged("no base")
    middle = texts.index("")
    try:
        manifest = _manifest(json.loads("".join(texts[:middle])))
        packed = base64.b85decode("".join(texts[middle + 1 :]))
        body = unpack_bytes(packed)
        links = {str(key): str(value) for key, value in body["links"].items()}  # type: ignore[index]
        return Carried(manifest=manifest, bases=read_bases(body["bases"], specs), links=links)  # type: ignore[index]
    except CarrierDamaged:
        raise
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise CarrierDamaged(str(error)) from error


def _manifest(data: Mapping[str, object]) -> Manifest:
    sheets = tuple(
        SheetManifest(
            type=str(one["type"]),
            sheet=str(one["sheet"]),
            header_row=int(one["header_row"]),
            columns={int(number): str(field) for number, field in one["columns"].items()},
            locked=tuple(str(key) for key in one.get("locked", ())),
        )
        for one in data["sheets"]  # type: ignore[attr-defined]
    )
    plain = {key: data[key] for key in Manifest.__dataclass_fields__ if key != "sheets"}
    manifest = Manifest(**{**plain, "sheets": sheets})  # type: ignore[arg-type]
    if manifest.format != FORMAT or not is_key(manifest.export_id):
        raise CarrierDamaged("another format")
    return manifest


def _plain(spec: RecordSpec, key: str, value: Value) -> object:
    return None if value is None else spec.by_key[key].kind.to_json(value)


def _cut(text: str) -> Iterable[str]:
    return [text[start : start + _CELL] for start in range(0, len(text), _CELL)]
