# SPDX-License-Identifier: EUPL-1.2
"""Every field of every type, and what people and broken scripts type: one sentence, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.domain.errors import EnvironmentProblem, UsageError, UserError
from coopdesk.domain.kinds import (
    TEXT_LIMIT,
    DecimalKind,
    LinkKind,
    ListKind,
    PartialDateKind,
    PickKind,
    ReferenceKind,
    TextKind,
    WholeNumberKind,
    YesNoKind,
)
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.records.catalog import SPECS
from coopdesk.services import editing, maintenance
from tests.helpers.command import Command, look_at_sentence

each_type = pytest.mark.parametrize("spec", SPECS.values(), ids=list(SPECS))

TRASHED = "lk-01"
MISSPELT = ["a\x00b", "argument \udcff"]
EVERYTHING_SEEN = (
    "نور الدين \u200fעברית — Ğışşö Łódź “quoted” 👩\u200d👧 =1+1 '; DROP TABLE partner; -- %s {label}"
)


@pytest.fixture(scope="module")
def desk(starting_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Command]:
    """Give commands on a file in which there is a record of every type, named TYPE-1 where it is new."""
    path = tmp_path_factory.mktemp("values") / "office.coopdesk"
    path.write_bytes(starting_file.read_bytes())
    command = Command(path)
    command("remove", TRASHED)
    for spec in SPECS.values():
        added = command("add", spec.key, f"reference=test-{spec.key}", *assignments(least(spec)))
        assert added.code == 0, added
    yield command


def least(spec: RecordSpec) -> dict[str, str]:
    """The least that a record of a type must say, by field."""
    needed = {"reference"} if spec.key != "person" else {"reference", "name"}  # or an office
    fields = [field for field in spec.fields if field.required or field.key in needed]
    return {field.key: fitting(field) for field in fields if field.key != "reference"}


def assignments(values: dict[str, str]) -> list[str]:
    return [f"{key}={value}" for key, value in values.items()]


def fitting(field: FieldSpec) -> str:
    """A value that a field takes."""
    match field.kind:
        case LinkKind(targets=targets):
            wanted = "partner" if "record" in targets else targets[0]
            known = OTHERS if field.key.startswith("to_") else EXISTING
            return known.get(wanted, f"test-{wanted}")
        case PickKind(picklist=picklist):
            return picklist.items[0].code
        case PartialDateKind():
            return "2019"
        case YesNoKind():
            return "yes"
        case WholeNumberKind() | DecimalKind():
            return "1"
        case _:
            return "Artificial"


EXISTING = {
    "partner": "iom", "person": "vitorino", "partner_unit": "ea-iau", "arrangement": "gcm", "area": "coi",
    "activity": "CP19-CB-05", "roadmap": "rm-al", "roadmap_item": "rm-al-a1", "programme": "eu-frank",
    "country": "MA", "country_group": "mena", "liaison_post": "lo-brussels", "meeting": "mt-emd",
    "working_group": "eurtf", "document": "doc-imo", "source": "004", "deployment": "dep-surveys",
}  # fmt: skip
OTHERS = {"partner": "un", "arrangement": "untoc", "activity": "CP19-CB-06"}


def bad_values(spec: RecordSpec, field: FieldSpec) -> list[str]:
    """What a field must refuse."""
    bad = list(MISSPELT)
    match field.kind:
        case TextKind(limit=limit):
            bad.append("x" * (limit + 1))
        case ReferenceKind():
            bad += ["x" * 81, "-dash", "semi;colon", "IOM", TRASHED]
        case WholeNumberKind(highest=highest):
            bad += ["1.5", "-1", str(highest + 1)]
        case DecimalKind():
            bad += ["1.234,50", "1e99", "nan"]
        case YesNoKind():
            bad += ["perhaps"]
        case PartialDateKind():
            bad += ["31.6.2019", "4/5/2019", "0999", "next week"]
        case PickKind():
            bad += ["no such choice"]
        case ListKind():
            bad += ["a; " + "x" * 501, "; ".join(f"item {number}" for number in range(4_000))]
        case LinkKind(targets=targets):
            bad += ["nobody at all", TRASHED, "019b76daa8007fcea6db0c01f1b6a985", "x" * 10_000]
            bad += [] if "record" in targets else ["fg-01" if "figure" not in targets else "iom"]
            bad += [f"test-{spec.key}"] if {spec.key, "record"} & set(targets) else []
    if field.required:
        bad += ["", "   ", "\u200b"]
    return bad


@each_type
def test_no_field_takes_what_it_cannot_keep(desk: Command, spec: RecordSpec) -> None:
    reference = f"test-{spec.key}"
    before, entries = desk.json("show", reference), desk.entries()
    database = maintenance.open_database(desk.path)

    for field in spec.fields:
        for typed in bad_values(spec, field):
            with pytest.raises(UserError) as refusal:
                editing.change_record(database, reference, {field.key: typed}, who="test")
            assert not isinstance(refusal.value, UsageError | EnvironmentProblem)
            look_at_sentence(str(refusal.value), typed)
            assert field.label in str(refusal.value) or field.key == "reference"

    database.close()
    assert desk("set", reference, f"{spec.fields[-1].key}={MISSPELT[-1]}").code == 1
    assert desk.json("show", reference) == before
    assert desk.entries() == entries


@each_type
def test_no_record_begins_with_a_value_it_cannot_keep(desk: Command, spec: RecordSpec) -> None:
    needed, references = least(spec), desk.references(spec.key)

    spoilt = desk("add", spec.key, *assignments({**needed, spec.fields[-1].key: MISSPELT[0]}))
    assert spoilt.code == 1
    for key in needed:
        answer = desk("add", spec.key, *assignments({k: value for k, value in needed.items() if k != key}))
        assert answer.refused == (1, f"{spec.by_key[key].label} may not be empty.")

    assert desk.references(spec.key) == references


@each_type
def test_every_field_takes_a_value_shows_it_and_lets_go_of_it(desk: Command, spec: RecordSpec) -> None:
    reference = f"test-{spec.key}"
    before = desk.fields(reference)
    values = {field.key: fitting(field) for field in spec.fields if before[field.key] is None}

    filled = desk("set", reference, *assignments(values))
    assert filled.code == 0, filled
    fields = desk.fields(reference)
    assert [key for key in values if fields[key] is None] == []
    assert [field.key for field in spec.fields if field.targets and fields[field.key] != fitting(field)] == []

    emptied = desk("set", reference, *(f"{key}=" for key in values))
    assert emptied.code == 0, emptied
    assert desk.fields(reference) == before


@each_type
def test_whatever_people_write_is_kept_letter_by_letter(desk: Command, spec: RecordSpec) -> None:
    """Right to left, signs, quotes, what looks like a formula or a statement: all is text."""
    reference = f"test-{spec.key}"
    texts = [f for f in spec.fields if isinstance(f.kind, TextKind) and f.kind.limit >= 100]
    wanted = EVERYTHING_SEEN.replace("\u200f", "")

    answer = desk("set", reference, *(f"{field.key}={EVERYTHING_SEEN}" for field in texts))

    assert answer.code == 0, answer
    fields = desk.fields(reference)
    assert {field.key: fields[field.key] for field in texts} == {field.key: wanted for field in texts}
    assert "👩" in desk.text("show", reference)
    assert desk("undo").code == 0


def test_a_long_text_fits_and_one_that_no_cell_can_hold_does_not(coopdesk: Command) -> None:
    assert coopdesk("set", "iom", "note=" + "ß" * 10_000).code == 0
    assert len(coopdesk.fields("iom")["note"]) == 10_000
    assert coopdesk("set", "iom", "note=" + "ß" * TEXT_LIMIT).code == 0
    assert coopdesk("set", "iom", "note=" + "ß" * (TEXT_LIMIT + 1)).refused == (
        1, "Remark is longer than 32000 characters (32001). Shorten it or put the rest in the remark.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("parent=nobody", "Part of: there is no record “nobody”. Use the reference or the full name."),
        ("parent=TR", "Part of: “TR” is Country, but Partner is needed here."),
        ("parent=iom", "Part of: a record cannot point to itself."),
        (
            "country=Training Unit",
            "Country: there is no record “Training Unit”. Use the reference or the full name.",
        ),
        ("is_self=perhaps", "Our own organisation takes yes or no; “perhaps” is neither."),
        ("member_count_stated=many", "Members as stated takes a whole number; “many” is not one."),
        ("name=a\x00b", "Name contains characters that cannot be shown. Type the text again without them."),
    ],
)
def test_the_sentence_says_which_field_what_is_wrong_and_what_to_do(
    reader: Command, typed: str, sentence: str
) -> None:
    assert reader("set", "iom", typed).refused == (1, sentence)


def test_a_name_of_two_records_is_asked_back_with_both(reader: Command) -> None:
    answer = reader("set", "CP19-CB-05/unit-1", "unit=RAU")

    assert answer.code == 1
    assert "“RAU” can mean" in answer.err
    assert "fx-rau (Risk Analysis Unit" in answer.err
    assert "Use the reference." in answer.err


def test_a_record_in_the_trash_is_said_to_be_there(coopdesk: Command) -> None:
    coopdesk("add", "partner", "reference=A-1", "name=Artificial")
    coopdesk("remove", "A-1")

    answer = coopdesk("set", "iom", "parent=A-1")

    assert answer.refused == (1, "Part of: “A-1” is in the trash. Take its removal back first.")
