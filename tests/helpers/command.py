# SPDX-License-Identifier: EUPL-1.2
"""The command line in this process, with what is true of every answer looked at each time."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coopdesk.bootstrap import run

INTERNAL_ID: Final = re.compile(r"[0-9a-f]{32}")
DEVELOPERS_WORDS: Final = re.compile(
    r"Traceback|Exception|Error\b|\bNone\b|\bNULL\b|\bnull\b|sqlite|SQLITE|\bSQL\b|SELECT|UUID|uuid|0x[0-9a-f]"
    r"|<class|object at|\bdict\b|\btuple\b|\bschema\b|constraint|foreign key|\bassert\b"
    r"|(?<![\w/.])coopdesk\.\w|\.py\b"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def refused(self) -> tuple[int, str]:
        """The exit code and the sentence."""
        return self.code, self.err.removesuffix("\n")


@dataclass(frozen=True, slots=True)
class Command:
    """Commands on one file. Called, it gives an answer of whatever code; `json` and `text` want success."""

    path: Path

    def __call__(self, *arguments: str) -> Answer:
        return run_with(["--database", str(self.path), *arguments])

    def json(self, *arguments: str) -> Any:
        """Give the document of a command that must succeed."""
        answer = self(*arguments, "--json")
        assert answer.code == 0, answer.err
        return answer.document

    def text(self, *arguments: str) -> str:
        """Give the lines of a command that must succeed."""
        answer = self(*arguments)
        assert answer.code == 0, answer.err
        return answer.out

    def show(self, reference: str) -> Page:
        """Give one record with everything linked to it."""
        return Page(self.json("show", reference))

    def fields(self, reference: str) -> dict[str, Any]:
        """Give the fields of one record."""
        found: dict[str, Any] = self.json("show", reference)["fields"]
        return found

    def references(self, type_key: str, *options: str) -> list[str]:
        """Give the references of the records of a type that the options let through."""
        return [record["reference"] for record in self.json("list", type_key, *options)["records"]]

    def found(self, text: str, *options: str) -> list[str]:
        """Give the references of what a search finds, in order."""
        return [hit["reference"] for hit in self.json("search", text, "--limit", "500", *options)["hits"]]

    def entries(self) -> int:
        """Give the number of entries in the history."""
        newest = self.json("history", "--limit", "1")["change_sets"]
        return int(newest[0]["id"]) if newest else 0


@dataclass(frozen=True, slots=True)
class Page:
    """One record as `show` gives it."""

    document: dict[str, Any]

    def __getitem__(self, field: str) -> Any:
        return self.document["fields"][field]

    def linked(self, relation: str) -> list[dict[str, Any]]:
        """Give the fields of the records of a type that point here."""
        return [one["fields"] for one in self.document["linked"].get(relation, [])]

    def sources(self) -> list[tuple[str, str]]:
        """Give source and locator of each citation."""
        return [(one["source"], one["locator"]) for one in self.document["citations"]]


def run_with(arguments: Sequence[str]) -> Answer:
    """Run a command in this process and look at what is promised of every answer."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    answer = Answer(code, out.getvalue(), err.getvalue())
    _look_at(answer, arguments)
    return answer


def _look_at(answer: Answer, arguments: Sequence[str]) -> None:
    """Check what is promised of every answer: silence or one sentence, and JSON or nothing beside it."""
    if answer.code == 0:
        assert answer.err == ""
        return
    assert answer.code in (1, 2, 3)
    look_at_sentence(answer.err.removesuffix("\n"), " ".join(arguments))
    assert answer.out == "" or "check" in arguments


def look_at_sentence(sentence: str, typed: str) -> None:
    """Check that a sentence is one line in the words of an office, without the insides of the program."""
    assert sentence
    assert sentence.isprintable(), repr(sentence)
    assert sentence[-1] in ".?”", sentence
    assert len(sentence) < 1_500
    said = re.sub(r"“[^”]*”|Choices: .*", "", sentence)  # what was typed and what is on file stays as it is
    assert DEVELOPERS_WORDS.search(said) is None, sentence
    assert all(found in typed for found in INTERNAL_ID.findall(sentence)), sentence
