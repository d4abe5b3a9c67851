# SPDX-License-Identifier: EUPL-1.2
"""Who works here: kept in a file of this person, taken by the window and by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopdesk.bootstrap import login_name
from coopdesk.domain.errors import EnvironmentProblem
from coopdesk.services.profile import Profile, load, profile_path, save
from tests.helpers.command import Command

SOMEBODY = Profile(name="Artificial Clerk", unit="Liaison office", theme="dark", density="compact")


@pytest.fixture(autouse=True)
def _no_name_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COOPDESK_USER", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "login")


def test_on_the_first_day_one_is_called_as_one_logs_in() -> None:
    assert load() == Profile()
    assert login_name() == "login"


def test_a_profile_comes_back_as_it_was_kept() -> None:
    save(SOMEBODY)

    assert load() == SOMEBODY
    assert login_name() == "Artificial Clerk, Liaison office"


def test_without_a_name_the_unit_stands_beside_the_login() -> None:
    save(Profile(unit="Liaison office"))

    assert login_name() == "login, Liaison office"


def test_a_name_given_from_outside_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    save(SOMEBODY)
    monkeypatch.setenv("COOPDESK_USER", " Somebody else ")

    assert login_name() == "Somebody else"


def test_the_command_line_writes_under_the_name_of_the_profile(office_path: Path) -> None:
    save(SOMEBODY)
    command = Command(office_path)

    command.json("set", "iom", "region=World")

    assert command.json("history", "--limit", "1")["change_sets"][0]["who"] == SOMEBODY.who("login")


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"name": 7, "theme": "loud", "density": null, "more": 1}', "\udcff{}"],
)
def test_a_profile_that_cannot_be_read_is_that_of_the_first_day(content: str) -> None:
    profile_path().parent.mkdir(parents=True)
    profile_path().write_bytes(content.encode("utf-8", "surrogateescape"))

    assert load() == Profile()


def test_a_name_is_one_printable_line_that_ends() -> None:
    save(Profile(name="Two\nlines\x07 of it", unit="u" * 300))

    assert load().name == "Two lines of it"
    assert len(load().who("login")) == 100


def test_a_profile_that_cannot_be_kept_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")

    with pytest.raises(EnvironmentProblem, match="cannot be written"):
        save(SOMEBODY)
