# SPDX-License-Identifier: EUPL-1.2
"""What the shape of the program promises: a core without a screen, and declarations that say all there is."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import coopdesk
from coopdesk.cli.describe_fields import page_path
from coopdesk.domain.kinds import LinkKind, PickKind
from coopdesk.domain.spec import RecordSpec
from coopdesk.records.catalog import RECORD_CLASSES, SPECS, Base
from coopdesk.services.describing import fields_page
from tests.helpers.command import DEVELOPERS_WORDS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "coopdesk"
MAY_PRINT = {"cli", "demo.py", "__main__.py"}
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")

each_type = pytest.mark.parametrize("spec", SPECS.values(), ids=list(SPECS))


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


# layers


def test_everything_but_the_window_is_imported_without_qt() -> None:
    """On a server Qt cannot even be imported, for want of system libraries."""
    names = [module.name for module in pkgutil.walk_packages(coopdesk.__path__, "coopdesk.")]
    core = [name for name in names if not re.match(r"coopdesk\.(gui|__main__)\b", name)]
    script = (
        "import importlib, sys\n"
        "sys.modules['PySide6'] = None\n"
        "for name in sys.argv[1:]: importlib.import_module(name)"
    )

    done = subprocess.run([sys.executable, "-c", script, *core], cwd=ROOT, capture_output=True, text=True)

    assert len(core) > 80
    assert (done.returncode, done.stderr) == (0, "")


def test_only_the_command_line_and_the_demonstration_print() -> None:
    printing = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sources()
        if path.relative_to(PACKAGE).parts[0] not in MAY_PRINT
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"print", "input", "breakpoint"}
    ]

    assert printing == []


def test_whatever_happens_is_caught_at_the_edges_only() -> None:
    """`except Exception` stands where a failure ends in words, or where it is raised on after tidying up."""
    caught = {
        str(path.relative_to(PACKAGE))
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    }

    assert caught <= EDGES


EDGES = {
    "cli/main.py",
    "store/schema.py",
    "exchange/reading/child.py",
    "gui/work/job_runner.py",
    "gui/app.py",
}


# declarations


@each_type
def test_every_field_says_in_plain_words_what_it_is(spec: RecordSpec) -> None:
    for field in (*spec.fields, *spec.computed):
        assert field.label[0].isupper() or not field.label[0].isalpha(), field.key
        assert field.help.endswith("."), field.key
        for words in (field.label, field.help, field.heading):
            assert words == words.strip() and words.isprintable(), field.key
            assert DEVELOPERS_WORDS.search(words) is None, field.key
    assert spec.help.endswith(".")


@each_type
def test_no_two_columns_of_a_sheet_can_be_taken_for_each_other(spec: RecordSpec) -> None:
    fields = (*spec.fields, *spec.computed)
    headings = Counter(
        heading.casefold() for field in fields for heading in {field.heading, *field.former_headings}
    )

    assert [heading for heading, times in headings.items() if times > 1] == []
    assert [key for key, times in Counter(field.key for field in fields).items() if times > 1] == []


@each_type
def test_a_type_is_named_dated_and_owned_by_fields_it_has(spec: RecordSpec) -> None:
    assert set(spec.title) <= set(spec.by_key)
    assert set(spec.starts) | set(spec.ends) <= set(spec.all_by_key)
    assert not spec.ends or spec.starts
    assert spec.names_of is None or spec.by_key[spec.names_of].targets
    assert [field.key for field in spec.fields if field.is_parent and not field.required] == []
    assert len([field for field in spec.fields if field.is_parent]) <= 1


@each_type
def test_links_lead_to_types_that_exist_and_those_to_people_are_personal(spec: RecordSpec) -> None:
    for field in spec.links:
        assert set(field.targets) <= {*SPECS, "record"}, field.key
        is_to_a_person = "person" in field.targets and len(field.targets) <= 3  # not to any record whatever
        assert field.personal or not is_to_a_person, field.key


@each_type
def test_what_is_required_is_never_null_in_the_table_and_the_rest_may_be(spec: RecordSpec) -> None:
    table = Base.metadata.tables[spec.key]

    assert {field.key: not table.c[field.key].nullable for field in spec.fields} == {
        field.key: field.required for field in spec.fields
    }
    assert {column.key for column in table.columns} == {"id", *spec.by_key}


@each_type
def test_a_blank_record_breaks_no_rule_but_that_something_is_missing(spec: RecordSpec) -> None:
    assert {problem.code for rule in spec.rules for problem in rule({})} <= {"required"}


def test_types_sheets_and_reference_prefixes_are_told_apart() -> None:
    specs = SPECS.values()

    assert len({spec.prefix for spec in specs}) == len(SPECS)
    assert len({spec.sheet.casefold() for spec in specs}) == len(SPECS)
    words = Counter(
        name for spec in specs for name in {word.casefold() for word in (spec.key, spec.label, spec.plural)}
    )
    assert [name for name, times in words.items() if times > 1] == []
    assert len(RECORD_CLASSES) == len(SPECS)


@each_type
def test_a_sheet_can_be_named_so_in_excel(spec: RecordSpec) -> None:
    assert 0 < len(spec.sheet) <= LONGEST_SHEET_NAME
    assert NOT_IN_SHEET_NAMES.search(spec.sheet) is None
    assert not spec.sheet.startswith("'") and not spec.sheet.endswith("'")
    assert spec.sheet.casefold() != "history"  # Excel keeps this name for itself


def test_prefixes_are_short_capitals() -> None:
    assert [spec.prefix for spec in SPECS.values() if not re.fullmatch(r"[A-Z]{2,4}", spec.prefix)] == []


def test_choices_are_declared_for_every_choice_field() -> None:
    empty = [
        f"{spec.key}.{field.key}"
        for spec in SPECS.values()
        for field in spec.fields
        if isinstance(field.kind, PickKind) and not field.kind.picklist.current
    ]

    assert empty == []


def test_no_kind_is_a_link_without_a_target() -> None:
    links = [field for spec in SPECS.values() for field in spec.fields if isinstance(field.kind, LinkKind)]

    assert len(links) > 100
    assert all(field.targets for field in links)


def test_the_tables_can_be_put_in_an_order() -> None:
    """A circle of tables would warn here, and a warning is an error."""
    assert set(SPECS) <= {table.name for table in Base.metadata.sorted_tables}


def test_the_help_page_of_all_fields_is_as_the_declarations_say() -> None:
    """`python -m coopdesk.cli.describe_fields` writes it anew."""
    assert page_path().read_text("utf-8") == fields_page()
