# SPDX-License-Identifier: EUPL-1.2
"""The model of a list: it keeps Qt's promises, reads what is seen, and moves only what changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from coopdesk.domain.views import Sort, View
from coopdesk.gui.desk import Desk
from coopdesk.gui.lists.record_table import GROUP_ROLE, ROW_ROLE, RecordTable
from coopdesk.services import editing
from coopdesk.services.list_columns import columns_of
from coopdesk.services.listing import MOST, ListGroup, open_list
from tests.helpers.artificial import fill
from tests.helpers.window import settle

TODAY = dt.date(2026, 11, 22)
PARTNERS = View(type="partner")


def begun(desk: Desk, view: View, *, most: int = MOST) -> RecordTable:
    model = RecordTable(desk)
    model.begin(view, columns_of(view), open_list(desk.database, view, TODAY, most=most))
    return model


def names(qtbot: QtBot, desk: Desk, model: RecordTable) -> list[str]:
    for row in range(0, model.rowCount(), 60):
        model.index(row, 0).data()
        settle(qtbot, desk)
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def watched_by_qt(model: RecordTable) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_model_keeps_the_promises_of_qt_through_every_change(qtbot: QtBot, desk: Desk) -> None:
    view = View(type="arrangement")
    model = RecordTable(desk)
    watched = watched_by_qt(model)
    model.begin(view, columns_of(view), open_list(desk.database, view, TODAY))
    names(qtbot, desk, model)
    for other in (
        replace(view, text="easo"),
        replace(view, group_by=""),
        replace(view, group_by="status"),
        replace(view, sorts=(Sort(field="signed_on", is_descending=True),)),
        replace(view, text="nothing at all"),
        view,
    ):
        model.renew(open_list(desk.database, other, TODAY))
        names(qtbot, desk, model)
    assert model.rowCount() == 22
    del watched


def test_rows_are_read_around_what_is_seen_and_kept(qtbot: QtBot, empty_desk: Desk) -> None:
    fill(empty_desk.database, 1_000)
    model = begun(empty_desk, PARTNERS)

    assert model.rowCount() == 1_000
    assert model.index(500, 0).data() is None
    settle(qtbot, empty_desk)
    assert str(model.index(500, 0).data()).startswith("Artificial body")
    assert model.row_at(501) is not None and model.row_at(900) is None


def test_headings_are_rows_that_one_passes_over(qtbot: QtBot, desk: Desk) -> None:
    model = begun(desk, View(type="arrangement"))
    heading = model.index(0, 0)

    assert model.is_heading(0) and model.heading_rows() == [0, 10]
    assert heading.flags() == Qt.ItemFlag.NoItemFlags
    group = heading.data(GROUP_ROLE)
    assert isinstance(group, ListGroup) and group.heading == "We are a party"
    assert heading.data() == "We are a party, 9"
    assert model.seqs_at([0, 1]) == model.seqs_at([1])


def test_after_a_change_only_what_differs_moves_and_the_rest_stays(qtbot: QtBot, desk: Desk) -> None:
    model = begun(desk, PARTNERS)
    before = names(qtbot, desk, model)
    held = QPersistentModelIndex(model.index(20, 0))
    removed: list[tuple[int, int]] = []
    inserted: list[tuple[int, int]] = []
    resets: list[bool] = []
    model.rowsAboutToBeRemoved.connect(lambda _, first, last: removed.append((first, last)))
    model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    model.modelReset.connect(lambda: resets.append(True))

    editing.add_record(desk.database, "partner", {"name": "Aaa body", "reference": "aaa"}, who="test")
    model.renew(open_list(desk.database, PARTNERS, TODAY))
    assert (removed, inserted, resets) == ([], [(0, 0)], [])
    assert held.row() == 21
    assert names(qtbot, desk, model) == ["Aaa body", *before]

    editing.remove_record(desk.database, "aaa", who="test")
    model.renew(open_list(desk.database, PARTNERS, TODAY))
    assert (removed, held.row()) == ([(0, 0)], 20)


def test_another_order_keeps_what_is_held(qtbot: QtBot, desk: Desk) -> None:
    model = begun(desk, PARTNERS)
    shown = names(qtbot, desk, model)
    held = QPersistentModelIndex(model.index(3, 1))

    model.renew(
        open_list(desk.database, replace(PARTNERS, sorts=(Sort(field="label", is_descending=True),)), TODAY)
    )

    assert held.row() == len(shown) - 4
    assert names(qtbot, desk, model) == shown[::-1]


def test_what_was_changed_is_read_again_without_going_blank(qtbot: QtBot, desk: Desk) -> None:
    model = begun(desk, PARTNERS)
    names(qtbot, desk, model)
    editing.change_record(desk.database, "easo", {"short_name": "EASO!"}, who="test")
    row = next(n for n in range(model.rowCount()) if model.row_at(n).reference == "easo")  # type: ignore[union-attr]

    model.renew(open_list(desk.database, PARTNERS, TODAY))
    assert model.index(row, 1).data() == "EASO"
    settle(qtbot, desk)
    assert model.index(row, 1).data() == "EASO!"


def test_a_record_that_is_gone_is_asked_for_only_once(qtbot: QtBot, desk: Desk) -> None:
    model = begun(desk, View(type="event", group_by=""))
    found = open_list(desk.database, View(type="event"), TODAY)
    first = next(iter(found.seqs))
    names(qtbot, desk, model)
    reference = model.row_at(0).reference  # type: ignore[union-attr] # it was just read
    editing.remove_record(desk.database, reference, who="test")
    fresh = begun(desk, View(type="event", group_by=""))
    fresh.begin(View(type="event"), columns_of(View(type="event")), found)

    for _ in range(3):
        assert fresh.index(0, 0).data() is None
        settle(qtbot, desk)
    assert desk.runner.is_idle and first == found.seqs[0]


def test_a_screen_reader_hears_column_value_and_place(qtbot: QtBot, desk: Desk) -> None:
    model = begun(desk, View(type="arrangement", text="cooperation plan", group_by=""))
    names(qtbot, desk, model)
    spoken = int(Qt.ItemDataRole.AccessibleTextRole)

    assert model.index(0, 0).data(spoken) == (
        "EASO-Frontex Cooperation Plan 2019-2021, Cooperation plan, ended, nothing recorded after it, "
        "row 1 of 1"
    )
    assert model.index(0, 2).data(spoken) == "Ends, 2021, EASO-Frontex Cooperation Plan 2019-2021, row 1 of 1"
    assert "Ends" in str(model.headerData(2, Qt.Orientation.Horizontal))
    assert model.index(0, 0).data(ROW_ROLE).reference == "cp-easo-frontex-2019"


@pytest.mark.parametrize("most", [10, 53])
def test_a_list_that_comes_in_pieces_grows_at_its_end(qtbot: QtBot, desk: Desk, most: int) -> None:
    model = begun(desk, PARTNERS, most=most)
    assert model.rowCount() == most
    model.renew(open_list(desk.database, PARTNERS, TODAY))
    assert model.rowCount() == 53
