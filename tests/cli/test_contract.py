# SPDX-License-Identifier: EUPL-1.2
"""What scripts rely on: the shapes of the JSON, the exit codes, one sentence where something is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from coopdesk.records.catalog import SPECS
from tests.helpers.command import Answer, Command, run_with

DONE, REFUSED, WRONG_USAGE, ENVIRONMENT = 0, 1, 2, 3


def keys(document: dict[str, Any]) -> list[str]:
    return list(document)


# shapes


def test_types_gives_every_type_with_its_fields_and_its_number(reader: Command) -> None:
    document = reader.json("types")

    assert keys(document) == ["types"]
    assert [one["key"] for one in document["types"]] == list(SPECS)
    for one in document["types"]:
        assert {"key", "label", "plural", "sheet", "count", "fields"} <= set(one)
        assert isinstance(one["count"], int)
        for field in one["fields"]:
            assert {"key", "label", "kind", "heading", "required", "personal"} <= set(field)
            assert isinstance(field["required"], bool)
            assert isinstance(field["personal"], bool)


def test_types_tells_what_people_see_and_what_is_personal(reader: Command) -> None:
    arrangement = next(one for one in reader.json("types")["types"] if one["key"] == "arrangement")
    fields = {field["key"]: field for field in arrangement["fields"]}

    assert (arrangement["label"], arrangement["plural"], arrangement["sheet"]) == (
        "Arrangement", "Arrangements", "Arrangements",
    )  # fmt: skip
    assert fields["signed_on"]["kind"] == "date"
    assert fields["title"]["required"] is True
    assert fields["owner_person"]["personal"] is True
    assert (fields["status"]["computed"], fields["stated_status"]["computed"]) == (True, False)
    assert fields["signed_country"]["targets"] == ["country"]


def test_list_gives_records_with_links_as_references_and_dates_as_they_are_known(reader: Command) -> None:
    document = reader.json("list", "arrangement")

    assert (document["type"], document["count"]) == ("arrangement", 20)
    assert len(document["records"]) == 20
    for record in document["records"]:
        assert {"id", "reference", "label", "fields"} <= set(record)
    plan = next(one for one in document["records"] if one["reference"] == "cp-easo-frontex-2019")
    assert plan["fields"]["under"] == "wa-easo-frontex-2012"
    assert (plan["fields"]["signed_on"], plan["fields"]["valid_until"]) == ("2019-07-18", "2021")
    assert set(plan["fields"]) == set(SPECS["arrangement"].all_by_key)


def test_list_gives_lists_numbers_and_yes_or_no_as_json_has_them(reader: Command) -> None:
    (tool,) = reader.json("list", "document", "--where", "reference=doc-ipsn")["records"]
    (initiative,) = reader.json("list", "programme", "--where", "reference=eu-iom-ji")["records"]
    (own,) = reader.json("list", "partner", "--where", "is_self=yes")["records"]

    assert tool["fields"]["languages"] == ["Macedonian", "Serbian"]
    assert initiative["fields"]["budget"] == 440_000_000
    assert own["fields"]["is_self"] is True
    assert own["fields"]["country"] is None


def test_list_shows_only_the_fields_asked_for(reader: Command) -> None:
    document = reader.json("list", "roadmap", "--fields", "status, valid_from", "--where", "region=Turkey")

    assert [record["fields"] for record in document["records"]] == [
        {"status": "ended", "valid_from": "2018-02"},
        {"status": "ended", "valid_from": "2019-09"},
    ]


def test_show_gives_one_record_with_everything_linked_to_it(reader: Command) -> None:
    document = reader.json("show", "CP19-OC-04")

    assert {"type", "id", "reference", "label", "fields", "linked", "citations"} <= set(document)
    assert (document["type"], document["reference"]) == ("activity", "CP19-OC-04")
    for rows in document["linked"].values():
        for row in rows:
            assert {"type", "reference", "label", "fields"} <= set(row)
    assert document["citations"] == [
        {
            "source": "001",
            "locator": "OC row 4 (l.156-182)",
            "title": "Frontex-EASO Cooperation Plan",
            "field": None,
        }
    ]


def test_search_gives_ranked_hits(reader: Command) -> None:
    document = reader.json("search", "europol")

    assert document["query"] == "europol"
    for hit in document["hits"]:
        assert keys(hit) == ["type", "reference", "label", "matched_in", "snippet"]
    assert document["hits"][0]["reference"] == "europol"
    assert reader.json("search", "no", "such", "words", "anywhere") == {
        "query": "no such words anywhere",
        "hits": [],
    }


def test_history_gives_change_sets_with_every_value_before_and_after(coopdesk: Command) -> None:
    coopdesk("set", "iom", "region=Geneva", "country=TR")

    (entry,) = coopdesk.json("history", "iom", "--limit", "1")["change_sets"]
    assert {"id", "time", "who", "origin", "title", "changes"} <= set(entry)
    assert dt.datetime.fromisoformat(entry["time"]).tzinfo is not None
    assert (entry["id"], entry["origin"]) == (2, "edit")
    assert [
        {key: change[key] for key in ("type", "reference", "field", "old", "new")}
        for change in entry["changes"]
    ] == [
        {"type": "partner", "reference": "iom", "field": "country", "old": None, "new": "TR"},
        {"type": "partner", "reference": "iom", "field": "region", "old": None, "new": "Geneva"},
    ]


def test_history_begins_with_the_starting_data(reader: Command) -> None:
    (first,) = reader.json("history")["change_sets"]

    assert (first["id"], first["origin"]) == (1, "starting data")
    assert len(first["changes"]) > 904
    assert {change["field"] for change in first["changes"]} == {None}


def test_whoever_is_named_in_the_profile_did_it(coopdesk: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPDESK_USER", "Artificial\udcff \x07Person " + "x" * 200)
    coopdesk("set", "iom", "region=Geneva")

    (entry,) = coopdesk.json("history", "--limit", "1")["change_sets"]
    assert entry["who"].startswith("Artificial Person xxx")
    assert len(entry["who"]) == 100


# writing


def test_add_says_the_reference_of_the_new_record(coopdesk: Command) -> None:
    document = coopdesk.json("add", "partner", "name=Artificial Body", "short_name=AB", "parent=un")

    year = dt.date.today().year
    assert document["reference"] == f"PA-{year}-1"
    assert document["records"][0]["label"] == "Artificial Body"
    fields = coopdesk.fields(document["reference"])
    assert (fields["name"], fields["short_name"], fields["parent"]) == ("Artificial Body", "AB", "un")


def test_references_of_new_records_count_on(coopdesk: Command) -> None:
    given = [coopdesk.json("add", "partner", f"name=Artificial {n}")["reference"] for n in range(3)]

    year = dt.date.today().year
    assert given == [f"PA-{year}-1", f"PA-{year}-2", f"PA-{year}-3"]


def test_set_changes_fields_in_one_step_and_empties_one(coopdesk: Command) -> None:
    answer = coopdesk("set", "MT-SIGN-PARIS", "date=29 July 2019", "place=", "title=Signing in Paris")

    assert answer.code == DONE
    fields = coopdesk.fields("mt-sign-paris")
    assert (fields["date"], fields["place"], fields["title"]) == ("2019-07-29", None, "Signing in Paris")
    assert coopdesk.entries() == 2


def test_set_takes_a_value_with_equals_signs_and_line_breaks(coopdesk: Command) -> None:
    coopdesk("set", "iom", "note=a=b\nsecond line")

    assert coopdesk.fields("iom")["note"] == "a=b\nsecond line"


def test_remove_puts_a_record_and_its_rows_into_the_trash_and_undo_brings_all_back(coopdesk: Command) -> None:
    before = coopdesk.json("show", "CP19-CB-05")

    document = coopdesk.json("remove", "CP19-CB-05")
    assert {record["type"] for record in document["records"]} >= {
        "activity",
        "activity_unit",
        "activity_area",
    }
    assert coopdesk("show", "CP19-CB-05").refused == (
        REFUSED, "“CP19-CB-05” is in the trash. Take its removal back to use it again.",
    )  # fmt: skip
    assert coopdesk.json("undo")["change_set"] == 3
    assert coopdesk.json("show", "CP19-CB-05") == before


def test_undo_walks_back_step_by_step_and_redo_forward(coopdesk: Command) -> None:
    for place in ("one", "two"):
        coopdesk("set", "lo-brussels", f"place={place}")

    coopdesk("undo")
    assert coopdesk.fields("lo-brussels")["place"] == "one"
    coopdesk("redo")
    assert coopdesk.fields("lo-brussels")["place"] == "two"
    coopdesk("undo")
    coopdesk("undo")
    assert coopdesk.fields("lo-brussels")["place"] == "Brussels"
    assert coopdesk("undo").refused == (REFUSED, "There is nothing to take back.")


def test_an_older_change_set_is_taken_back_by_its_number(coopdesk: Command) -> None:
    coopdesk("set", "lo-brussels", "place=elsewhere")
    coopdesk("set", "iom", "region=Geneva")

    coopdesk("undo", "2")
    assert coopdesk.fields("lo-brussels")["place"] == "Brussels"
    assert coopdesk.fields("iom")["region"] == "Geneva"
    assert coopdesk("undo", "2").code == REFUSED
    assert coopdesk("undo", "99").refused == (REFUSED, "There is no entry 99 in the history.")


def test_a_later_edit_of_the_same_field_is_a_question_before_undo(coopdesk: Command) -> None:
    coopdesk("set", "lo-brussels", "place=one")
    coopdesk("set", "lo-brussels", "place=two")

    answer = coopdesk("undo", "2")
    assert answer.code == REFUSED
    assert "cannot be taken back without asking" in answer.err
    assert coopdesk.fields("lo-brussels")["place"] == "two"
    assert coopdesk("undo", "2", "--decide", "theirs").code == DONE
    assert coopdesk.fields("lo-brussels")["place"] == "Brussels"


def test_show_as_of_gives_what_stood_there_then(coopdesk: Command) -> None:
    coopdesk("set", "lo-brussels", "place=elsewhere")

    today = dt.date.today()
    assert (
        coopdesk.json("show", "lo-brussels", "--as-of", today.isoformat())["fields"]["place"] == "elsewhere"
    )
    past = coopdesk("show", "lo-brussels", "--as-of", "2019-07-18")
    assert past.code == REFUSED
    assert "EASO Brussels Liaison Office was not on file on 18 July 2019, 23:59." in past.err
    assert coopdesk("show", "lo-brussels", "--as-of", "yesterday").code == WRONG_USAGE


# the file


def test_init_makes_a_file_with_or_without_the_starting_data(tmp_path: Path) -> None:
    full, empty = Command(tmp_path / "new folder" / "full.coopdesk"), Command(tmp_path / "empty.coopdesk")

    assert keys(full.json("init")) == ["database", "records"]
    assert empty.json("init", "--empty")["records"] == 0
    assert {one["count"] for one in empty.json("types")["types"]} == {0}
    assert full("init").refused == (
        REFUSED, f"{full.path} already exists. Choose another name or open it.",
    )  # fmt: skip


def test_a_backup_brings_back_what_was_there(coopdesk: Command) -> None:
    backup = coopdesk.json("backup")["backup"]
    coopdesk("set", "iom", "name=Overwritten by mistake")

    document = coopdesk.json("restore", backup)
    assert Path(document["kept"]).is_file()
    assert coopdesk.fields("iom")["name"] == "International Organization for Migration"
    assert coopdesk.json("check")["good"] is True


def test_check_of_a_file_in_order(coopdesk: Command) -> None:
    document = coopdesk.json("check")

    assert document == {"good": True, "reason": "", "records": document["records"]}
    assert coopdesk.text("check").startswith("All is well: ")


def test_a_damaged_file_is_named_and_left_as_it_is(coopdesk: Command) -> None:
    content = bytearray(coopdesk.path.read_bytes())
    for start in range(40_000, len(content) - 4_096, 8_192):
        content[start : start + 512] = bytes(512)
    coopdesk.path.write_bytes(content)

    answer = coopdesk("check", "--json")
    assert answer.code in (REFUSED, ENVIRONMENT)
    assert "coopdesk restore" in answer.err
    assert coopdesk.path.read_bytes() == bytes(content)


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


@pytest.mark.parametrize("arguments", [["--help"], ["list", "--help"], ["--version"], []])
def test_help_and_version_are_answers(reader: Command, arguments: list[str]) -> None:
    answer: Answer = reader(*arguments)

    assert answer.code == DONE
    assert "coopdesk" in answer.out
