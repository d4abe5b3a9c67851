# SPDX-License-Identifier: EUPL-1.2
"""Names what a file really is by its bytes, whatever its ending says.

Only recognition lives here; `gate` turns the answer into a refusal with a way out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

XLSX: Final = "xlsx"  # the whole family: .xlsx, .xlsm, .xltx, .xltm

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# First bytes -> the code of the refusal and, for files that are no spreadsheet at all, what they are.
_SIGNATURES: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF", "workbook-is-other", "a PDF document"),
    (b"{\\rtf", "workbook-is-other", "a text document (.rtf)"),
    (b"\x89PNG", "workbook-is-other", "a picture"),
    (b"\xff\xd8\xff", "workbook-is-other", "a picture"),
    (b"GIF8", "workbook-is-other", "a picture"),
    (b"SQLite format 3\x00", "workbook-is-other", "a database"),
    (b"7z\xbc\xaf\x27\x1c", "workbook-is-archive", ""),
    (b"Rar!", "workbook-is-archive", ""),
    (b"\x1f\x8b", "workbook-is-archive", ""),
    (b"MZ", "workbook-is-other", "a program"),
    (b"\x7fELF", "workbook-is-other", "a program"),
    (b"\x09\x00", "workbook-old-xls", ""),  # Excel 2 to 4, before the OLE container
    (b"\x09\x02", "workbook-old-xls", ""),
    (b"\x09\x04", "workbook-old-xls", ""),
    (b"\x09\x08", "workbook-old-xls", ""),
)

# Stream names in the directory of an OLE file, in UTF-16; an encrypted workbook may hold any other name too.
_OLE_STREAMS: Final[tuple[tuple[str, str, str], ...]] = (
    ("EncryptedPackage", "workbook-encrypted", ""),
    ("DRMEncrypted", "workbook-encrypted", ""),
    ("WordDocument", "workbook-is-other", "a Word document"),
    ("PowerPoint Document", "workbook-is-other", "a presentation"),
    ("__substg1.0_", "workbook-is-other", "an e-mail"),
    ("Workbook", "workbook-old-xls", ""),
    ("Book", "workbook-old-xls", ""),
)

_HTML_START: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|table|style|div|title|script)\b", re.IGNORECASE
)
_TEXT_CONTROLS: Final = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f")


def refusal_by_bytes(data: bytes) -> tuple[str, str] | None:
    """Tell why the bytes cannot be an .xlsx: the code of the refusal and what the file is instead.

    None means that it starts like a zip file, which `refusal_by_names` then looks into.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    if data.startswith(_OLE):
        return _ole_refusal(data)
    for signature, code, what in _SIGNATURES:
        if data.startswith(signature):
            return code, what
    return _text_refusal(data)


def refusal_by_names(names: Iterable[str], media_type: bytes) -> tuple[str, str] | None:
    """Tell why a zip file with these members cannot be an .xlsx; None if it can.

    `media_type` is the content of the member "mimetype", by which OpenDocument files say what they are.
    """
    found = set(names)
    if "xl/workbook.bin" in found:
        return "workbook-xlsb", ""
    if b"opendocument.spreadsheet" in media_type:
        return "workbook-ods", ""
    if b"opendocument" in media_type:
        return "workbook-is-other", "an OpenDocument file without a spreadsheet"
    if "[content_types].xml" in found or "xl/workbook.xml" in found:
        if any(name.startswith("word/") for name in found):
            return "workbook-is-other", "a Word document"
        if any(name.startswith("ppt/") for name in found):
            return "workbook-is-other", "a presentation"
        return None
    if any(name.startswith("index/") and name.endswith(".iwa") for name in found):
        return "workbook-is-numbers", ""
    return "workbook-is-archive", ""


def _ole_refusal(data: bytes) -> tuple[str, str]:
    for stream, code, what in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return code, what
    return "workbook-unknown", ""


def _text_refusal(data: bytes) -> tuple[str, str]:
    """Tell one sort of text from another: web page, XML, e-mail, or lines with separators."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # Excel's "Unicode text" is UTF-16 with tabs
        head = head.decode("utf-16", "replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<?xml") or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return ("workbook-is-html", "") if b"<html" in head.lower() else ("workbook-is-xml", "")
    if _HTML_START.match(head) or (head.startswith(b"<") and _HTML_START.search(head)):
        return "workbook-is-html", ""
    if head[:2048].lower().startswith(b"mime-version:") or b"\nmime-version:" in head[:2048].lower():
        return "workbook-is-html", ""
    if head.translate(None, _TEXT_CONTROLS) != head:
        return "workbook-unknown", ""
    return "workbook-is-text", ""
