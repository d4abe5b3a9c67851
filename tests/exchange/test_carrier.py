# SPDX-License-Identifier: EUPL-1.2
"""The carrier: what is packed comes back, and nothing that comes from outside breaks more than itself."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import zlib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdesk.domain.identifiers import new_key
from coopdesk.domain.kinds import Value
from coopdesk.exchange import carrier
from coopdesk.exchange.carrier import Carried, CarrierDamaged, Manifest, Packer, SheetManifest
from coopdesk.records.catalog import SPECS

ID = "019b76daa800726b82de83b8343e5bf5"
OTHER = "019b76daa8007c6f8fd6c2e5b6ca2f10"


def a_manifest(**changes: Any) -> Manifest:
    facts: dict[str, Any] = {
        "export_id": OTHER,
        "made_at": "2026-11-22T10:00:00+00:00",
        "sender": "Anna Ünal",
        "office": "Ankara",
        "app_version": "0.1.0",
        "database_id": "db",
        "layout": "0001",
        "filter": "",
        "marking": "internal",
        "purpose": None,
        "sheets": (
            SheetManifest(type="partner", sheet="Partners", header_row=1, columns={3: "name"}, locked=("x",)),
        ),
    }
    return Manifest(**(facts | changes))


VALUES = {
    "reference": st.from_regex(r"[A-Za-z0-9][A-Za-z0-9./ \-]{0,10}", fullmatch=True),
    "name": st.one_of(st.none(), st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)),
    "is_self": st.one_of(st.none(), st.booleans()),
    "member_count_stated": st.one_of(st.none(), st.integers(0, 10**12)),
}
PARTNERS = st.dictionaries(st.uuids().map(lambda u: u.hex), st.fixed_dictionaries(VALUES), max_size=6)
DATES = st.one_of(st.none(), st.sampled_from(("2019", "2019-07", "2019-07-18", "1850-01-31")))
NAMES = st.dictionaries(
    st.uuids().map(lambda u: u.hex),
    st.fixed_dictionaries({"valid_from": DATES, "partner": st.just(ID)}),
    max_size=4,
)


@settings(deadline=None)
@given(PARTNERS, NAMES)
def test_what_was_packed_comes_back(
    partners: dict[str, dict[str, Value]], names: dict[str, dict[str, Value]]
) -> None:
    bases = {"partner": partners, "partner_name": names}
    cells = carrier.pack(a_manifest(), bases, {ID: "au"}, SPECS)
    found = carrier.unpack(cells, SPECS)
    assert found.manifest == a_manifest()
    assert {key: rows for key, rows in found.bases.items() if rows} == {
        key: rows for key, rows in bases.items() if rows
    }
    assert found.links == {ID: "au"}


def test_lists_and_numbers_come_back_as_they_are_kept() -> None:
    figure: dict[str, Value] = {"reference": "F-1", "value": Decimal("12345.67")}
    person: dict[str, Value] = {"reference": "P-1", "languages": ("Türkçe", "English"), "variant": None}
    bases = {"figure": {ID: figure}, "person": {OTHER: person}}
    assert carrier.unpack(carrier.pack(a_manifest(), bases, {}, SPECS), SPECS).bases == bases


@settings(deadline=None)
@given(PARTNERS)
def test_the_stamp_of_packing_is_that_of_the_row(partners: dict[str, dict[str, Value]]) -> None:
    spec = SPECS["partner"]
    packer = Packer()
    packer.begin("partner", [spec.by_key[key] for key in VALUES])
    for key, row in partners.items():
        assert packer.add(key, row) == carrier.row_stamp(spec, row)


def test_the_stamp_is_the_start_of_a_hash_in_base_32() -> None:
    row: dict[str, Value] = {"reference": "au", "name": "African Union", "region": None}
    written = b'{"name":"African Union","reference":"au"}'
    assert (
        carrier.row_stamp(SPECS["partner"], row)
        == base64.b32encode(hashlib.sha256(written).digest())[:8].decode()
    )


def test_the_stamp_does_not_depend_on_order_or_empty_fields() -> None:
    spec = SPECS["partner"]
    stamp = carrier.row_stamp(spec, {"reference": "au", "name": "African Union"})
    assert stamp == carrier.row_stamp(spec, {"name": "African Union", "region": None, "reference": "au"})
    assert stamp != carrier.row_stamp(spec, {"name": "African union", "reference": "au"})


def test_more_rows_than_one_batch_come_back() -> None:
    rows: dict[str, dict[str, Value]] = {new_key(): {"name": f"Body {number}"} for number in range(1_203)}
    found = carrier.unpack(carrier.pack(a_manifest(), {"partner": rows}, {}, SPECS), SPECS)
    assert found.bases["partner"] == rows


def test_a_long_base_is_cut_into_cells_that_excel_holds() -> None:
    rows: dict[str, dict[str, Value]] = {
        new_key(): {"name": hashlib.sha256(b"%d" % n).hexdigest()} for n in range(3_000)
    }
    cells = carrier.pack(a_manifest(), {"partner": rows}, {}, SPECS)
    assert len(cells) > 5
    assert max(map(len, cells)) <= 32_000
    assert carrier.unpack(cells, SPECS).bases["partner"] == rows


def test_fields_that_are_no_longer_declared_are_left_out() -> None:
    block = {"type": "partner", "fields": ["name", "gone"], "rows": {ID: ["African Union", 1]}}
    assert carrier.read_bases([block], SPECS) == {"partner": {ID: {"name": "African Union"}}}
    assert carrier.read_bases([block | {"type": "gone"}], SPECS) == {}


@pytest.mark.parametrize(
    "block",
    [
        {"type": "partner", "fields": ["name"], "rows": {ID: [["a list"]]}},
        {"type": "partner", "fields": ["name"], "rows": {ID: [7]}},
        {"type": "partner", "fields": ["name"], "rows": {ID: ["too", "wide"]}},
        {"type": "partner", "fields": ["is_self"], "rows": {ID: ["yes"]}},
        {"type": "partner", "fields": ["member_count_stated"], "rows": {ID: [True]}},
        {"type": "partner_name", "fields": ["valid_from"], "rows": {ID: ["July 2019"]}},
        {"type": "partner_name", "fields": ["valid_from"], "rows": {ID: ["2019-02-31"]}},
        {"type": "figure", "fields": ["value"], "rows": {ID: [float("nan")]}},
        {"type": "figure", "fields": ["value"], "rows": {ID: [float("inf")]}},
        {"type": "person", "fields": ["languages"], "rows": {ID: ["English"]}},
        {"type": "partner", "fields": ["name"], "rows": [ID]},
        {"type": "partner", "fields": 7, "rows": {}},
        {"type": ["partner"], "fields": [], "rows": {}},
        "no block",
    ],
)
def test_values_of_another_kind_are_damage(block: object) -> None:
    body = {"manifest": dataclasses.asdict(a_manifest()), "links": {}, "bases": [block]}
    with pytest.raises(CarrierDamaged):
        carrier.unpack_carried(carrier.pack_bytes(body), SPECS)


@pytest.mark.parametrize(
    "cells",
    [
        [],
        ["{}"],
        ["", ""],
        ["{}", "", "AAAA"],
        ["no json", "", ""],
        [json.dumps({"format": 2}), "", ""],
        [None, "x"],
        ["[" * 100_000, "", ""],
    ],
)
def test_cells_that_were_not_packed_are_damage(cells: list[str | None]) -> None:
    with pytest.raises(CarrierDamaged):
        carrier.unpack(cells, SPECS)


@settings(deadline=None)
@given(st.data())
def test_any_edit_of_the_cells_is_damage_or_changes_nothing_else(data: st.DataObject) -> None:
    cells = carrier.pack(a_manifest(), {"partner": {ID: {"name": "African Union"}}}, {}, SPECS)
    which = data.draw(st.integers(0, len(cells) - 1))
    at = data.draw(st.integers(0, max(len(cells[which]) - 1, 0)))
    cells[which] = cells[which][:at] + data.draw(st.text(max_size=3)) + cells[which][at + 1 :]
    try:
        found = carrier.unpack(cells, SPECS)
    except CarrierDamaged:
        return
    assert isinstance(found, Carried)


def test_a_bomb_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrier, "_BASE_LIMIT", 1_000)
    bomb = zlib.compress(json.dumps("x" * 100_000).encode())
    with pytest.raises(CarrierDamaged):
        carrier.unpack_bytes(bomb)
    with pytest.raises(CarrierDamaged):
        carrier.unpack_all(zlib.compress(json.dumps("x" * 900).encode()) * 2)


def test_pieces_one_behind_the_other_come_back_in_order() -> None:
    packed = b"".join(carrier.pack_bytes({"n": number}) for number in range(3))
    assert carrier.unpack_all(packed) == [{"n": 0}, {"n": 1}, {"n": 2}]
    with pytest.raises(CarrierDamaged):
        carrier.unpack_all(packed[:-3])


def test_a_hidden_id_says_whether_it_was_changed() -> None:
    good = carrier.parse_id_cell(carrier.id_cell(ID))
    assert good is not None and good.id == ID and good.is_right
    swapped = carrier.parse_id_cell(carrier.id_cell(ID).replace("019b", "019c"))
    assert swapped is not None and not swapped.is_right
    assert carrier.parse_id_cell("  ") is None
    assert carrier.parse_id_cell(7.0) is None
    assert carrier.parse_id_cell("copied note") == carrier.RowName("copied note", False)


def test_a_hidden_stamp_names_export_and_row() -> None:
    assert carrier.parse_stamp_cell(carrier.stamp_cell(OTHER, "ABCDEFGH")) == (OTHER, "ABCDEFGH")
    assert carrier.parse_stamp_cell("a.b") is None
    assert carrier.parse_stamp_cell(None) is None
