# SPDX-License-Identifier: EUPL-1.2
"""How a command ends: its exit code, its one sentence, and what people read without --json."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.helpers.command import Answer, Command, run_with

DONE, REFUSED, WRONG_USAGE, ENVIRONMENT = 0, 1, 2, 3


# exit codes


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["show", "nobody"], "There is no record “nobody”."),
        (["set", "nobody", "name=x"], "There is no record “nobody”."),
        (["remove", "nobody"], "There is no record “nobody”."),
        (["history", "nobody"], "There is no record “nobody”."),
        (["add", "partner"], "Name may not be empty."),
        (["add", "partner", "name=x", "reference=IOM"], "The reference “IOM” is already taken by Partner"),
        (["set", "iom", "name="], "Name may not be empty."),
        (["set", "iom", "parent=iom"], "Part of: a record cannot point to itself."),
        (["set", "iom", "name=International Organization for Migration"], "Nothing to change"),
        (
            ["set", "cp-easo-frontex-2019", "status=ended"],
            "Status is worked out by CoopDesk and cannot be set.",
        ),
        (
            ["set", "cp-easo-frontex-2019", "status_override=suspended"],
            "A status set by hand needs a reason.",
        ),
        (
            ["set", "rm-tr-2018", "valid_until=2017"],
            "Runs until (2017) is before Runs from (February 2018).",
        ),
        (["remove", "TR"], "Turkey cannot be removed, since it is used by"),
        (["redo"], "There is nothing to do again."),
        (["list", "arrangement", "--where", "signed_country=Atlantis"], "there is no record “Atlantis”"),
        (["show", "iom", "--as-of", "2019-01-01"], "was not on file on 1 January 2019"),
    ],
)
def test_what_the_data_forbids_ends_with_1(coopdesk: Command, arguments: list[str], sentence: str) -> None:
    answer = coopdesk(*arguments)

    assert answer.code == REFUSED
    assert sentence in answer.err
    assert coopdesk.entries() == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["frobnicate"], "invalid choice: 'frobnicate'"),
        (["show"], "the following arguments are required: REFERENCE"),
        (["list"], "the following arguments are required: TYPE"),
        (["list", "planet"], "There is no record type “planet”."),
        (["list", "partner", "--fields", "name,nope"], "Partner has no field “nope”."),
        (["list", "partner", "--where", "nope=1"], "Partner has no field “nope”."),
        (["list", "partner", "--where", "name"], "“name” is no filter."),
        (["list", "arrangement", "--where", "signed_on~2019"], "Signed on cannot be filtered with ~."),
        (["list", "arrangement", "--on", "2019-08"], "--on takes a whole day"),
        (["list", "area", "--on", "2019-08-15"], "Areas have no dates from and until"),
        (["list", "partner", "--fields", " , "], "--fields: it takes names parted by commas"),
        (["list", "arrangement", "--on", ""], "--on: it may not be empty"),
        (["show", "iom", "--as-of", " "], "--as-of: it may not be empty"),
        (["search", "x", "--types", ""], "--types: it takes names parted by commas"),
        (["export", "out.xlsx", "--types", ""], "--types: it takes names parted by commas"),
        (["export", ""], "argument FILE.xlsx: it may not be empty"),
        (["import", ""], "argument FILE: it may not be empty"),
        (["import", "in.xlsx", "--decide", ""], "--decide: it may not be empty"),
        (["attach", "iom", ""], "argument FILE: it may not be empty"),
        (["fetch", "iom", ""], "argument TARGET: it may not be empty"),
        (["restore", ""], "argument FILE: it may not be empty"),
        (["picture", "partners", "--out", ""], "argument --out: it may not be empty"),
        (["picture", "partners", "--out", "a.png", "--size", "²00x300"], "Give a size such as 1366x768"),
        (["picture", "partners", "--out", "a.png", "--size", "9" * 5_000 + "x300"], "Give a size such as"),
        (["list", "partner", "--sideways"], "unrecognized arguments: --sideways"),
        (["add", "planet", "name=x"], "There is no record type “planet”."),
        (["add", "partner", "nope=x"], "Partner has no field “nope”."),
        (["add", "partner", "just words"], "“just words” is no assignment."),
        (["set", "iom"], "the following arguments are required"),
        (["set", "iom", "nope=x"], "Partner has no field “nope”."),
        (["set", "iom", "=x"], "“=x” is no assignment."),
        (["set", "iom", "name=a", "name=b"], "“name” is given twice."),
        (["undo", "x"], "it takes a whole number from 1"),
        (["undo", "-1"], "it takes a whole number from 1"),
        (["undo", "9" * 30], "it takes a whole number from 1"),
        (["undo", "--decide", "mine"], "invalid choice: 'mine'"),
        (["search", "x", "--limit", "0"], "it takes a whole number from 1"),
        (["search", "x", "--types", "planet"], "There is no record type “planet”."),
        (["search"], "the following arguments are required: TEXT"),
        (["show", "iom", "--as-of", "noon"], "“noon” is no time."),
        (["show", "iom", "--js"], "unrecognized arguments: --js"),
        (["types", "iom"], "unrecognized arguments: iom"),
        (["show", "iom\udcff\nx", "y"], "unrecognized arguments: y"),
        (["frob\x00nicate\n\udcff"], "invalid choice"),
    ],
)
def test_what_makes_no_sense_as_a_command_ends_with_2(
    reader: Command, arguments: list[str], sentence: str
) -> None:
    answer = reader(*arguments)

    assert answer.code == WRONG_USAGE
    assert sentence in answer.err


@pytest.mark.parametrize(
    "verb", [["types"], ["list", "partner"], ["show", "iom"], ["backup"], ["check"], ["undo"]]
)
def test_a_file_that_is_not_there_ends_with_3(tmp_path: Path, verb: list[str]) -> None:
    path = tmp_path / "nowhere" / "office.coopdesk"

    assert Command(path)(*verb).refused == (
        ENVIRONMENT, f"There is no CoopDesk file at {path}. Make one with “coopdesk init”.",
    )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind_ends_with_3_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"PK\x03\x04 no database at all")

    for verb in (["types"], ["set", "iom", "name=x"], ["check"], ["backup"]):
        answer = Command(path)(*verb)
        assert answer.refused == (ENVIRONMENT, f"{path} is not a CoopDesk file. Nothing was changed.")
    assert path.read_bytes() == b"PK\x03\x04 no database at all"
    assert [file.name for file in tmp_path.iterdir()] == ["letter.docx"]


def test_a_folder_an_empty_file_and_no_name_at_all_end_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.coopdesk").touch()

    assert Command(tmp_path)("types").code == ENVIRONMENT
    assert Command(tmp_path / "empty.coopdesk")("types").code == ENVIRONMENT
    assert Command(tmp_path / ("n" * 300))("types").code == ENVIRONMENT


def test_an_empty_database_option_never_reaches_another_file(
    monkeypatch: pytest.MonkeyPatch, office_path: Path
) -> None:
    """A script whose variable is empty must not change the file of the environment."""
    monkeypatch.setenv("COOPDESK_DATABASE", str(office_path))
    assert run_with(["--database", "", "remove", "lk-01"]).refused == (
        WRONG_USAGE, "--database needs the path of a file.",
    )  # fmt: skip
    assert run_with(["remove", "lk-01", "--database="]).code == WRONG_USAGE
    assert run_with(["show", "lk-01", "--json"]).code == DONE


def test_the_file_is_named_before_or_after_the_verb_or_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, office_path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.coopdesk"
    monkeypatch.setenv("COOPDESK_DATABASE", str(other))
    assert run_with(["--database", str(office_path), "show", "iom", "--json"]).code == DONE
    assert run_with(["show", "iom", "--json", "--database", str(office_path)]).code == DONE
    assert run_with(["--database", str(other), "show", "iom", "--database", str(office_path)]).code == DONE
    assert str(other) in run_with(["show", "iom"]).err

    monkeypatch.setenv("COOPDESK_DATABASE", str(office_path))
    assert run_with(["show", "iom"]).code == DONE


def test_a_mistake_of_ours_is_owned_up_and_noted_without_what_was_typed(
    coopdesk: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coopdesk.services import browsing

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret value of a record")

    monkeypatch.setattr(browsing, "show", broken)
    answer = coopdesk("show", "iom")

    (report,) = coopdesk.path.with_name(f"{coopdesk.path.name}-reports").iterdir()
    assert answer.refused == (
        ENVIRONMENT, f"CoopDesk made a mistake. Please report it together with {report}, which says where.",
    )  # fmt: skip
    text = report.read_text("utf-8")
    assert "RuntimeError" in text
    assert "in broken" in text
    assert "secret value of a record" not in text.replace(
        'raise RuntimeError("secret value of a record")', ""
    )


def test_being_stopped_is_no_mistake(coopdesk: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from coopdesk.services import editing

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(editing, "change_record", stopped)

    assert coopdesk("set", "iom", "name=x").refused == (
        REFUSED, "Stopped. A change that was not finished was not made.",
    )  # fmt: skip


# for people


def test_without_json_people_read_names_labels_and_dates_as_known(reader: Command) -> None:
    plan = reader.text("show", "cp-easo-frontex-2019")

    assert "Arrangement cp-easo-frontex-2019: EASO-Frontex Cooperation Plan 2019-2021\n" in plan
    assert "  Signed on: 18 July 2019\n" in plan
    assert "  Valid until: 2021\n" in plan
    assert "  Status: Ended\n" in plan
    assert "  Stated status: Signed\n" in plan
    assert "2021-12-31" not in plan
    assert "Source 001, Introduction (l.9-26)" in plan


def test_a_list_for_people_ends_with_its_number(reader: Command) -> None:
    lines = reader.text("list", "liaison_post", "--fields", "place").splitlines()

    assert lines[0].split() == ["Reference", "Name", "Place"]
    assert lines[-1] == "2 liaison posts"
    assert reader.text("list", "area", "--where", "reference=oc").splitlines()[-1] == "1 area"


def test_history_for_people_says_who_did_what_and_when(coopdesk: Command) -> None:
    coopdesk("set", "iom", "region=Geneva")
    coopdesk("undo")

    lines = coopdesk.text("history").splitlines()
    assert "Take back: Change “Region” of iom" in lines[0]
    assert lines[1].endswith("Change “Region” of iom (taken back by 3)")
    assert "Load the starting data" in lines[2]


@pytest.mark.parametrize("arguments", [["--help"], ["list", "--help"], ["--version"]])
def test_help_and_version_are_answers(reader: Command, arguments: list[str]) -> None:
    answer: Answer = reader(*arguments)

    assert answer.code == DONE
    assert "coopdesk" in answer.out


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_verb_and_without_a_display_the_way_to_the_command_line_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    answer = Command(tmp_path / "office.coopdesk")()

    assert answer.code == 3
    assert "coopdesk --help" in answer.err
    assert list(tmp_path.iterdir()) == []
