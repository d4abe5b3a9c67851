# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of sentences: every one is used, gets the facts it needs, and is fit for an office."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.errors import EnvironmentProblem, InvalidRecord, UsageError, UserError
from coopdesk.domain.problems import MESSAGES, Problem, sentence
from coopdesk.domain.sentences.of_exchange import OF_EXCHANGE
from coopdesk.domain.sentences.of_files import OF_FILES
from coopdesk.domain.sentences.of_many import OF_MANY
from coopdesk.domain.sentences.of_records import OF_RECORDS
from coopdesk.domain.sentences.of_workbooks import OF_WORKBOOKS
from tests.helpers.command import DEVELOPERS_WORDS

SOURCES = Path(__file__).parents[2] / "coopdesk"
FROM_TABLES = {"path", "label", "value"}
"""The facts that go with every code which a table or a function chooses."""

KNOWN = {"BadValue", "Problem", "UserError", "UsageError", "EnvironmentProblem"}
"""What takes a code and its facts side by side; BadValue and Problem are given the label of their field."""

each_code = pytest.mark.parametrize("code", MESSAGES)


def slots(code: str) -> set[str]:
    """The facts a sentence asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(MESSAGES[code]) if name is not None}


@cache
def uses() -> dict[str, list[tuple[str, set[str] | None]]]:
    """Where each code is named, with the facts given there; None where they are not written out."""
    found: dict[str, list[tuple[str, set[str] | None]]] = {code: [] for code in MESSAGES}
    for path in SOURCES.rglob("*.py"):
        if path.parent.name == "sentences":
            continue
        tree = ast.parse(path.read_text("utf-8"))
        compared = {
            id(side) for node in ast.walk(tree) if isinstance(node, ast.Compare) for side in node.comparators
        } | {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.MatchValue)}
        given = {id(node): (call, node) for call in calls(tree) for node in code_nodes(call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in compared and node.value in found:
                place = f"{path.relative_to(SOURCES)}:{node.lineno}"
                call = given.get(id(node))
                facts = facts_of(call[0]) if call else FROM_TABLES
                found[node.value].append((place, with_place(path, facts, is_call=call is not None)))
    return found


def with_place(path: Path, facts: set[str] | None, *, is_call: bool) -> set[str] | None:
    """The facts of a code, with those that workbooks add later: the cell and the sheet, or all of them."""
    if "exchange" not in path.parts:
        return facts
    return facts | {"cell", "sheet"} if is_call and facts is not None else None


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def code_nodes(call: ast.Call) -> Iterator[ast.expr]:
    """The places of a call where a code may stand: an argument or `code=`; also of an if-else."""
    for place in (*call.args, *(word.value for word in call.keywords if word.arg == "code")):
        yield from (place.body, place.orelse) if isinstance(place, ast.IfExp) else (place,)


def facts_of(call: ast.Call) -> set[str] | None:
    """The names of the facts that a call gives; None where they are handed on unseen."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "NotADate":
        return {"label", "value"}
    if name not in KNOWN:
        return None
    named = {"label"} if name in {"BadValue", "Problem"} else set()
    words = {word.arg: word.value for word in call.keywords}
    facts = words.get("facts", ast.Dict(keys=[], values=[]))
    keys = facts.keys if isinstance(facts, ast.Dict) else [None]
    given = [*words, *(key.value if isinstance(key, ast.Constant) else None for key in keys)]
    return None if None in given else named | {str(fact) for fact in given}


@each_code
def test_every_sentence_of_the_catalogue_is_used(code: str) -> None:
    assert uses()[code], f"nothing says “{MESSAGES[code]}”"


@each_code
def test_whoever_uses_a_sentence_gives_its_facts(code: str) -> None:
    missing = [
        f"{place} lacks {', '.join(sorted(slots(code) - facts))}"
        for place, facts in uses()[code]
        if facts is not None and not slots(code) <= facts
    ]

    assert missing == []


@each_code
def test_a_sentence_is_one_line_of_plain_words_with_an_end(code: str) -> None:
    template = MESSAGES[code]

    assert template.isprintable()
    assert template[-1] in ".?"
    assert "  " not in template
    assert template.count("“") == template.count("”")
    assert DEVELOPERS_WORDS.search(template) is None
    assert template[0].isupper() or template[0] in "{“-"


@given(code=st.sampled_from(sorted(MESSAGES)), fact=st.text(max_size=600))
def test_no_fact_breaks_a_sentence_into_lines_or_makes_it_endless(code: str, fact: str) -> None:
    said = sentence(code, dict.fromkeys(slots(code), fact))

    assert said.isprintable()
    assert len(said) <= len(MESSAGES[code]) + 300 * MESSAGES[code].count("{")


def test_no_code_has_two_sentences() -> None:
    assert len(MESSAGES) == sum(map(len, (OF_RECORDS, OF_MANY, OF_FILES, OF_EXCHANGE, OF_WORKBOOKS)))


def test_a_fact_with_braces_is_said_as_it_is() -> None:
    assert "“{label}”" in sentence("unknown-record", {"reference": "{label}"})


def test_an_invalid_record_says_its_first_problem_and_carries_them_all() -> None:
    problems = (
        Problem(code="required", field="name", facts={"label": "Name"}),
        Problem(code="override-needs-reason", field="status_reason"),
    )

    error = InvalidRecord(problems)

    assert str(error) == problems[0].message == "Name may not be empty."
    assert error.problems == problems


def test_usage_and_environment_can_be_told_from_what_the_data_refuses() -> None:
    assert issubclass(UsageError, UserError)
    assert issubclass(EnvironmentProblem, UserError)
    assert not issubclass(InvalidRecord, UsageError | EnvironmentProblem)
