# SPDX-License-Identifier: EUPL-1.2
"""The history: a record as it was at any time, in order whatever the clock said, at a small price."""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange
from coopdesk.domain.errors import UserError
from coopdesk.domain.identifiers import new_key
from coopdesk.domain.kinds import Value
from coopdesk.records.catalog import SPECS
from coopdesk.services import browsing, editing
from coopdesk.store import history
from coopdesk.store.engine import Database
from coopdesk.store.register import by_references
from coopdesk.store.unit_of_work import write
from tests.helpers.trouble import without_syncs

WHO = "Artificial Clerk"
NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


class Diary:
    """Writes the life of one partner at chosen times."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._id = new_key()
        self._values: dict[str, Value] = {}

    def create(self, at: dt.datetime, **values: Value) -> None:
        """Add the partner, or bring it back."""
        self._values = {"reference": "ART-1", **values}
        self._write(at, RecordChange(type="partner", id=self._id, action="create", new=self._values))

    def change(self, at: dt.datetime, **values: Value) -> None:
        """Change some fields."""
        old = {key: self._values.get(key) for key in values}
        self._write(at, RecordChange(type="partner", id=self._id, action="change", old=old, new=values))
        self._values |= values

    def remove(self, at: dt.datetime) -> None:
        """Put it into the trash."""
        self._write(at, RecordChange(type="partner", id=self._id, action="remove", old=self._values))

    def _write(self, at: dt.datetime, change: RecordChange) -> None:
        plan = ChangePlan(title="A line of the diary", origin=Origin.EDIT, changes=(change,))
        write(self._database, plan, who=WHO, at=at)


@pytest.fixture
def diary(empty: Database) -> Diary:
    """Give the diary of a partner."""
    return Diary(empty)


def _name(database: Database, at: dt.datetime) -> Value:
    return browsing.show(database, "ART-1", as_of=at).record.fields["name"]


# --- as it was ---


def test_a_record_as_it_was_at_any_time_of_its_life(empty: Database, diary: Diary) -> None:
    diary.create(NOON, name="First name", region="North")
    diary.change(NOON + HOUR, name="Second name")
    diary.change(NOON + 2 * HOUR, region=None, note="A remark")
    diary.remove(NOON + 3 * HOUR)
    diary.create(NOON + 4 * HOUR, name="Third name")

    half = HOUR / 2
    assert _name(empty, NOON) == "First name"
    assert _name(empty, NOON + half) == "First name"
    assert _name(empty, NOON + HOUR) == "Second name"
    shown = browsing.show(empty, "ART-1", as_of=NOON + 2 * HOUR + half).record.fields
    assert (shown["name"], shown["region"], shown["note"]) == ("Second name", None, "A remark")
    assert _name(empty, NOON + 5 * HOUR) == "Third name"
    for gone in (NOON - half, NOON + 3 * HOUR + half):
        with pytest.raises(UserError, match="was not on file"):
            browsing.show(empty, "ART-1", as_of=gone)


def test_a_record_in_the_trash_can_be_looked_at_as_it_was(empty: Database, diary: Diary) -> None:
    diary.create(NOON, name="First name", region="North")
    diary.change(NOON + HOUR, name="Second name")
    diary.remove(NOON + 2 * HOUR)

    assert _name(empty, NOON) == "First name"
    assert _name(empty, NOON + HOUR) == "Second name"


def test_a_time_may_be_told_in_any_zone(empty: Database, diary: Diary) -> None:
    diary.create(NOON, name="First name")
    diary.change(NOON + HOUR, name="Second name")

    east = dt.timezone(dt.timedelta(hours=5))
    assert _name(empty, (NOON + HOUR / 2).astimezone(east)) == "First name"
    assert _name(empty, (NOON + HOUR).astimezone(east)) == "Second name"


def test_a_clock_that_ran_back_does_not_turn_the_story_round(empty: Database, diary: Diary) -> None:
    """The order is that of the acts; up to a moment counts all before the last act with such a time."""
    diary.create(NOON, name="First name")
    diary.change(NOON + 10 * HOUR, name="Second name")  # the clock was ten hours ahead
    diary.change(NOON + HOUR, name="Third name")

    assert _name(empty, NOON + HOUR / 2) == "First name"
    assert _name(empty, NOON + 2 * HOUR) == "Third name"
    assert _name(empty, NOON + 20 * HOUR) == "Third name"
    with empty.reading() as connection:
        assert [one.seq for one in history.change_sets(connection)] == [3, 2, 1]


def test_a_clock_that_ran_back_is_noted_without_a_name(
    empty: Database, diary: Diary, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        diary.create(NOON, name="First name")
        diary.change(NOON - dt.timedelta(minutes=4), name="Second name")
        assert caplog.records == []
        diary.change(NOON - HOUR, name="Third name")

    (noted,) = caplog.records
    assert "clock" in noted.getMessage()
    assert WHO not in noted.getMessage()
    assert "name" not in noted.getMessage()


def test_two_acts_of_one_second_are_two_acts(empty: Database, diary: Diary) -> None:
    diary.create(NOON, name="First name")
    diary.change(NOON, name="Second name")
    assert _name(empty, NOON) == "Second name"


def test_a_time_without_a_zone_is_our_mistake(diary: Diary) -> None:
    with pytest.raises(Exception, match="naive time"):
        diary.create(NOON.replace(tzinfo=None), name="First name")


def test_who_touched_a_record_last(empty: Database, diary: Diary) -> None:
    diary.create(NOON, name="First name")
    diary.change(NOON + HOUR, name="Second name")
    with empty.reading() as connection:
        entry = by_references(connection, ["ART-1"])["art-1"]
        assert history.touched_by(connection, entry.seq) == (WHO, NOON + HOUR)
        assert history.touched_by(connection, -1) is None


# --- what is kept ---


def test_every_sort_of_value_comes_back_as_it_was(empty: Database) -> None:
    """Text in all scripts, numbers without noise, yes and no, dates as precise as they are, lists, links."""
    values: dict[tuple[str, str], Value] = {
        ("partner", "name"): "Ünïcødé “ ‘ \\ \n \t 漢字 🙂 ال",
        ("partner", "is_self"): False,
        ("partner", "member_count_stated"): 0,
        ("programme", "budget"): Decimal("1234567890123.45"),
        ("figure", "value"): Decimal("0.1"),
        ("document", "languages"): ("en", "fr; de"),
        ("arrangement", "valid_from"): "2019-07",
        ("partner", "parent"): new_key(),
    }
    for (type_key, key), value in values.items():
        spec = SPECS[type_key]
        assert history.decode(spec, key, history.encode(spec, key, value)) == value
        whole = history.encode_whole(spec, {key: value, "reference": "R"})
        assert history.decode_whole(spec, whole) == {key: value, "reference": "R"}
    assert history.encode(SPECS["partner"], "name", None) is None
    assert history.decode(SPECS["partner"], "name", None) is None
    assert empty


def test_a_field_that_is_no_longer_declared_does_not_break_the_history(empty: Database, diary: Diary) -> None:
    """A later program may have dropped a field; what was done to it can still be read."""
    diary.create(NOON, name="First name")
    diary.change(NOON + HOUR, name="Second name", region="North")
    with closing(sqlite3.connect(empty.path)) as connection:
        connection.execute("UPDATE change SET field = 'dropped' WHERE field = 'region'")
        connection.execute("UPDATE change SET new = replace(new, 'name', 'dropped_too') WHERE field IS NULL")
        connection.commit()

    with empty.reading() as connection:
        (change,) = history.changes_of(connection, 2)
        assert change.new == {"name": "Second name", "dropped": "North"}
        (creation,) = history.changes_of(connection, 1)
        assert creation.new == {"reference": "ART-1"}
    assert _name(empty, NOON) == "First name"


def test_the_changes_of_an_act_come_in_the_order_of_writing(empty: Database) -> None:
    keys = [new_key() for _ in range(600)]
    changes = tuple(
        RecordChange(
            type="partner", id=key, action="create", new={"reference": f"M-{n}", "name": f"Body {n}"}
        )
        for n, key in enumerate(keys)
    )
    written = write(empty, ChangePlan(title="Many", origin=Origin.IMPORT, changes=changes), who=WHO)
    with empty.reading() as connection:
        assert [one.id for one in history.changes_of(connection, written.change_set)] == keys
        entry = by_references(connection, ["M-7"])["m-7"]
        (one,) = history.changes_of(connection, written.change_set, record=entry.seq)
        assert one.id == keys[7]


# --- its price ---


def _size(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        pages, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
        )
    return int(pages * size)


def test_a_small_edit_costs_less_than_a_fifth_of_a_kilobyte(empty: Database) -> None:
    """Measured over 2,000 edits of 500 records by all pages of the file, indexes and empty space included.

    Words that are searched cost the index of the search about as much again; that is no history.
    """
    changes = tuple(
        RecordChange(
            type="partner",
            id=new_key(),
            action="create",
            new={"reference": f"ART-{n}", "name": f"Artificial body {n}", "member_count_stated": 1},
        )
        for n in range(500)
    )
    write(empty, ChangePlan(title="Many", origin=Origin.IMPORT, changes=changes), who=WHO)
    empty.close()
    before = _size(empty.path)
    without_syncs(empty)

    for n in range(2_000):
        editing.change_record(empty, f"ART-{n % 500}", {"member_count_stated": n + 2}, who=WHO)

    empty.close()
    assert (_size(empty.path) - before) / 2_000 <= 200
