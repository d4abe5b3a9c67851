# SPDX-License-Identifier: EUPL-1.2
"""How the history speaks: days, who, where from, and what an undo would do, in whole sentences."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QObject

from coopdesk.domain.dates import format_date
from coopdesk.services.acts import ORIGINS, Act
from coopdesk.services.undo_preview import Asked, UndoPreview


class HistoryWords(QObject):
    """Says what the history shows. `who` is the name of this person, who is called “you”."""

    def __init__(self, who: str, parent: QObject) -> None:
        super().__init__(parent)
        self.who = who

    def person(self, who: str) -> str:
        """Say who did it."""
        return self.tr("you") if who == self.who else who

    def origin(self, origin: str) -> str:
        """Say where an act came from."""
        return QCoreApplication.translate("history", ORIGINS.get(origin, origin))

    def day(self, day: dt.date, today: dt.date) -> str:
        """Head the acts of a day: “Today, 22 November 2026”, “Friday 20 November”."""
        written = format_date(day.isoformat())
        if day == today:
            return self.tr("Today, {day}").format(day=written)
        if day == today - dt.timedelta(days=1):
            return self.tr("Yesterday, {day}").format(day=written)
        short = written.rsplit(" ", 1)[0] if day.year == today.year else written
        return self.tr("{weekday} {day}").format(weekday=self._weekdays()[day.weekday()], day=short)

    def _weekdays(self) -> tuple[str, ...]:
        return (
            self.tr("Monday"), self.tr("Tuesday"), self.tr("Wednesday"), self.tr("Thursday"),
            self.tr("Friday"), self.tr("Saturday"), self.tr("Sunday"),
        )  # fmt: skip

    def moment(self, moment: dt.datetime) -> str:
        """Say a moment: “22 November 2026, 09:42”."""
        return self.tr("{day}, {time}").format(
            day=format_date(moment.date().isoformat()), time=f"{moment:%H:%M}"
        )

    def second(self, act: Act) -> str:
        """Say who, where from, how much, and whether it stands."""
        parts = [self.person(act.who), self.origin(act.origin), self.records(act.records)]
        if act.undone_at is not None:
            parts.append(self.undone(act))
        return " · ".join(parts)

    def records(self, count: int) -> str:
        """Say how many records an act touched."""
        if count == 0:
            return self.tr("no record changed")
        return self.tr("1 record") if count == 1 else self.tr("{count} records").format(count=f"{count:,}")

    def undone(self, act: Act) -> str:
        """Say when an act was taken back, or an undo done again."""
        moment = act.undone_at
        assert moment is not None  # only asked of what does not stand any more
        is_same_day = moment.date() == act.made_at.date()
        when = f"{moment:%H:%M}" if is_same_day else format_date(moment.date().isoformat())
        if act.is_undo:
            at, on = self.tr("done again at {when}"), self.tr("done again on {when}")
        else:
            at, on = self.tr("taken back at {when}"), self.tr("taken back on {when}")
        return (at if is_same_day else on).format(when=when)

    def outcome(self, preview: UndoPreview) -> str:
        """Say what would happen, in one sentence."""
        if preview.fields == 1 and not preview.records_back and not preview.records_away:
            step = preview.steps[0]
            if not step.then:
                return self.tr("“{field}” of {record} becomes empty.").format(
                    field=step.field, record=step.label
                )
            return self.tr("“{field}” of {record} becomes “{value}”.").format(
                field=step.field, record=step.label, value=_short(step.then)
            )
        parts = []
        if preview.fields:
            parts.append(self._fields(preview))
        if preview.records_back:
            parts.append(self._back(preview))
        if preview.records_away:
            parts.append(self._away(preview))
        return " ".join(parts) or self.tr("No record changes.")

    def _fields(self, preview: UndoPreview) -> str:
        fields = [step for step in preview.steps if step.what == "field"]
        are_all_here = len(fields) == preview.fields
        if are_all_here and not any(step.then for step in fields):
            return (
                self.tr("Both fields become empty.")
                if len(fields) == 2
                else self.tr("{count} fields become empty.").format(count=f"{preview.fields:,}")
            )
        if preview.fields == 1:
            return self.tr("1 field changes.")
        records = len({step.target for step in fields})
        if are_all_here and records == 1:
            return self.tr("{count} fields of {record} change.").format(
                count=preview.fields, record=fields[0].label
            )
        return self.tr("{count} fields change.").format(count=f"{preview.fields:,}")

    def _back(self, preview: UndoPreview) -> str:
        back = [step.label for step in preview.steps if step.what == "back"]
        if preview.records_back == 1 and back:
            return self.tr("{record} comes back.").format(record=back[0])
        return self.tr("{count} records come back.").format(count=f"{preview.records_back:,}")

    def _away(self, preview: UndoPreview) -> str:
        away = [step.label for step in preview.steps if step.what == "away"]
        if preview.records_away == 1 and away:
            return self.tr("{record} goes to the trash.").format(record=away[0])
        return self.tr("{count} records go to the trash.").format(count=f"{preview.records_away:,}")

    def aside(self, preview: UndoPreview) -> str:
        """Say what stays as it is."""
        if preview.asked:
            count = len(preview.asked)
            if count == 1:
                return self.tr("One thing was changed since. Decide what becomes of it:")
            return self.tr("{count} things were changed since. Decide what becomes of them:").format(
                count=count
            )
        if preview.kept_count == 1:
            kept = preview.kept[0]
            return self.tr("A later change stays as it is: “{field}” of {record}.").format(
                field=kept.field, record=kept.label
            )
        if preview.kept_count:
            return self.tr("{count} later changes on other fields stay as they are.").format(
                count=f"{preview.kept_count:,}"
            )
        return self.tr("Nothing was changed here since, so nothing else is touched.")

    def question(self, asked: Asked) -> str:
        """Say what was changed since."""
        if asked.field:
            return self.tr("“{field}” of {record}").format(field=asked.field, record=asked.label)
        if asked.is_gone:
            return self.tr("{record} was removed since").format(record=asked.label)
        return self.tr("{record} was edited since").format(record=asked.label)

    def keep(self, asked: Asked) -> str:
        """Say what keeping the later state means."""
        if asked.field:
            return (
                self.tr("Keep “{value}”").format(value=_short(asked.now))
                if asked.now
                else self.tr("Keep empty")
            )
        return self.tr("Leave it in the trash") if asked.is_gone else self.tr("Keep the record")

    def take_back(self, asked: Asked) -> str:
        """Say what taking back all the same means."""
        if asked.field:
            if not asked.back:
                return self.tr("Make it empty")
            return self.tr("Back to “{value}”").format(value=_short(asked.back))
        return self.tr("Bring it back") if asked.is_gone else self.tr("Move it to the trash")


def _short(text: str, most: int = 80) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
