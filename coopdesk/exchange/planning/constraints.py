# SPDX-License-Identifier: EUPL-1.2
"""The rules of the office on the merged result: whole records, links, and what may not be removed.

Each row that breaks one is blocked with a problem, and so is each row that hangs on a blocked one, until
nothing more changes. Rows without trouble are not touched by any of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coopdesk.domain.kinds import Value
from coopdesk.domain.merging import RowAction
from coopdesk.domain.spec import FieldSpec
from coopdesk.exchange.cells.column_reader import is_canonical, shown_raw
from coopdesk.exchange.planning.context import ImportContext, KnownRecord, Removal
from coopdesk.exchange.planning.drafts import Draft
from coopdesk.exchange.planning.findings import Findings
from coopdesk.exchange.planning.outcomes import Outcome, written

_Link = tuple[Outcome, FieldSpec, str]


@dataclass(slots=True)
class Constraints:
    """The check of one plan."""

    context: ImportContext
    findings: Findings
    outcomes: list[Outcome]
    _known: dict[str, KnownRecord] = field(default_factory=dict)
    _removals: dict[str, Removal] = field(default_factory=dict)
    _chains: dict[tuple[str, str], dict[str, Value]] = field(default_factory=dict)
    _canonical: dict[tuple[str, str], dict[Value, bool]] = field(default_factory=dict)

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
        self._load_chains(links)
        while self._block_dead_links(links) | self._block_circles(links) | self._keep_used(deletions):
            pass
        self._leave_removed(deletions)

    def _check_rules(self, one: Outcome) -> None:
        bad = next((key for key in _from_outside(one) if not self._is_canonical(one, key)), None)
        if bad is not None:
            self._block(one, "value-from-outside-bad", {"label": one.spec.by_key[bad].label}, bad)
            return
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

    def _is_canonical(self, one: Outcome, key: str) -> bool:
        """Tell whether a value that nobody here has read is one that the field may hold."""
        seen, value = self._canonical.setdefault((one.spec.key, key), {}), one.values.get(key)
        if value not in seen:
            seen[value] = is_canonical(one.spec.by_key[key].kind, value)
        return seen[value]

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
            arriving = coming.get(target)
            if not one.will_be_written or (arriving is not None and _fits(arriving.spec.key, link)):
                continue
            known = self._known.get(target)
            is_there = known is not None and known.is_live and target not in going
            if known is not None and is_there and _fits(known.type, link):
                continue
            has_blocked = True
            shown = known.reference if known is not None else self._reference_of(target)
            facts = {"label": link.label, "value": shown}
            if known is None or not is_there:
                self._block(one, "link-gone", facts, link.key)
                continue
            expected = ", ".join(self.context.specs[key].label for key in link.targets)
            found = self.context.specs[known.type].label
            self._block(one, "link-wrong-type", {**facts, "found": found, "expected": expected}, link.key)
        return has_blocked

    def _load_chains(self, links: Iterable[_Link]) -> None:
        """Read what follows from the targets of links within one type, a step for all of them at once."""
        front: dict[tuple[str, str], set[str]] = {}
        for one, link, target in links:
            if link.targets == (one.spec.key,):
                front.setdefault((one.spec.key, link.key), set()).add(target)
        for (type_key, key), targets in front.items():
            chain = self._chains.setdefault((type_key, key), {})
            while targets:
                rows = self.context.ours(type_key, list(targets))
                chain.update({target: rows.get(target, {}).get(key) for target in targets})
                targets = {str(row[key]) for row in rows.values() if row.get(key) is not None} - chain.keys()

    def _block_circles(self, links: Iterable[_Link]) -> bool:
        """Block rows that would come to stand above, before or in the place of themselves."""
        here = written(self.outcomes)
        has_blocked = False
        for one, link, target in links:
            if one.will_be_written and link.targets == (one.spec.key,) and self._leads_back(one, link, here):
                has_blocked = True
                known = self._known.get(target)
                shown = known.reference if known is not None else self._reference_of(target)
                self._block(one, "circle", {"label": link.label, "value": shown}, link.key)
        return has_blocked

    def _leads_back(self, one: Outcome, link: FieldSpec, here: Mapping[str, Outcome]) -> bool:
        chain = self._chains.get((one.spec.key, link.key), {})
        target, seen = one.values.get(link.key), set[Value]()
        while target is not None and target not in seen:
            if target == one.id:
                return True
            seen.add(target)
            planned = here.get(str(target))
            is_planned = planned is not None and planned.will_be_written
            target = (
                planned.values.get(link.key) if planned is not None and is_planned else chain.get(str(target))
            )
        return False

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


def _fits(type_key: str, link: FieldSpec) -> bool:
    return type_key in link.targets or "record" in link.targets


def _from_outside(one: Outcome) -> Iterable[str]:
    """Give the fields whose value came along in the file, behind the cells."""
    source = one.source
    if not one.is_new or not isinstance(source, Draft) or source.base is None:
        return ()
    return (key for key in source.base if key in one.spec.by_key)
