# SPDX-License-Identifier: EUPL-1.2
"""The rules of the office on the merged result: whole records, links, and what may not be removed.

Each row that breaks one is blocked with a problem, and so is each row that hangs on a blocked one, until
nothing more changes. Rows without trouble are not touched by any of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coopdesk.domain.merging import Mark, RowAction
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.cells import shown_raw
from coopdesk.exchange.context import ImportContext, KnownRecord, Removal
from coopdesk.exchange.drafts import Draft
from coopdesk.exchange.findings import Findings
from coopdesk.exchange.outcomes import Outcome, written

_Link = tuple[Outcome, FieldSpec, str]


@dataclass(slots=True)
class Constraints:
    """The check of one plan."""

    context: ImportContext
    findings: Findings
    outcomes: list[Outcome]
    _known: dict[str, KnownRecord] = field(default_factory=dict)
    _removals: dict[str, Removal] = field(default_factory=dict)

    def settle(self) -> None:
        """Block what cannot be written; raises nothing."""
        for one in self.outcomes:
            if one.will_be_written and one.action is not RowAction.DELETE:
                self._check_rules(one)
        links = self._changed_links()
        self._known.update(self.context.known({target for _, _, target in links}))
        deletions = [one for one in self.outcomes if one.action is RowAction.DELETE]
        for one in deletions:
            self._removals[one.id] = self.context.removal(one.spec.key, one.id)
        while self._block_dead_links(links) | self._keep_used(deletions):
            pass
        self._leave_removed(deletions)

    def _check_rules(self, one: Outcome) -> None:
        for problem in self.context.check(one.spec, one.values, one.id):
            facts = {**problem.facts}
            if problem.severity == "error":
                self._block(one, problem.code, facts, problem.field)
            else:
                self.findings.add_notice(
                    "row",
                    problem.code,
                    facts,
                    one.place(problem.field),
                    type=one.spec.key,
                    field=problem.field,
                )

    def _block(self, one: Outcome, code: str, facts: Mapping[str, object], key: str | None) -> None:
        one.is_blocked = True
        value = ""
        if isinstance(one.source, Draft) and key is not None and key in one.source.sheet.columns:
            value = shown_raw(one.source.row.cells[one.source.sheet.columns[key] - 1])
        self.findings.add_problem(
            code,
            facts,
            one.place(key),
            type=one.spec.key,
            field=key,
            reference=one.reference() or None,
            id=None if one.action is RowAction.INSERT else one.id,
            value=value,
        )

    def _changed_links(self) -> list[_Link]:
        """Give the links that would be written; those of untouched fields are good already."""
        found: list[_Link] = []
        for one in self.outcomes:
            if not one.will_be_written or one.action is RowAction.DELETE:
                continue
            changed = {change.field for change in one.changes}
            found += [
                (one, link, str(target))
                for link in one.spec.links
                if (one.is_new or link.key in changed) and (target := one.values.get(link.key)) is not None
            ]
        return found

    def _block_dead_links(self, links: Iterable[_Link]) -> bool:
        """Block rows that point to what is not there, or will not be."""
        coming = written([one for one in self.outcomes if one.is_new])
        going = self._going()
        has_blocked = False
        for one, link, target in links:
            if not one.will_be_written or target in coming:
                continue
            known = self._known.get(target)
            if known is not None and known.is_live and target not in going:
                continue
            has_blocked = True
            shown = known.reference if known is not None else self._reference_of(target)
            self._block(one, "link-gone", {"label": link.label, "value": shown}, link.key)
        return has_blocked

    def _reference_of(self, target: str) -> str:
        """Give the reference of a record of this file that will not come in."""
        return next((one.reference() for one in self.outcomes if one.id == target), "") or "–"

    def _going(self) -> set[str]:
        """Give everything that is removed, owned rows too."""
        going: set[str] = set()
        for one in self.outcomes:
            if one.action is RowAction.DELETE and one.will_be_written:
                going.add(one.id)
                going.update(record_id for _, record_id in self._removals[one.id].owned)
        return going

    def _keep_used(self, deletions: Iterable[Outcome]) -> bool:
        """Keep records that others still point to."""
        going = self._going()
        released = {
            (one.id, change.ours)
            for one in self.outcomes
            if one.will_be_written
            for change in one.changes
            if one.spec.by_key[change.field].targets
        }
        has_kept = False
        for one in deletions:
            if not one.will_be_written:
                continue
            users = [
                user
                for user in self._removals[one.id].users
                if user.id not in going and (user.id, one.id) not in released
            ]
            if users:
                has_kept = True
                shown = ", ".join(user.reference for user in users[:5])
                self._block(one, "record-in-use", {"label": one.reference(), "users": shown}, None)
        return has_kept

    def _leave_removed(self, deletions: Iterable[Outcome]) -> None:
        """What goes to the trash with its owner is not changed beforehand."""
        owned = {
            record_id
            for one in deletions
            if one.will_be_written
            for _, record_id in self._removals[one.id].owned
        }
        for one in self.outcomes:
            if one.id in owned and one.action is RowAction.UPDATE:
                one.action, one.changes = RowAction.NONE, ()


def has_mark(one: Draft) -> bool:
    """Tell whether something in a row could not be read."""
    return any(cell is Mark.UNREADABLE for cell in one.theirs.values())
