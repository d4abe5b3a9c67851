# SPDX-License-Identifier: EUPL-1.2
"""Reads an untrusted file and unpacks the XML of a workbook, counting and refusing before any parser.

Runs in the reading child and, for `gate`, in the program. Nothing here understands a sheet; pictures and
other binary parts are never unpacked.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final, NamedTuple

from coopdesk.exchange.reading.file_formats import refusal_by_names
from coopdesk.exchange.reading.refusals import Refused

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
_PIECE: Final = 4 << 20
_START: Final = 1 << 16
_PROLOG: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|(?><\?.*?\?>)|(?><!--.*?-->))*+<!DOCTYPE", re.DOTALL)
_BINARY_ENDINGS: Final = (
    *(".bin", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".wdp"),
    *(".ico", ".pdf", ".xls", ".xlsx", ".xlsm", ".xlsb", ".doc", ".docx", ".ppt", ".pptx", ".ttf", ".odttf"),
)


class Package(NamedTuple):
    """A workbook that may be parsed."""

    kind: str
    """The sort of Excel workbook: "xlsx", "xlsm", "xltx" or "xltm"."""
    members: int
    xml_bytes: int
    texts: int
    has_macros: bool
    parts: Parts


def read_file(path: str, file_name: str) -> bytes:
    """Give the content of an ordinary file of at most 50 MB; raises Refused, or OSError.

    The open file itself is looked at, since a name can come to mean something else between two looks.
    """
    flags = os.O_RDONLY
    if sys.platform == "win32":
        flags |= os.O_BINARY | os.O_NOINHERIT
    else:
        flags |= os.O_NONBLOCK | os.O_CLOEXEC  # a pipe without a writer would hang every reader
    with os.fdopen(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise Refused("workbook-not-a-file", file=file_name)
        content = file.read(min(found.st_size, MAX_FILE_MB << 20) + 1)  # as much is set aside at once
    if max(found.st_size, len(content)) > MAX_FILE_MB << 20:
        raise Refused("workbook-too-large", file=file_name, limit_mb=MAX_FILE_MB)
    return content


def unpack(data: bytes, file_name: str, *, keep: bool = True) -> Package:
    """Check a whole workbook in memory and unpack its XML parts; raises Refused.

    Without `keep` the parts are counted and thrown away, so that a bomb costs no memory.
    """
    with _open_zip(data, file_name) as archive:
        members = _members(archive, file_name)
        media_type = _media_type(archive, members)
    if refusal := refusal_by_names(members, media_type):
        raise Refused(refusal[0], file=file_name, what=refusal[1])
    counter = _Counter(file_name)
    parts: dict[str, bytes] = {}
    for name, info in members.items():
        if not name.startswith("xl/media/") and not name.endswith(_BINARY_ENDINGS) and not info.is_dir():
            parts[name] = counter.unpack(data, name, info, keep=keep or name == "[content_types].xml")
    return Package(
        kind=_kind(parts.get("[content_types].xml", b"")),
        members=len(members),
        xml_bytes=counter.total,
        texts=counter.texts,
        has_macros="xl/vbaproject.bin" in members,
        parts=parts if keep else {},
    )


def _open_zip(data: bytes, file_name: str) -> zipfile.ZipFile:
    # A directory of a million members would cost seconds and a gigabyte before it could be counted.
    if data.count(b"PK\x01\x02") > 10 * MAX_PARTS:
        raise Refused("workbook-too-many-parts", file=file_name, limit=MAX_PARTS)
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        code = "workbook-damaged" if b"PK\x05\x06" in data else "workbook-incomplete"
        raise Refused(code, file=file_name) from error


def _members(archive: zipfile.ZipFile, file_name: str) -> dict[str, zipfile.ZipInfo]:
    """Give the members by their name in lower case; a part that is there twice is refused.

    Readers differ in which of the two they take, so a file could show one thing and mean another.
    """
    found = archive.infolist()
    if len(found) > MAX_PARTS:
        raise Refused("workbook-too-many-parts", file=file_name, limit=MAX_PARTS)
    members: dict[str, zipfile.ZipInfo] = {}
    for info in found:
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in members:
            raise Refused("workbook-duplicate-part", file=file_name, part=info.filename)
        if info.flag_bits & 1:
            raise Refused("workbook-encrypted", file=file_name)
        members[name] = info
    return members


def _media_type(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> bytes:
    """Give what an OpenDocument file says it is; others have no such member."""
    info = members.get("mimetype")
    if info is None or info.compress_type != zipfile.ZIP_STORED or info.file_size > 200:
        return b""
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, EOFError, OSError):
        return b""


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
        kept: list[bytes] = []
        size = 0
        for piece in self._pieces(packed, is_deflated=info.compress_type == zipfile.ZIP_DEFLATED):
            if size == 0:
                self._check_start(piece)
            size += len(piece)
            self.total += len(piece)
            self._check_size(size, len(packed), is_texts=is_texts)
            if is_texts:
                self._count_texts(piece)
            if keep:
                kept.append(piece)
        if size != info.file_size:
            raise Refused("workbook-damaged", file=self.file_name)
        return kept[0] if len(kept) == 1 else b"".join(kept)

    def _pieces(self, packed: memoryview, *, is_deflated: bool) -> Iterator[bytes]:
        """Unpack a part piece by piece."""
        if not is_deflated:
            yield bytes(packed)
            return
        inflater = zlib.decompressobj(-15)
        rest: bytes | memoryview = packed
        while not inflater.eof:
            try:
                piece = inflater.decompress(rest, _PIECE)
            except zlib.error as error:
                raise Refused("workbook-damaged", file=self.file_name) from error
            if not piece and not inflater.eof:
                raise Refused("workbook-damaged", file=self.file_name)
            rest = inflater.unconsumed_tail
            yield piece

    def _packed(self, data: bytes, info: zipfile.ZipInfo) -> memoryview:
        """Find the packed bytes of a member, if its own header agrees with the directory."""
        header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
        known = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if len(header) < _LOCAL_HEADER.size or info.compress_type not in known:
            raise Refused("workbook-damaged", file=self.file_name)
        fields = _LOCAL_HEADER.unpack(header)
        name_at = info.header_offset + _LOCAL_HEADER.size
        start = name_at + fields[9] + fields[10]
        name = data[name_at : name_at + fields[9]]
        own_name = name.decode("utf-8" if fields[2] & 0x800 else "cp437", "replace")
        agrees = (
            fields[0] == b"PK\x03\x04" and fields[3] == info.compress_type and own_name == info.orig_filename
        )
        if not agrees or start + info.compress_size > len(data):
            raise Refused("workbook-damaged", file=self.file_name)
        return memoryview(data)[start : start + info.compress_size]

    def _check_start(self, piece: bytes) -> None:
        if piece.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
            encoding = (
                "utf-16" if piece[:1] in b"\xff\xfe" else "utf-16-le" if piece[:1] == b"<" else "utf-16-be"
            )
            piece = piece[:_START].decode(encoding, "replace").encode()
        if _PROLOG.match(piece):
            raise Refused("workbook-doctype", file=self.file_name)

    def _check_size(self, size: int, packed: int, *, is_texts: bool) -> None:
        if size > RATIO_FREE_BYTES and size > MAX_RATIO * packed:
            raise Refused("workbook-bomb", file=self.file_name, ratio=MAX_RATIO)
        if self.total > MAX_XML_MB << 20:
            raise Refused("workbook-unpacks-too-large", file=self.file_name, limit_mb=MAX_XML_MB)
        if is_texts and size > MAX_TEXTS_MB << 20:
            raise Refused("workbook-too-many-texts", file=self.file_name)

    def _count_texts(self, piece: bytes) -> None:
        self.texts += piece.count(b"<si") + piece.count(b":si>") // 2  # with a prefix: start and end tag
        if self.texts > MAX_TEXTS:
            raise Refused("workbook-too-many-texts", file=self.file_name)


def _kind(content_types: bytes) -> str:
    letter = "t" if re.search(rb"template\.(?:macroEnabled\.)?main\+xml", content_types) else "s"
    return f"xl{letter}{'m' if b'.macroEnabled.main+xml' in content_types else 'x'}"
