# SPDX-License-Identifier: EUPL-1.2
"""Refuses what is no workbook, or a dangerous one, before any parser sees it.

Looks at the file, its first bytes and its zip directory, and unpacks the XML only to count it.
Nothing here understands a sheet; pictures and other binary parts are never unpacked.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import sys
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from coopdesk.domain import problems
from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.domain.i18n import N_
from coopdesk.exchange.file_formats import refusal_by_bytes, refusal_by_names

MAX_FILE_MB: Final = 50
MAX_PARTS: Final = 2_000
MAX_XML_MB: Final = 200
MAX_TEXTS_MB: Final = 64
MAX_TEXTS: Final = 1_000_000
MAX_RATIO: Final = 200
RATIO_FREE_BYTES: Final = 5 << 20  # small parts of repeated rows honestly reach high ratios

Parts = Mapping[str, bytes]
"""The unpacked XML parts, by their name in lower case with "/" between folders."""

_LOCAL_HEADER: Final = struct.Struct("<4sHHHHHLLLHH")
_PIECE: Final = 8 << 20
_START: Final = 1 << 16
_PROLOG: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|(?><\?.*?\?>)|(?><!--.*?-->))*+<!DOCTYPE", re.DOTALL)
_BINARY_PART: Final = re.compile(
    r"xl/media/|.*\.(?:bin|png|jpe?g|gif|bmp|tiff?|emf|wmf|svgz?|wdp|ico|pdf|xls[xbm]?|docx?|pptx?|ttf|odttf)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateReport:
    """What the gate learnt about a file it let through."""

    file_name: str
    size: int
    kind: str
    """The sort of Excel workbook: "xlsx", "xlsm", "xltx" or "xltm"."""
    parts: int
    xml_bytes: int
    texts: int
    has_macros: bool


def inspect(path: Path) -> GateReport:
    """Tell what a file is, in at most a second; raises UserError for everything that must not be parsed."""
    report, _ = inspect_bytes(read_local_file(path), path.name, keep=False)
    return report


def read_local_file(path: Path) -> bytes:
    """Give the content of an ordinary file of at most 50 MB that does not start like something else.

    Pipes, sockets and devices are refused without waiting for them. Raises UserError.
    """
    if path.name.startswith("~$"):
        raise UserError("workbook-lock-file", file=path.name)
    try:
        content = _read_ordinary(path)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise EnvironmentProblem("file-missing", path=path) from error
    except OSError as error:
        raise EnvironmentProblem("file-unreadable", path=path) from error
    if not content:
        raise UserError("workbook-empty-file", file=path.name)
    if refusal := refusal_by_bytes(content):
        raise UserError(refusal[0], file=path.name, what=refusal[1])
    return content


def inspect_bytes(data: bytes, file_name: str, *, keep: bool = True) -> tuple[GateReport, Parts]:
    """Check a whole workbook in memory and unpack its XML parts; raises UserError.

    Without `keep` the parts are counted and thrown away, so that a bomb costs no memory.
    """
    with _open_zip(data, file_name) as archive:
        members = _members(archive, file_name)
        media_type = (
            archive.read("mimetype")[:200] if "mimetype" in members and len(members) < MAX_PARTS else b""
        )
    if refusal := refusal_by_names(members, media_type):
        raise UserError(refusal[0], file=file_name, what=refusal[1])
    counter = _Counter(file_name)
    parts: dict[str, bytes] = {}
    for name, info in members.items():
        if not _BINARY_PART.match(name) and not info.is_dir():
            content = counter.unpack(data, name, info, keep=keep or name == "[content_types].xml")
            parts[name] = content
    report = GateReport(
        file_name=file_name,
        size=len(data),
        kind=_kind(parts.get("[content_types].xml", b"")),
        parts=len(members),
        xml_bytes=counter.total,
        texts=counter.texts,
        has_macros="xl/vbaproject.bin" in members,
    )
    return report, parts if keep else {}


def _read_ordinary(path: Path) -> bytes:
    """Open without waiting, look at the open file itself, and only then read it."""
    flags = os.O_RDONLY
    if sys.platform == "win32":
        flags |= os.O_BINARY | os.O_NOINHERIT
    else:
        flags |= os.O_NONBLOCK | os.O_CLOEXEC  # a pipe without a writer would hang every reader
    if path.is_dir():  # Windows says "no permission" when asked to open a folder
        raise UserError("workbook-is-a-folder", file=path.name)
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise UserError("workbook-not-a-file", file=path.name)
    with os.fdopen(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise UserError("workbook-not-a-file", file=path.name)
        content = file.read((MAX_FILE_MB << 20) + 1) if found.st_size <= MAX_FILE_MB << 20 else None
    if content is None or len(content) > MAX_FILE_MB << 20:
        raise UserError("workbook-too-large", file=path.name, limit_mb=MAX_FILE_MB)
    return content


def _open_zip(data: bytes, file_name: str) -> zipfile.ZipFile:
    # A directory of a million members would cost seconds and a gigabyte before it could be counted.
    if data.count(b"PK\x01\x02") > 10 * MAX_PARTS:
        raise UserError("workbook-too-many-parts", file=file_name, limit=MAX_PARTS)
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        code = "workbook-damaged" if b"PK\x05\x06" in data else "workbook-incomplete"
        raise UserError(code, file=file_name) from error


def _members(archive: zipfile.ZipFile, file_name: str) -> dict[str, zipfile.ZipInfo]:
    """Give the members by their name in lower case; a part that is there twice is refused.

    Readers differ in which of the two they take, so a file could show one thing and mean another.
    """
    found = archive.infolist()
    if len(found) > MAX_PARTS:
        raise UserError("workbook-too-many-parts", file=file_name, limit=MAX_PARTS)
    members: dict[str, zipfile.ZipInfo] = {}
    for info in found:
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in members:
            raise UserError("workbook-duplicate-part", file=file_name, part=info.filename)
        if info.flag_bits & 1:
            raise UserError("workbook-encrypted", file=file_name)
        members[name] = info
    return members


class _Counter:
    """Unpacks parts of one file and counts what really comes out: headers lie."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        self.total = 0
        self.texts = 0

    def unpack(self, data: bytes, name: str, info: zipfile.ZipInfo, *, keep: bool) -> bytes:
        """Give the content of a part, or b"" unless it is to be kept."""
        is_texts = name.endswith("sharedstrings.xml")
        packed = self._packed(data, info)
        inflater = zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
        pieces: list[bytes] = []
        size = 0
        rest: bytes | memoryview = packed
        while rest:
            piece = self._inflate(inflater, rest) if inflater else bytes(rest)
            rest = inflater.unconsumed_tail if inflater else b""
            if size == 0:
                self._check_start(piece)
            size += len(piece)
            self.total += len(piece)
            self._check_size(size, len(packed), is_texts=is_texts)
            if is_texts:
                self._count_texts(piece)
            if keep:
                pieces.append(piece)
        if inflater and not inflater.eof:
            raise UserError("workbook-damaged", file=self.file_name)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _packed(self, data: bytes, info: zipfile.ZipInfo) -> memoryview:
        """Find the packed bytes of a member, if its own header agrees with the directory."""
        header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
        known = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if len(header) < _LOCAL_HEADER.size or info.compress_type not in known:
            raise UserError("workbook-damaged", file=self.file_name)
        fields = _LOCAL_HEADER.unpack(header)
        name_at = info.header_offset + _LOCAL_HEADER.size
        start = name_at + fields[9] + fields[10]
        name = data[name_at : name_at + fields[9]]
        own_name = name.decode("utf-8" if fields[2] & 0x800 else "cp437", "replace")
        agrees = (
            fields[0] == b"PK\x03\x04" and fields[3] == info.compress_type and own_name == info.orig_filename
        )
        if not agrees or start + info.compress_size > len(data):
            raise UserError("workbook-damaged", file=self.file_name)
        return memoryview(data)[start : start + info.compress_size]

    def _inflate(self, inflater: zlib._Decompress, rest: bytes | memoryview) -> bytes:
        try:
            return inflater.decompress(rest, _PIECE)
        except zlib.error as error:
            raise UserError("workbook-damaged", file=self.file_name) from error

    def _check_start(self, piece: bytes) -> None:
        if piece.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
            encoding = (
                "utf-16" if piece[:1] in b"\xff\xfe" else "utf-16-le" if piece[:1] == b"<" else "utf-16-be"
            )
            piece = piece[:_START].decode(encoding, "replace").encode()
        if _PROLOG.match(piece):
            raise UserError("workbook-doctype", file=self.file_name)

    def _check_size(self, size: int, packed: int, *, is_texts: bool) -> None:
        if size > RATIO_FREE_BYTES and size > MAX_RATIO * packed:
            raise UserError("workbook-bomb", file=self.file_name, ratio=MAX_RATIO)
        if self.total > MAX_XML_MB << 20:
            raise UserError("workbook-unpacks-too-large", file=self.file_name, limit_mb=MAX_XML_MB)
        if is_texts and size > MAX_TEXTS_MB << 20:
            raise UserError("workbook-too-many-texts", file=self.file_name)

    def _count_texts(self, piece: bytes) -> None:
        self.texts += piece.count(b"<si") + piece.count(b":si>") // 2  # with a prefix: start and end tag
        if self.texts > MAX_TEXTS:
            raise UserError("workbook-too-many-texts", file=self.file_name)


def _kind(content_types: bytes) -> str:
    macros = (
        b"sheet.macroEnabled.main+xml" in content_types or b"template.macroEnabled.main+xml" in content_types
    )
    template = b"template.main+xml" in content_types or b"template.macroEnabled.main+xml" in content_types
    return ("xlt" if template else "xls") + ("m" if macros else "x")


_SAVE_AS: Final = "Open it in Excel and save it as “Excel Workbook (.xlsx)”."
_SAVE_NEW: Final = "Open it in Excel, save it under a new name and try again."

MESSAGES: Final[dict[str, str]] = {
    # the file
    "workbook-is-a-folder": N_("{file} is a folder. Choose the workbook inside it."),
    "workbook-not-a-file": N_(
        "{file} is not an ordinary file. Save the workbook on this computer and choose it there."
    ),
    "workbook-lock-file": N_(
        "{file} is only a note that Excel keeps while a workbook is open. Choose the file without “~$” in its name."
    ),
    "workbook-empty-file": N_(
        "{file} is empty. Perhaps the copy or download was interrupted: get the file again."
    ),
    "workbook-too-large": N_(
        "{file} is larger than {limit_mb} MB. Split it, or ask the sender for a smaller one."
    ),
    "workbook-changed-meanwhile": N_(
        "{file} was changed while it was being read. Try again once it has been saved."
    ),
    # what it really is
    "workbook-encrypted": N_(
        "{file} is protected by a password or by rights management. "
        "Remove the protection in Excel (File, Info, Protect Workbook), save it and try again."
    ),
    "workbook-old-xls": N_("{file} is in the old Excel format (.xls). " + _SAVE_AS),
    "workbook-xlsb": N_("{file} is a binary Excel workbook (.xlsb). " + _SAVE_AS),
    "workbook-ods": N_(
        "{file} is an OpenDocument spreadsheet (.ods). Open it and save it as “Excel (.xlsx)”."
    ),
    "workbook-is-numbers": N_(
        "{file} is an Apple Numbers spreadsheet. Export it from Numbers as Excel (.xlsx)."
    ),
    "workbook-is-text": N_(
        "{file} is plain text such as .csv, not a workbook. Open it in Excel, "
        "check dates and leading zeros, and save it as “Excel Workbook (.xlsx)”."
    ),
    "workbook-is-html": N_("{file} is a web page, whatever its name says. " + _SAVE_AS),
    "workbook-is-xml": N_("{file} is an XML file, not a workbook. " + _SAVE_AS),
    "workbook-is-archive": N_(
        "{file} is an archive, not a workbook. Unpack it and choose the workbook inside."
    ),
    "workbook-is-other": N_("{file} is {what}, not a workbook. Choose an Excel workbook (.xlsx)."),
    "workbook-unknown": N_("{file} is not a workbook. Choose an Excel workbook (.xlsx)."),
    # damaged or dangerous
    "workbook-incomplete": N_(
        "{file} is not complete. Perhaps the copy or download was interrupted: get the file again."
    ),
    "workbook-damaged": N_("{file} is damaged. " + _SAVE_NEW),
    "workbook-duplicate-part": N_(
        "{file} contains “{part}” twice, so it is not clear what counts. " + _SAVE_NEW
    ),
    "workbook-too-many-parts": N_(
        "{file} consists of more than {limit} parts. Copy the sheets you need into a new workbook."
    ),
    "workbook-unpacks-too-large": N_(
        "{file} holds more than {limit_mb} MB once unpacked. Copy the sheets you need into a new workbook."
    ),
    "workbook-bomb": N_(
        "{file} swells to more than {ratio} times its size, as harmful files do. "
        "It was not opened; ask the sender for a new copy."
    ),
    "workbook-too-many-texts": N_(
        "{file} holds too much text to be read. Split it, or delete what is not needed."
    ),
    # while it was read
    "sheet-damaged": N_(
        "The sheet “{sheet}” of {file} is damaged. Open the file in Excel, save it under a new name and try again."
    ),
    "sheet-too-long": N_(
        "The sheet “{sheet}” of {file} goes on below row {limit}. Split it, or delete what is not needed."
    ),
    "sheet-too-wide": N_(
        "The sheet “{sheet}” of {file} has more than {limit} columns. Delete the columns that are not needed."
    ),
    "sheet-too-many-merges": N_(
        "The sheet “{sheet}” of {file} has too many merged cells. Unmerge them in Excel and try again."
    ),
    "workbook-no-sheets": N_("{file} has no sheet with cells. Check that it is the right file."),
    "workbook-empty": N_("{file} has nothing in any of its sheets. Check that it is the right file."),
    "workbook-too-slow": N_(
        "{file} could not be read within {seconds} seconds. Copy the sheets you need into a new workbook."
    ),
    "workbook-too-heavy": N_(
        "{file} needs more than {limit_mb} MB of memory to be read. Copy the sheets you need into a new workbook."
    ),
    "workbook-reader-stopped": N_(
        "{file} could not be read and may be damaged. Open it in Excel, save it under a new name and try again."
    ),
    "workbook-reading-cancelled": N_("Reading {file} was cancelled. Nothing was changed."),
    # single cells
    "cell-error": N_(
        "{cell} on “{sheet}” shows the error {shown}, so its value is not known. Correct it in Excel."
    ),
    "cell-not-calculated": N_(
        "{cell} on “{sheet}” has a formula that was never calculated. Open the file in Excel and save it."
    ),
    "cell-merged-away": N_("{cell} on “{sheet}” lies under a merged cell. Unmerge the cells in Excel."),
    "cell-date-out-of-range": N_(
        "{cell} on “{sheet}” has a date before March 1900 or after 2999. Type it as text, such as 1899-05."
    ),
    "cell-not-a-number": N_("{cell} on “{sheet}” has a number that does not exist. Type it again."),
    "cell-too-long": N_("{cell} on “{sheet}” is longer than a cell can be in Excel. Shorten it."),
    "cell-broken": N_("{cell} on “{sheet}” is damaged, so its value is not known. Type it again."),
    "workbook-doctype": N_(
        "{file} contains a document type declaration, which can do harm and which Excel never writes. "
        + _SAVE_NEW
    ),
}

# Until the catalogue of the domain holds these sentences itself.
problems.MESSAGES.update(MESSAGES)
