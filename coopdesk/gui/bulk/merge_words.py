# SPDX-License-Identifier: EUPL-1.2
"""What making one record of two entails, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from coopdesk.services.merging_records import Choice, Comparison, names_after

NAMED = 3


class MergeWords(QObject):
    """Says what follows from a merge."""

    def sentences(self, comparison: Comparison, choices: Mapping[str, Choice]) -> list[str]:
        """Give what follows, one sentence each; the most important first."""
        return [
            one
            for one in (
                self._links(comparison),
                self._names(comparison, choices),
                self._dropped(comparison, is_twin=True),
                self._dropped(comparison, is_twin=False),
                self._emptied(comparison),
                self._gone(comparison),
            )
            if one
        ]

    def _links(self, comparison: Comparison) -> str:
        links = comparison.relinked.links
        if not links:
            return self.tr("Nothing else points to {name}.").format(name=comparison.other.label)
        parts = [f"{count:,} {self.tr(kind)}" for kind, count in comparison.relinked.moved]
        shown = ", ".join(parts[:5]) + (self.tr(" and others") if len(parts) > 5 else "")
        told = self.tr("%n link(s) will lead to {name}: {kinds}.", "", links)
        return told.format(name=comparison.keep.label, kinds=shown)

    def _names(self, comparison: Comparison, choices: Mapping[str, Choice]) -> str:
        names = [f"“{name}”" for name in names_after(comparison, choices)]
        if not names:
            return ""
        return self.tr("It is also found by {names}.").format(names=", ".join(names))

    def _dropped(self, comparison: Comparison, *, is_twin: bool) -> str:
        rows = [one for one in comparison.relinked.dropped if one.is_twin == is_twin]
        if not rows:
            return ""
        shown = "; ".join(f"{self.tr(one.kind)} “{one.label}”" for one in rows[:NAMED])
        more = self.tr(" and {count} more").format(count=len(rows) - NAMED) if len(rows) > NAMED else ""
        told = (
            self.tr("%n row(s) would be there twice and go to the trash: {rows}.", "", len(rows))
            if is_twin
            else self.tr(
                "%n row(s) would join the record to itself and go to the trash: {rows}.", "", len(rows)
            )
        )
        return told.format(rows=shown + more)

    def _emptied(self, comparison: Comparison) -> str:
        if not comparison.emptied:
            return ""
        fields = ", ".join(f"“{self.tr(one)}”" for one in dict.fromkeys(comparison.emptied))
        return self.tr("{fields} would lead to the record itself and is left out.").format(fields=fields)

    def _gone(self, comparison: Comparison) -> str:
        return self.tr("{name} goes to the trash.").format(
            name=f"{comparison.other.label} ({comparison.other.reference})"
        )
