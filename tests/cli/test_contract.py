# SPDX-License-Identifier: EUPL-1.2
"""What scripts rely on: the shapes of the JSON, the exit codes, one sentence where something is refused."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coopdesk.records.catalog import SPECS
from tests.helpers.command import Command

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


def test_a_field_named_twice_is_shown_once(reader: Command) -> None:
    once = reader.text("list", "partner", "--fields", "name")
    assert reader.text("list", "partner", "--fields", "name,name") == once


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

    records = document["records"]
    assert document == {"good": True, "reason": "", "records": records, "searchable": records}
    assert coopdesk.text("check").startswith("All is well: ")


def test_a_search_that_lost_a_record_is_named_and_mended(coopdesk: Command) -> None:
    with closing(sqlite3.connect(coopdesk.path)) as connection:
        connection.execute("DELETE FROM search_entry WHERE seq = 5")
        connection.commit()

    answer = coopdesk("check")
    assert answer.code == REFUSED
    assert "coopdesk check --mend-search" in answer.err

    assert "The search was made anew" in coopdesk.text("check", "--mend-search")
    assert coopdesk.json("check")["good"] is True


def test_a_damaged_file_is_named_and_left_as_it_is(coopdesk: Command) -> None:
    content = bytearray(coopdesk.path.read_bytes())
    for start in range(40_000, len(content) - 4_096, 8_192):
        content[start : start + 512] = bytes(512)
    coopdesk.path.write_bytes(content)

    answer = coopdesk("check", "--json")
    assert answer.code in (REFUSED, ENVIRONMENT)
    assert "coopdesk restore" in answer.err
    assert coopdesk.path.read_bytes() == bytes(content)
