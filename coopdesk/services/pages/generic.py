# SPDX-License-Identifier: EUPL-1.2
"""The ground under every page: what no builder has told is told by the declarations.

A builder takes fields and rows from the outline and says them in its own words; the rest follows by itself,
facts in the order of the declarations, then a section for everything that points to the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import LinkKind, TextKind, Value
from coopdesk.domain.spec import FieldSpec, RecordSpec
from coopdesk.domain.views import AnyOf, Rule, View
from coopdesk.records.catalog import SPECS
from coopdesk.services.pages.page import (
    Act,
    Fact,
    Group,
    Layout,
    Line,
    Page,
    Period,
    Piece,
    Row,
    Section,
    State,
)
from coopdesk.services.pages.reading import Reading, in_order
from coopdesk.services.pages.rows import aligns_of, link_piece, owned_row, record_row
from coopdesk.services.pages.sources import citations, last_change
from coopdesk.services.pages.wording import NOT_KNOWN, lowered, quiet, raised
from coopdesk.services.registers import register_of
from coopdesk.services.statuses import states_of
from coopdesk.store.queries import Row as Values
from coopdesk.store.register import Entry, links_to

ADD: Final = N_("Add…")
_ASIDE: Final = frozenset(
    {"note", "attachment", "event", "figure", "partner_identifier", "country_name", "partner_name"}
)


class Outline:
    """A page that is being written."""

    def __init__(self, reading: Reading, entry: Entry, row: Values) -> None:
        self.reading = reading
        self.entry = entry
        self.row = row
        self.spec: RecordSpec = SPECS[entry.type]
        self.id = entry.id
        found = reading.state.pointing(entry)
        reading.know(entry.type, [row])
        self.pointing = {pair: in_order(rows) for pair, rows in found.items()}
        for (type_key, _), rows in found.items():
            reading.know(type_key, rows)
        self.title = reading.label(entry.id)
        self.name_beside = ""
        self.subtitle: Line = ()
        self.crumbs: list[Piece] = []
        self.states: Sequence[State] = states_of(entry.type, row, reading.today)
        self.periods: Sequence[Period] = ()
        self.act: Act | None = None
        self._facts: list[Fact] = []
        self._further: list[Fact] = []
        self._sections: list[Section] = []
        self._told: set[str] = {"reference", *({"status"} if "status" in self.spec.all_by_key else ())}
        self._told_links: set[tuple[str, str]] = {("citation", "record")}

    # taking

    def take(self, key: str) -> Value:
        """Give a value that the builder says itself."""
        self._told.add(key)
        return self.row.get(key)

    def take_computed(self, key: str) -> Value:
        """Give a value that is worked out, and that the builder says itself."""
        self._told.add(key)
        work_out = self.spec.all_by_key[key].computed
        return work_out(self.row, self.reading.today) if work_out else None

    def told(self, *keys: str) -> None:
        """Leave fields out of the rest: they are said elsewhere on the page."""
        self._told.update(keys)

    def taken(self, type_key: str, link: str) -> list[Values]:
        """Give the records that point here by a link, which the builder says itself."""
        self._told_links.add((type_key, link))
        return self.pointing.get((type_key, link), [])

    def total(self, type_key: str, link: str) -> int | None:
        """Give how many records point here by a link, where they are too many to be read; else None."""
        return self.reading.state.totals.get((type_key, link))

    # facts

    def fact(self, label: str, *lines: Line) -> None:
        """Add a fact; empty lines are left out, and a fact without any."""
        kept = tuple(line for line in lines if any(piece.text for piece in line))
        if kept:
            self._facts.append(Fact(label=label, lines=kept))

    def field(self, *keys: str, asked: bool = False) -> None:
        """Add fields in the words of their declarations; `asked` ones say when nothing is known."""
        for key in keys:
            self._told.add(key)
            lines = self.lines_of(self.spec.all_by_key[key])
            if lines or asked:
                self.fact(self.spec.all_by_key[key].label, *(lines or ((NOT_KNOWN,),)))

    def lines_of(self, field: FieldSpec) -> tuple[Line, ...]:
        """Give what a field says, empty where it says nothing."""
        value = field.computed(self.row, self.reading.today) if field.computed else self.row.get(field.key)
        if value is None:
            return ()
        if isinstance(field.kind, LinkKind):
            return ((link_piece(self.reading, value, is_full=True),),)
        text = field.kind.format(value)
        if field.key == "budget" and self.row.get("currency"):
            self._told.add("currency")
            return ((Piece(f"{self.row['currency']} {text}"),),)
        inside = (quiet(N_("  stays in the office")),) if field.is_internal else ()
        lines = text.splitlines() if isinstance(field.kind, TextKind) else [text]
        return (*((Piece(line),) for line in lines[:-1]), (Piece(lines[-1]), *inside))

    def stated(self) -> None:
        """Say the status that the source gives, and whether it says so itself."""
        field, basis = self.spec.by_key["stated_status"], self.spec.by_key["status_basis"]
        words, how = field.kind.format(self.take(field.key)), basis.kind.format(self.take(basis.key))
        if words:
            line = (Piece(lowered(words)), quiet(f", {lowered(how)}" if how else ""))
            self._further.append(Fact(label=field.label, lines=(line,)))

    # sections

    def section(
        self,
        key: str,
        title: str,
        rows: Iterable[Row] = (),
        *,
        groups: Sequence[Group] = (),
        heads: tuple[str, ...] = (),
        aligns: str = "",
        empty: str = "",
        add: Act | None = None,
        view: View | None = None,
        is_aside: bool = False,
        layout: Layout = "rows",
        remark: str = "",
        total: int | None = None,
    ) -> None:
        """Add a section; one without rows only where it says why (`empty`)."""
        made = tuple(groups) or ((Group(heading="", rows=tuple(rows)),))
        if not empty and not any(group.rows for group in made):
            return
        self._sections.append(
            Section(
                key=key,
                title=title,
                groups=made,
                heads=heads,
                aligns=aligns,
                empty=empty,
                act=add,
                view=view,
                is_aside=is_aside,
                layout=layout,
                remark=remark,
                total=total,
            )
        )

    def records(
        self,
        type_key: str,
        link: str,
        title: str = "",
        *,
        empty: str = "",
        is_aside: bool = False,
        rows: Sequence[Row] | None = None,
        key: str = "",
        aligns: str = "",
    ) -> None:
        """Add a section of the records that point here by a link, each as its type looks."""
        found = self.taken(type_key, link)
        spec = SPECS[type_key]
        if rows is None:
            is_owned = spec.parent is not None and register_of(type_key) is None
            rows = [
                owned_row(self.reading, spec, link, row)
                if is_owned
                else record_row(self.reading, type_key, row)
                for row in found
            ]
        self.section(
            key or type_key,
            title or spec.plural,
            rows,
            empty=empty,
            is_aside=is_aside,
            aligns=aligns or aligns_of(type_key),
            add=self.adding(type_key, link),
            view=self.view_of(type_key, link),
            layout="wrapped" if type_key in {"note", "arrangement_condition"} else "rows",
            total=self.total(type_key, link),
        )

    def adding(self, type_key: str, link: str, label: str = ADD, **values: str) -> Act:
        """Give the act that adds a record which points here."""
        filled = tuple(values.items())
        return Act(label=label, type=type_key, values=((link, self.entry.reference), *filled))

    def view_of(self, type_key: str, *paths: str | tuple[str, ...]) -> View | None:
        """Give the list of the records that lead here by a link or a path of links, or by any of several.

        None for rows that have no list.
        """
        if register_of(type_key) is None:
            return None
        rules = tuple(
            Rule(path=(path,) if isinstance(path, str) else path, test="any_of", values=(self.id,))
            for path in paths
        )
        return View(type=type_key, rules=rules if len(rules) == 1 else (AnyOf(rules=rules),))

    # the whole

    def link(self, key: str, *, is_full: bool = True) -> Line:
        """Give a link of this record, empty where there is none; the builder says it itself."""
        value = self.take(key)
        return (link_piece(self.reading, value, is_full=is_full),) if value is not None else ()

    def page(self) -> Page:
        """Give the page, with all that the builder has not told."""
        self._told.update(
            key for key in self.spec.title if self.row.get(key) in {self.title, self.name_beside}
        )
        told, self._facts = self._facts, self._further
        self._rest_of_facts()
        self._rest_of_sections()
        self._sections.extend(citations(self.reading, self.entry, self.pointing))
        changed, history = last_change(self.reading.connection, self.entry)
        return Page(
            type=self.entry.type,
            id=self.id,
            reference=self.entry.reference,
            version=self.entry.version,
            title=self.title,
            name_beside=self.name_beside,
            subtitle=self.subtitle,
            crumbs=self._crumbs(),
            states=self.states,
            facts=told or self._facts,
            further=self._facts if told else (),
            sections=self._sections,
            periods=self.periods,
            act=self.act,
            additions=self._additions(),
            changed=changed,
            history=history,
            types=frozenset(
                {self.entry.type, *(one.key for one, _ in links_to(self.entry.type)), *self.reading.types}
            ),
        )

    def _rest_of_facts(self) -> None:
        rest = [
            field.key for field in (*self.spec.fields, *self.spec.computed) if field.key not in self._told
        ]
        self.field(*[key for key in rest if key != "note"])
        if "note" in rest:
            self.field("note")
        self.fact(N_("Reference"), (quiet(self.entry.reference),))

    def _rest_of_sections(self) -> None:
        links: dict[str, list[str]] = {}
        for type_key, link in self.pointing:
            if (type_key, link) not in self._told_links:
                links.setdefault(type_key, []).append(link)
        for type_key in sorted(links, key=list(SPECS).index):
            for link in links[type_key]:
                self.records(
                    type_key,
                    link,
                    self._title_of(type_key, link, len(links[type_key]) > 1),
                    is_aside=type_key in _ASIDE,
                    key=f"{type_key}.{link}",
                )

    def _title_of(self, type_key: str, link: str, is_one_of_many: bool) -> str:
        spec = SPECS[type_key]
        possible = [one for one in spec.links if set(one.targets) & {self.entry.type, "record"}]
        is_usual = link == "related" or spec.by_key[link].is_parent or len(possible) == 1
        if is_usual and not is_one_of_many:
            return spec.plural
        return f"{spec.plural} · {spec.by_key[link].label}"

    def _crumbs(self) -> Sequence[Piece]:
        if self.crumbs:
            return self.crumbs
        crumbs: list[Piece] = []
        spec, parent = self.spec, self.spec.parent
        owner = self.row.get(parent.key) if parent is not None else None
        register = register_of(spec.key) or (register_of(self.reading.type_of(owner)) if owner else None)
        if register is not None:
            crumbs.append(Piece(register.label, view=View(type=register.types[0])))
        if owner is not None:
            crumbs.append(link_piece(self.reading, owner))
        return [*crumbs, Piece(spec.label)]

    def _additions(self) -> Sequence[Act]:
        """Give what can be added here, once for each type: the rows of this record first."""
        found: dict[str, Act] = {}
        pairs = sorted(links_to(self.entry.type), key=lambda pair: not self._owns(*pair))
        for spec, link in pairs:
            if spec.key not in found:
                found[spec.key] = self.adding(spec.key, link, spec.label)
        return sorted(
            found.values(), key=lambda act: (not self._owns(SPECS[act.type], act.values[0][0]), act.label)
        )

    def _owns(self, spec: RecordSpec, link: str) -> bool:
        return spec.parent is not None and spec.parent.key == link


def sentence_of(text: Value) -> Line:
    """Give a text as a sentence of its own; empty for none."""
    return (Piece(raised(str(text))),) if text else ()
