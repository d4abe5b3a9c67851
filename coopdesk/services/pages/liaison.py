# SPDX-License-Identifier: EUPL-1.2
"""The page of a liaison post: host, base, coverage, terms of reference, who sits on it, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from coopdesk.domain.i18n import N_
from coopdesk.domain.views import View
from coopdesk.services.pages.generic import Outline
from coopdesk.services.pages.page import Act, Line, Period, Piece, Row, State
from coopdesk.services.pages.rows import choice, link_piece, record_row, state_words
from coopdesk.services.pages.wording import NOT_KNOWN, date, joined, listed, period, quiet, raised
from coopdesk.services.statuses import states_of
from coopdesk.store.queries import Row as Values

ENTER: Final = N_("Enter")
_GONE: Final = frozenset({"closed", "suspended", "planned"})


def write(outline: Outline) -> None:
    """Write the page of a liaison post."""
    reading, row = outline.reading, outline.row
    postings = outline.taken("posting", "post")
    terms = outline.taken("terms_of_reference", "post")
    outline.title = str(outline.take("title"))
    host = row["host"]
    outline.crumbs = [
        Piece(N_("Liaison posts"), view=View(type="liaison_post")),
        link_piece(reading, host)
        if host is not None
        else Piece(str(row["base_city"] or row["place"] or outline.title)),
    ]
    if host is not None:
        outline.crumbs.append(Piece(outline.title))
    outline.states = _states(outline, postings)
    kind = outline.spec.by_key["post_type"].kind.format(outline.take("post_type"))
    outline.subtitle = (quiet(kind),) if kind else ()
    _facts(outline, terms)
    outline.periods = _bars(outline, postings)
    gaps = list(_gaps(outline, postings, terms))
    outline.act = _primary_act(outline, postings)
    _postings(outline, postings)
    _terms(outline, terms)
    _linked(outline)
    outline.section(
        "missing",
        N_("Still missing"),
        [Row(cells=((Piece(act.label),), (Piece(ENTER),)), shape="dashed_square", act=act) for act in gaps],
        is_aside=True,
    )
    _reports(outline)
    _handover(outline, postings)
    outline.records("liaison_coverage", "post", N_("Covers"), is_aside=True)


def _is_office(row: Values) -> bool:
    return row["kind"] == "office"


def _states(outline: Outline, postings: Sequence[Values]) -> list[State]:
    """Give the state; what only the documents say is told as such."""
    states = list(states_of("liaison_post", outline.row, outline.reading.today))
    said = outline.take("status")
    outline.told("state")
    if states and outline.row["state"] is None and said and not postings:
        has_dates = outline.row["start"] or outline.row["end"]
        note = N_("as the documents say") if has_dates else N_("as the documents say; no dates given")
        states.append(State(shape=states[0].shape, text=note, tone="quiet"))
        return [
            State(shape=states[0].shape, text=states[0].text, tone=states[0].tone, reason=note),
            *states[1:-1],
        ]
    return states


def _facts(outline: Outline, terms: Sequence[Values]) -> None:
    row = outline.row
    outline.told("kind")
    sent = [part for part in (outline.link("sending", is_full=False), outline.link("sending_unit")) if part]
    outline.fact(N_("Sent by"), joined(sent) if sent else (NOT_KNOWN,))
    host = outline.link("host")
    none = quiet(N_("none: an office, not a posting")) if _is_office(row) else NOT_KNOWN
    kind = choice("liaison_post", "host_type", outline.take("host_type"))
    outline.fact(N_("Hosted by"), (*(host or (none,)), *((quiet(f", {kind}"),) if kind else ())))
    outline.fact(N_("Works with"), outline.link("counterpart_unit"))
    _place(outline)
    covered = outline.pointing.get(("liaison_coverage", "post"), [])
    outline.fact(N_("Covers"), listed([(link_piece(outline.reading, one["covered"]),) for one in covered]))
    officer = outline.link("officer")
    outline.fact(N_("Head of office") if _is_office(row) else N_("Officer"), officer or (NOT_KNOWN,))
    outline.field("deputy")
    outline.fact(N_("From and until"), period(outline.take("start"), outline.take("end")))
    said = outline.take("terms_of_reference")
    if not terms:
        outline.fact(N_("Terms of reference"), (Piece(str(said)) if said else quiet(N_("none recorded")),))
    outline.fact(
        N_("Rests on"), joined([*_activity_and_plan(outline), *_some(outline.link("host_agreement"))])
    )
    outline.field("direction", "reporting_line")


def _some(line: Line) -> list[Line]:
    return [line] if line else []


def _activity_and_plan(outline: Outline) -> list[Line]:
    """Name the activity it rests on by its reference, and the plan of that activity."""
    activity = outline.reading.row("activity", outline.take("activity"))
    if activity is None:
        return []
    named = Piece(str(activity["reference"]), outline.reading.target(activity["id"]))
    return [(named,), (link_piece(outline.reading, activity["arrangement"]),)]


def _place(outline: Outline) -> None:
    row = outline.row
    parts: list[Line] = [(Piece(str(row[key])),) for key in ("place", "base_city") if row[key]]
    country = outline.link("country")
    outline.told("place", "base_city")
    line = joined([*parts, *([country] if country else [])])
    missing = (quiet(N_("  city not known")),) if _lacks_city(row) and line else ()
    temporary = (quiet(N_("  temporary base")),) if outline.take("is_temporary_base") else ()
    outline.fact(N_("Place"), (*(line or (NOT_KNOWN,)), *missing, *temporary))


def _lacks_city(row: Values) -> bool:
    return row["base_city"] is None and row["country"] is None


def _gaps(outline: Outline, postings: Sequence[Values], terms: Sequence[Values]) -> Iterator[Act]:
    """Give what a post in use lacks, each with what has to be opened to enter it. Source: practice.md 1.6."""
    row = outline.row
    if row["state"] in _GONE:
        return
    office = _is_office(row)
    if row["officer"] is None and not any(one["person"] for one in postings):
        yield Act(label=N_("Name the head of office") if office else N_("Name the officer"), field="officer")
    if row["start"] is None and not any(one["start"] for one in postings):
        words = N_("Enter when the office opened") if office else N_("Enter the start of the posting")
        yield Act(label=words, field="start")
    if _lacks_city(row):
        yield Act(label=N_("Enter the city"), field="base_city")
    if not any(one["document"] or one["tasks"] for one in terms):
        words = N_("Put terms of reference on file") if office else N_("Put the terms of reference on file")
        yield outline.adding("terms_of_reference", "post", words)
    if not office and not any(one["successor"] for one in postings):
        yield outline.adding("posting", "post", N_("Name a successor"), status="planned")


def _primary_act(outline: Outline, postings: Sequence[Values]) -> Act | None:
    if (
        outline.row["officer"] is not None
        or any(one["person"] for one in postings)
        or outline.row["state"] in _GONE
    ):
        return None
    words = N_("Record the head of office…") if _is_office(outline.row) else N_("Record the officer…")
    return outline.adding("posting", "post", words)


def _bars(outline: Outline, postings: Sequence[Values]) -> list[Period]:
    """Give the postings as bars, and a gap where the post is in use and nobody is recorded."""
    made = [
        Period(
            label=_who(outline, row),
            start=str(row["start"]),
            end=str(end) if (end := row["actual_end"] or row["planned_end"]) else None,
            target=outline.reading.target(row["id"]),
            is_ended=row["status"] == "ended" or row["actual_end"] is not None,
        )
        for row in postings
        if row["start"]
    ]
    start = outline.row["start"]
    if not made and start and outline.row["officer"] is None:
        words = N_("staff not recorded") if _is_office(outline.row) else N_("officer not recorded")
        made.append(
            Period(label=words, start=str(start), end=str(outline.row["end"] or "") or None, is_gap=True)
        )
    return made


def _who(outline: Outline, row: Values) -> str:
    return outline.reading.label(row["person"]) if row["person"] else N_("officer not recorded")


def _postings(outline: Outline, postings: Sequence[Values]) -> None:
    rows = []
    for row in postings:
        made = record_row(outline.reading, "posting", row)
        name = Piece(_who(outline, row), made.target)
        cells = ((name,), (state_words(outline.reading, "posting", row),), *made.cells[1:])
        rows.append(Row(cells=cells, target=made.target, shape=made.shape))
    empty = N_("No staff are recorded.") if _is_office(outline.row) else N_("No posting is recorded.")
    outline.section(
        "postings",
        N_("Postings"),
        rows,
        aligns="llr",
        empty=empty,
        add=outline.adding("posting", "post"),
        view=outline.view_of("posting", "post"),
    )


def _terms(outline: Outline, terms: Sequence[Values]) -> None:
    rows = []
    for row in terms:
        made = record_row(outline.reading, "terms_of_reference", row)
        label = (
            N_("Version {version}").format(version=row["version"])
            if row["version"]
            else N_("Terms of reference")
        )
        document: Line = (link_piece(outline.reading, row["document"]),) if row["document"] else ()
        cells = ((Piece(label, made.target),), document, (date(row["adopted_on"]),))
        rows.append(Row(cells=cells, target=made.target))
    outline.section(
        "terms",
        N_("Terms of reference"),
        rows,
        aligns="llr",
        add=outline.adding("terms_of_reference", "post"),
    )


def _linked(outline: Outline) -> None:
    """Show what hangs on the post or on the activity it rests on, with what each is."""
    reading = outline.reading
    rows = []
    activity = outline.row["activity"]
    if activity is not None:
        for one in reading.linked("obligation", "activity", [activity]):
            word = str(one["frequency"] or choice("obligation", "strength", one["strength"]))
            rows.append(record_row(reading, "obligation", one, beside=((quiet(word),),)))
        for one in reading.linked("document", "related", [activity]):
            rows.append(record_row(reading, "document", one, beside=((quiet(str(one["status"] or "")),),)))
    for one in outline.taken("deployment", "related"):
        kind = choice("deployment", "kind", one["kind"])
        rows.append(
            record_row(
                reading, "deployment", one, beside=((quiet(N_("deployment, {kind}").format(kind=kind)),),)
            )
        )
    if activity is not None and (plan := reading.row("activity", activity)) is not None:
        text = reading.row("arrangement", plan["arrangement"])
        if text is not None:
            rows.append(
                record_row(
                    reading, "arrangement", text, beside=((state_words(reading, "arrangement", text),),)
                )
            )
    outline.section("linked", N_("Linked records"), [replace(row, shape=None) for row in rows])


def _reports(outline: Outline) -> None:
    rhythm, due, last = (
        outline.row[key] for key in ("reporting_rhythm", "next_report_due", "last_report_on")
    )
    outline.told("reporting_rhythm", "next_report_due", "last_report_on")
    rows = []
    if rhythm:
        rows.append(Row(cells=((Piece(N_("Rhythm")),), (Piece(str(rhythm)),))))
    if due:
        rows.append(Row(cells=((Piece(N_("Next report due")),), (date(due),))))
    if last:
        rows.append(Row(cells=((Piece(N_("Last report received")),), (date(last),))))
    office = _is_office(outline.row)
    words = N_("Set how often the office reports") if office else N_("Set how often the officer reports")
    outline.section(
        "reports",
        N_("Reports of the post"),
        rows,
        empty=N_("No reporting rhythm is recorded."),
        is_aside=True,
        add=None if rhythm else Act(label=words, field="reporting_rhythm"),
    )


def _handover(outline: Outline, postings: Sequence[Values]) -> None:
    """Show the handovers that are planned or done; without a posting there is nothing to hand over."""
    rows = []
    for row in postings:
        if row["handover_from"] or row["handover_until"]:
            target = outline.reading.target(row["id"])
            done = quiet(N_("done") if row["is_handover_done"] else N_("planned"))
            when = period(row["handover_from"], row["handover_until"])
            rows.append(Row(cells=((Piece(_who(outline, row), target),), when, (done,)), target=target))
    if postings:
        outline.section(
            "handover", N_("Handover"), rows, aligns="llr", empty=N_("No handover is planned."), is_aside=True
        )


def write_posting(outline: Outline) -> None:
    """Write the page of a posting."""
    reading = outline.reading
    post = link_piece(reading, outline.take("post"), is_full=True)
    person = outline.row["person"]
    outline.title = reading.label(person) if person else N_("Officer not recorded")
    outline.crumbs = [Piece(N_("Liaison posts"), view=View(type="liaison_post")), post, Piece(N_("Posting"))]
    outline.subtitle = (quiet(N_("Posting to ")), post)
    outline.field("person", asked=True)
    end = outline.take("actual_end") or outline.row["planned_end"]
    outline.fact(N_("Period"), period(outline.take("start"), end))
    outline.told("status")
    if outline.row["actual_end"]:
        outline.field("planned_end")
    outline.told("planned_end")


def write_terms(outline: Outline) -> None:
    """Write the page of terms of reference."""
    post = link_piece(outline.reading, outline.take("post"), is_full=True)
    version = outline.take("version")
    outline.title = raised(N_("terms of reference") + (f", {version}" if version else ""))
    outline.crumbs = [
        Piece(N_("Liaison posts"), view=View(type="liaison_post")),
        post,
        Piece(N_("Terms of reference")),
    ]
    outline.subtitle = (quiet(N_("Of the post ")), post)
    outline.field("adopted_on", asked=True)
    outline.fact(N_("Valid"), period(outline.take("valid_from"), outline.take("valid_until")))
    outline.field("document", "languages", "tasks")
