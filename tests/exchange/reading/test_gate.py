# SPDX-License-Identifier: EUPL-1.2
"""What the gate refuses, by which name, and that it never waits."""

from __future__ import annotations

import os
import re
import socket
import struct
import sys
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from coopdesk.domain.errors import UserError
from coopdesk.domain.problems import sentence
from coopdesk.domain.sentences.of_workbooks import OF_WORKBOOKS
from coopdesk.exchange.reading import gate, package_checks
from coopdesk.exchange.reading.refusals import Refused
from tests.exchange.workbooks import MAIN, Book, Sheet, cell, inline, packed, row, save

GOOD = Sheet(data=row(1, inline("A1", "Partner")))


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        gate.inspect(path)
    assert "{" not in str(caught.value), "a fact of the sentence is missing"
    return caught.value.code


def test_a_good_workbook_is_described(tmp_path: Path) -> None:
    book = Book(sheets=(GOOD,), texts=("a", "b", "c"))
    path = save(tmp_path, book)

    report = gate.inspect(path)

    assert (report.kind, report.texts, report.has_macros) == ("xlsx", 3, False)
    assert report.size == path.stat().st_size
    assert report.members == 7
    assert report.xml_bytes == sum(
        len(part) for part in Book(sheets=(GOOD,), texts=("a", "b", "c")).parts().values()
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("sheet.macroEnabled", "xlsm"), ("template", "xltx"), ("template.macroEnabled", "xltm")],
)
def test_the_whole_xlsx_family_comes_in(tmp_path: Path, kind: str, expected: str) -> None:
    path = save(tmp_path, Book(sheets=(GOOD,), kind=kind, extra={"xl/vbaProject.bin": b"\x00\x01"}))

    report = gate.inspect(path)

    assert (report.kind, report.has_macros) == (expected, True)


# -- the file itself


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.xlsx") == "file-missing"
    assert refusal(tmp_path / "odd\x00name.xlsx") == "file-missing"
    assert refusal(save(tmp_path, b"x", "file") / "below.xlsx") == "file-missing"


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "workbook-is-a-folder"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
@pytest.mark.timeout(10)
def test_a_named_pipe_does_not_hang(tmp_path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.xlsx")
    assert refusal(tmp_path / "pipe.xlsx") == "workbook-not-a-file"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
@pytest.mark.timeout(10)
def test_a_pipe_that_takes_the_place_of_a_file_does_not_hang_either(tmp_path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(Refused) as caught:
        package_checks.read_file(str(tmp_path / "pipe.xlsx"), "pipe.xlsx")
    assert caught.value.code == "workbook-not-a-file"


@pytest.mark.skipif(sys.platform == "win32", reason="such sockets are no files there")
def test_a_socket_is_no_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if sys.platform != "win32":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.xlsx")
            assert refusal(tmp_path / "socket.xlsx") == "workbook-not-a-file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
@pytest.mark.timeout(10)
def test_a_device_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "endless.xlsx").symlink_to("/dev/zero")
    assert refusal(tmp_path / "endless.xlsx") == "workbook-not-a-file"


def test_a_file_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    path = save(tmp_path, GOOD)
    monkeypatch.setattr(os, "open", refuse)  # root may read everything, so chmod would not do
    assert refusal(path) == "file-unreadable"


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    assert refusal(save(tmp_path, b"")) == "workbook-empty-file"


def test_a_lock_file_of_excel_is_named(tmp_path: Path) -> None:
    assert refusal(save(tmp_path, b"\x05Clerk", "~$book.xlsx")) == "workbook-lock-file"


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(51 << 20)
    assert refusal(path) == "workbook-too-large"


# -- what it really is

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "workbook-encrypted"),
        (OLE + "\x06DataSpaces DRMEncryptedTransform".encode("utf-16-le"), "workbook-encrypted"),
        (OLE + "Workbook".encode("utf-16-le"), "workbook-old-xls"),
        (OLE + "Book".encode("utf-16-le"), "workbook-old-xls"),
        (OLE + "WordDocument".encode("utf-16-le"), "workbook-is-other"),
        (OLE, "workbook-unknown"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "workbook-old-xls"),
        (b"Name;Country\r\nA;B\r\n", "workbook-is-text"),
        ("Name\tLänd\r\nA\tB\r\n".encode("utf-16"), "workbook-is-text"),
        ("Name,Länd\n".encode("cp1252"), "workbook-is-text"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "workbook-is-html"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<HTML>", "workbook-is-html"),
        (b"<table border=1><tr><td>", "workbook-is-html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html>', "workbook-is-html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "workbook-is-html"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Style ',
            "workbook-is-xml",
        ),
        (b"%PDF-1.7\n", "workbook-is-other"),
        (b"SQLite format 3\x00", "workbook-is-other"),
        (b"7z\xbc\xaf\x27\x1c\x00", "workbook-is-archive"),
        (b"\x00\x01\x02\x03nothing known", "workbook-unknown"),
    ],
)
def test_a_file_is_named_by_its_bytes_whatever_its_ending(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    assert refusal(save(tmp_path, content)) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\x83"}, "workbook-xlsb"),
        (
            {"content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"},
            "workbook-ods",
        ),
        ({"content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.text"}, "workbook-is-other"),
        ({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}, "workbook-is-other"),
        ({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>"}, "workbook-is-other"),
        ({"Index/Document.iwa": b"x"}, "workbook-is-numbers"),
        ({"a.xlsx": b"x", "b.xlsx": b"y"}, "workbook-is-archive"),
        ({}, "workbook-is-archive"),
    ],
)
def test_a_zip_file_is_named_by_what_is_in_it(
    tmp_path: Path, parts: dict[str, str | bytes], expected: str
) -> None:
    out = save(tmp_path, b"")
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert refusal(out) == expected


# -- damaged or dangerous


def test_a_download_that_broke_off_is_named(tmp_path: Path) -> None:
    content = packed(Book(sheets=(GOOD,)).parts())
    assert refusal(save(tmp_path, content[: len(content) // 2])) == "workbook-incomplete"


def test_every_cut_and_every_flipped_byte_is_either_refused_in_words_or_let_through(tmp_path: Path) -> None:
    content = packed(Book(sheets=(GOOD,)).parts())
    for place in range(0, len(content), 7):
        for spoilt in (
            content[:place],
            content[:place] + bytes((content[place] ^ 0xFF,)) + content[place + 1 :],
        ):
            path = save(tmp_path, spoilt)
            try:
                gate.inspect(path)
            except UserError as error:
                assert error.code in OF_WORKBOOKS


def test_a_part_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path, GOOD)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/Worksheets/sheet1.xml", "<worksheet/>")
    assert refusal(path) == "workbook-duplicate-part"


def test_a_member_with_a_password_is_named(tmp_path: Path) -> None:
    content = bytearray(packed(Book(sheets=(GOOD,)).parts()))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(save(tmp_path, bytes(content))) == "workbook-encrypted"


def test_a_directory_that_names_other_members_than_the_file_is_refused(tmp_path: Path) -> None:
    content = packed(Book(sheets=(GOOD,)).parts())
    first, second = content.index(b"xl/styles.xml"), content.rindex(b"xl/styles.xml")
    assert first != second
    assert (
        refusal(save(tmp_path, content[:first] + b"xl/Styles.xml" + content[first + 13 :]))
        == "workbook-damaged"
    )


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    extra: dict[str, str | bytes | None] = {f"xl/media/{n}.png": b"" for n in range(2_001)}
    assert refusal(save(tmp_path, Book(sheets=(GOOD,), extra=extra))) == "workbook-too-many-parts"


@pytest.mark.timeout(20)
def test_a_million_members_are_refused_before_they_are_listed(tmp_path: Path) -> None:
    entry = b"PK\x01\x02" + bytes(42)
    count = 500_000
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, len(entry) * count, 4, 0)
    path = save(tmp_path, b"PK\x03\x04" + entry * count + end)
    started = time.monotonic()
    assert refusal(path) == "workbook-too-many-parts"
    assert time.monotonic() - started < 2


def test_a_bomb_is_refused_fast_and_without_memory(tmp_path: Path) -> None:
    path = save(tmp_path, Book(sheets=(Sheet(xml=b"<worksheet>" + bytes(150 << 20)),)))
    tracemalloc.start()
    started = time.monotonic()
    code = refusal(path)
    took = time.monotonic() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert code == "workbook-bomb"
    assert took < 2
    assert peak < 40 << 20


def test_a_bomb_in_many_small_parts_is_refused(tmp_path: Path) -> None:
    extra: dict[str, str | bytes | None] = {
        f"customXml/item{n}.xml": b"<x>" + b" " * (4 << 20) for n in range(55)
    }
    assert refusal(save(tmp_path, Book(sheets=(GOOD,), extra=extra))) == "workbook-unpacks-too-large"


def test_a_header_that_lies_about_the_size_does_not_help_a_bomb(tmp_path: Path) -> None:
    content = bytearray(packed(Book(sheets=(Sheet(xml=b"<worksheet>" + bytes(20 << 20)),)).parts()))
    size_at = content.rindex(b"xl/worksheets/sheet1.xml") - 46 + 24
    content[size_at : size_at + 4] = struct.pack("<L", 100)
    assert refusal(save(tmp_path, bytes(content))) == "workbook-bomb"


def test_media_is_never_unpacked(tmp_path: Path) -> None:
    path = save(tmp_path, Book(sheets=(GOOD,), extra={"xl/media/image1.png": bytes(300 << 20)}))
    assert gate.inspect(path).xml_bytes < 10_000


def test_too_many_texts_are_refused(tmp_path: Path) -> None:
    texts = f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{n}</t></si>" for n in range(1_000_001)) + "</sst>"
    assert (
        refusal(save(tmp_path, Book(sheets=(GOOD,), extra={"xl/sharedStrings.xml": texts})))
        == "workbook-too-many-texts"
    )


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    "xml",
    [
        f'<?xml version="1.0"?>{DOCTYPE}<worksheet/>',
        f"\ufeff <!-- a > b --> <?p > ?>\n{DOCTYPE}<worksheet/>",
        f'<?xml version="1.0" encoding="UTF-16"?>{DOCTYPE}<worksheet/>'.encode("utf-16"),
        f"<!-- {'x' * 70_000} -->{DOCTYPE}<worksheet/>",
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, xml: str | bytes) -> None:
    assert refusal(save(tmp_path, Sheet(xml=xml))) == "workbook-doctype"


def test_the_words_of_a_document_type_in_a_cell_are_only_words(tmp_path: Path) -> None:
    data = row(1, '<c r="A1" t="str"><v><![CDATA[<!DOCTYPE html>]]></v></c>', cell("B1", 1))
    assert gate.inspect(save(tmp_path, Sheet(data=data))).kind == "xlsx"


@pytest.mark.timeout(10)
@pytest.mark.parametrize("prolog", [" " * 500_000, "<?a?>" * 100_000, "<!---->" * 100_000, "<!--"])
def test_a_strange_beginning_costs_no_time(tmp_path: Path, prolog: str) -> None:
    started = time.monotonic()
    gate.inspect(save(tmp_path, Sheet(xml=prolog)))
    assert time.monotonic() - started < 2


def test_every_refusal_has_a_plain_sentence_with_a_way_out() -> None:
    facts = dict.fromkeys(
        ["file", "path", "what", "part", "sheet", "cell", "shown", "limit", "limit_mb", "ratio", "seconds"],
        "x",
    )
    for code in OF_WORKBOOKS:
        text = sentence(code, facts)
        assert text.endswith(".")
        assert not re.search(r"\b(?:error|exception|invalid|parse|XML)\b", text) or code in (
            "cell-error",
            "workbook-is-xml",
        )


def test_the_limits_are_those_that_were_promised() -> None:
    assert package_checks.MAX_FILE_MB == 50
    assert package_checks.MAX_PARTS == 2_000
    assert package_checks.MAX_XML_MB == 200
