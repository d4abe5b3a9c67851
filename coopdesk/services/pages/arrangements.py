# SPDX-License-Identifier: EUPL-1.2
"""The page of an arrangement: what it is, since when, until when, what it rests on, what it asks of whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coopdesk.domain.dates import format_date
from coopdesk.domain.i18n import N_
from coopdesk.domain.kinds import Value
from coopdesk.domain.views import View
from coopdesk.services.pages.activity_groups import by_area
from coopdesk.services.pages.generic import Outline, sentence_of
from coopdesk.services.pages.page import Act, Line, Period, Piece, Row
from coopdesk.services.pages.reading import Reading
from coopdesk.services.pages.rows import choice, link_piece, own_name, record_row
from coopdesk.services.pages.wording import (
    NO_END,
    date,
    joined,
    listed,
    lowered,
    number,
    period,
    quiet,
    raised,
)
from coopdesk.services.statuses import states_of
from coopdesk.store.queries import Row as Values

PARTIES: Final = frozenset({"party", "party_implied", "co_signatory", "partner_authority"})
FOLLOWING: Final = frozenset({"renews", "prolongs", "supersedes", "extends"})
_STRENGTH_ORDER: Final = ("will", "condition", "explore", "may", "fact")
_PLANS: Final = frozenset({"cooperation_plan", "action_plan", "operational_plan"})


def write(outline: Outline) -> None:
    """Write the page of an arrangement."""
    parties = outline.taken("arrangement_party", "arrangement")
    followers = _followers(outline)
    outline.states = states_of(
        "arrangement",
        outline.row,
        outline.reading.today,
        is_followed=bool(followers) if _is_ours(outline, parties) else None,
    )
    outline.crumbs = crumbs_of(outline.reading, outline.row, parties)
    outline.subtitle = _subtitle(outline)
    _facts(outline, parties)
    _next_act(outline, followers)
    _main_sections(outline)
    _side_sections(outline)


def crumbs_of(reading: Reading, row: Values, parties: Sequence[Values]) -> list[Piece]:
    """Give the way to an arrangement: the partner, what it was made under, its own name."""
    crumbs: list[Piece] = []
    others = other_parties(reading, parties)
    if others:
        crumbs.append(link_piece(reading, others[0]))
    else:
        crumbs.append(Piece(N_("Arrangements"), view=View(type="arrangement")))
    seen, above, lowest = {row["id"]}, list[Piece](), row
    while (upper := reading.row("arrangement", lowest["under"])) is not None and upper["id"] not in seen:
        above.insert(0, link_piece(reading, upper["id"]))
        seen.add(upper["id"])
        lowest = upper
    return [*crumbs, *above, Piece(reading.name(row["id"]))]


def other_parties(reading: Reading, parties: Sequence[Values]) -> list[Value]:
    """Give the parties of an arrangement that are not our own organisation."""
    ids = [row["partner"] for row in parties if row["role"] in PARTIES]
    own = {key for key, row in reading.rows("partner", ids).items() if row["is_self"]}
    return [key for key in ids if key not in own]


def _is_ours(outline: Outline, parties: Sequence[Values]) -> bool:
    """Say whether our own organisation is a party, so that a missing successor concerns us."""
    ids = [row["partner"] for row in parties if row["role"] in PARTIES]
    return any(row["is_self"] for row in outline.reading.rows("partner", ids).values())


def _subtitle(outline: Outline) -> Line:
    kind = outline.spec.by_key["type"].kind.format(outline.take("type")) or N_("Arrangement")
    nature = choice("arrangement", "binding", outline.take("binding"))
    short = outline.take("short_title")
    words = [kind, *([nature] if nature else []), *([str(short)] if short else [])]
    return (quiet(", ".join(words)),)


def _facts(outline: Outline, parties: Sequence[Values]) -> None:
    outline.field("purpose")
    _parties_in_words(outline, parties)
    _signed(outline)
    _duration(outline)
    _relations(outline)
    _originals(outline)
    outline.fact(N_("Conditions"), sentence_of(outline.take("conditions")))
    areas = outline.taken("arrangement_area", "arrangement")
    outline.fact(N_("Areas"), listed([(link_piece(outline.reading, row["area"]),) for row in areas]))
    outline.field("next_step", "next_step_due", "lead_unit", "owner_person")
    outline.stated()


def _parties_in_words(outline: Outline, parties: Sequence[Values]) -> None:
    main = [row for row in parties if row["role"] in PARTIES or row["role"] is None]
    names = []
    for row in main:
        implied = (quiet(N_(" (implied)")),) if row["role"] == "party_implied" else ()
        names.append((link_piece(outline.reading, row["partner"]), *implied))
    outline.fact(N_("Parties"), listed(names) if names else (quiet(N_("not known")),))
    roles: dict[str, list[Line]] = {}
    for row in parties:
        if row not in main and row["role"] != "copy_holder":
            label = outline.reading.spec_of(row["id"]).by_key["role"].kind.format(row["role"])
            roles.setdefault(label, []).append((link_piece(outline.reading, row["partner"]),))
    for label, lines in roles.items():
        outline.fact(label, listed(lines))


def _signed(outline: Outline) -> None:
    signed, place = outline.take("signed_on"), outline.take("signed_place")
    parts: list[Line] = [(date(signed),)]
    if place:
        parts.append((Piece(str(place)),))
    country = outline.link("signed_country")
    if country:
        parts.append(country)
    lines = [joined(parts)]
    for row in outline.taken("arrangement_signatory", "arrangement"):
        lines.append(_signatory(outline, row))
    outline.fact(N_("Signed"), *lines)


def _signatory(outline: Outline, row: Values) -> Line:
    reading = outline.reading
    named = str(row["name_as_printed"] or "")
    person = reading.row("person", row["person"])
    if person is not None and person["name"] is None and not named:
        who = Piece(N_("name not known"), reading.target(row["person"]), "quiet")
    elif person is not None:
        who = Piece(named or str(person["name"]), reading.target(row["person"]))
    else:
        who = Piece(named) if named else quiet(N_("name not known"))
    office = quiet(f", {row['office']}") if row["office"] else Piece("")
    side: Line = (quiet(N_(", for ")), link_piece(reading, row["partner"])) if row["partner"] else ()
    unsigned = (quiet(N_(", has not signed")),) if row["signed"] is False else ()
    return (who, office, *side, *unsigned)


def _duration(outline: Outline) -> None:
    start, end = outline.take("valid_from"), outline.take("valid_until")
    signed = outline.row["signed_on"]
    begins = start or signed
    known = (
        period(begins, end, open_end=NO_END) if begins or end else (quiet(N_("start not known, ")), NO_END)
    )
    outline.fact(N_("Period"), known)
    present, early = outline.take_computed("present_end"), outline.take("terminated_on")
    if present != end and present is not None and not early:
        outline.fact(N_("Present end"), (date(present),))
    outline.fact(N_("Renewal"), _renewal(outline))
    notice = outline.take_computed("notice_deadline")
    if notice is not None:
        outline.fact(N_("Notice by"), (date(notice),))
    if early:
        how = choice("arrangement", "termination_kind", outline.take("termination_kind"))
        outline.fact(N_("Early end"), (date(early), quiet(f", {how}" if how else "")))


def _renewal(outline: Outline) -> Line:
    """Say in one sentence how the arrangement renews."""
    how = outline.take("renewal")
    months, most = outline.take("renewal_months"), outline.take("renewals_at_most")
    notice = outline.take("notice_months")
    if how == "tacit":
        step = (
            N_("by {months} months each time").format(months=months)
            if months
            else N_("for a time that is not known")
        )
        limit = N_(", at most {count} times").format(count=number(int(str(most)))) if most is not None else ""
        unless = (
            N_(" unless notice is given {months} months before the end").format(months=notice)
            if notice
            else N_(" unless notice is given")
        )
        return (
            Piece(N_("Renews itself {step}{limit}{unless}.").format(step=step, limit=limit, unless=unless)),
        )
    said = N_(" Notice takes {months} months.").format(months=notice) if notice else ""
    if how == "by_agreement":
        return (Piece(N_("Renewed only when the parties agree.") + said),)
    if how == "none":
        return (Piece(N_("Ends at the end of its term, without renewal.") + said),)
    if outline.row["valid_until"] is None:
        return (quiet(N_("It has no end date, so nothing has to be renewed.") + said),)
    return (quiet(N_("How it renews is not known.") + said),)


def _relations(outline: Outline) -> None:
    """Say what it rests on and what it refers to; what points the other way has its own section."""
    kind = outline.reading
    under = outline.take("under")
    by_label: dict[str, list[Line]] = {}
    links = outline.taken("arrangement_link", "from_arrangement")
    rests = [row["to_arrangement"] for row in links if row["relation"] == "rests_on"]
    for key in dict.fromkeys([*([under] if under else []), *rests]):
        row = kind.row("arrangement", key)
        since = (quiet(f", {format_date(str(row['signed_on']))}"),) if row and row["signed_on"] else ()
        by_label.setdefault(N_("Rests on"), []).append((link_piece(kind, key), *since))
    for row in links:
        if row["relation"] != "rests_on":
            label = outline.reading.spec_of(row["id"]).by_key["relation"].kind.format(row["relation"])
            by_label.setdefault(label, []).append((link_piece(kind, row["to_arrangement"]),))
    for label, lines in by_label.items():
        outline.fact(N_("Refers to") if label == "Cites" else label, joined(lines))


def _originals(outline: Outline) -> None:
    copies = outline.taken("arrangement_copy", "arrangement")
    count, language = outline.take("copies"), outline.take("language")
    if count is None and not copies:
        return
    parties = {
        row["partner"]
        for row in outline.pointing.get(("arrangement_party", "arrangement"), [])
        if row["role"] in PARTIES
    }
    holders: list[Line] = []
    for row in copies:
        if row["holder"] is not None:
            outside = (quiet(N_(" (not a party)")),) if row["holder"] not in parties else ()
            holders.append((link_piece(outline.reading, row["holder"]), *outside))
    head = ", ".join(str(part) for part in (count, language) if part is not None)
    known = listed(holders) if holders else (quiet(N_("who holds them is not known")),)
    outline.fact(N_("Originals"), (Piece(f"{head}: " if head else ""), *known))


def _followers(outline: Outline) -> list[Values]:
    """Give the links of later arrangements that renew or replace this one."""
    return [
        row
        for row in outline.pointing.get(("arrangement_link", "to_arrangement"), [])
        if row["relation"] in FOLLOWING
    ]


def _next_act(outline: Outline, followers: Sequence[Values]) -> None:
    """Offer to record what comes after a plan that has ended."""
    is_over = any(state.shape == "square" for state in outline.states)
    kind = outline.row["type"]
    if not is_over or followers or kind not in _PLANS or outline.row["status_override"] == "superseded":
        return
    values = [("type", str(kind))]
    if outline.row["under"] is not None:
        values.append(("under", outline.reading.reference(outline.row["under"])))
    outline.act = Act(label=N_("Record next plan…"), type="arrangement", values=tuple(values))


def _main_sections(outline: Outline) -> None:
    reading = outline.reading
    activities = outline.taken("activity", "arrangement")
    sides, groups = by_area(reading, activities)
    if activities or outline.row["type"] in _PLANS:
        outline.section(
            "activities",
            N_("Activities by area"),
            groups=groups,
            heads=sides,
            aligns="lll",
            empty=N_("No activity of this plan is recorded."),
            add=outline.adding("activity", "arrangement"),
            view=outline.view_of("activity", "arrangement"),
            total=outline.total("activity", "arrangement"),
        )
    obligations = sorted(outline.taken("obligation", "arrangement"), key=_by_strength)
    outline.section(
        "obligations",
        N_("Obligations"),
        [obligation_row(reading, row) for row in obligations],
        aligns="llr",
        empty=N_("No obligation from this text is recorded."),
        add=outline.adding("obligation", "arrangement"),
        view=outline.view_of("obligation", "arrangement"),
        total=outline.total("obligation", "arrangement"),
    )
    made_under = {str(row["id"]): row for row in outline.taken("arrangement", "under")}
    resting = [
        row["from_arrangement"]
        for row in outline.taken("arrangement_link", "to_arrangement")
        if row["relation"] == "rests_on"
    ]
    made_under |= reading.rows("arrangement", resting)
    outline.section(
        "under",
        N_("Rests on it"),
        [record_row(reading, "arrangement", row) for row in made_under.values()],
        aligns="lrr",
        add=outline.adding("arrangement", "under"),
        view=outline.view_of("arrangement", "under"),
    )
    _pointing_links(outline)
    outline.records("meeting", "arrangement", N_("Meetings"))
    _documents(outline)
    outline.records("working_group", "arrangement")


def obligation_row(reading: Reading, row: Values) -> Row:
    """Give an obligation with its diamond, how firmly it is put, and who owes it."""
    made = record_row(reading, "obligation", row)
    pressing = made.cells[-1] if made.cells[-1][0].tone in {"amber", "red"} else ()
    owner = (
        (Piece(reading.name(row["owner"]), tone="quiet"),) if row["owner"] else (quiet(N_("nobody named")),)
    )
    cells = (made.cells[0], made.cells[1], joined([pressing, owner]) if pressing else owner)
    return Row(cells=cells, target=made.target, shape=made.shape)


def _by_strength(row: Values) -> int:
    strength = str(row["strength"])
    return _STRENGTH_ORDER.index(strength) if strength in _STRENGTH_ORDER else len(_STRENGTH_ORDER)


def _pointing_links(outline: Outline) -> None:
    """Show the arrangements that name this one, with the relation as they see it."""
    rows = []
    for row in outline.pointing.get(("arrangement_link", "to_arrangement"), []):
        if row["relation"] == "rests_on":
            continue
        label = outline.reading.spec_of(row["id"]).by_key["relation"].kind.format(row["relation"])
        piece = link_piece(outline.reading, row["from_arrangement"], is_full=True)
        source = outline.reading.target(row["id"])
        rows.append(Row(cells=((piece,), (quiet(lowered(label)),)), target=piece.target, source=source))
    outline.section("named_by", N_("Named by"), rows)


def _documents(outline: Outline) -> None:
    """Show the documents of the arrangement, those about it among them, once each."""
    found = {
        str(row["id"]): row for link in ("arrangement", "related") for row in outline.taken("document", link)
    }
    outline.section(
        "documents",
        N_("Documents"),
        [record_row(outline.reading, "document", row) for row in found.values()],
        aligns="lrr",
        add=outline.adding("document", "arrangement"),
        view=outline.view_of("document", "arrangement", "related"),
    )


def _side_sections(outline: Outline) -> None:
    """Show the rows that belong to the arrangement, where they are added and changed."""
    outline.records("approval_step", "arrangement", N_("Approval"))
    outline.records("arrangement_condition", "arrangement", N_("Conditions"))
    outline.records(
        "arrangement_signatory", "arrangement", N_("Signatories"), is_aside=True, rows=_signatories(outline)
    )
    for type_key, title in (
        ("arrangement_party", N_("Parties and copy holders")),
        ("arrangement_copy", N_("Originals")),
        ("arrangement_area", N_("Areas")),
    ):
        outline.records(type_key, "arrangement", title, is_aside=True)
    outline.records("arrangement_link", "from_arrangement", N_("Linked arrangements"), is_aside=True)


def _signatories(outline: Outline) -> list[Row]:
    """Give a row for each signatory, that opens it: who, in which office, for whom."""
    rows = []
    for row in outline.pointing.get(("arrangement_signatory", "arrangement"), []):
        who, office, *_ = _signatory(outline, row)
        itself = outline.reading.target(row["id"])
        side: Line = (link_piece(outline.reading, row["partner"]),) if row["partner"] else ()
        name = Piece(who.text, who.target or itself, who.tone)
        cells = ((name,), (quiet(office.text.removeprefix(", ")),), side)
        rows.append(Row(cells=cells, target=name.target, source=itself))
    return rows


def bars(reading: Reading, rows: Sequence[Values]) -> list[Period]:
    """Give arrangements with a known beginning as bars of the strip of years."""
    made = []
    for row in rows:
        start = row["valid_from"] or row["signed_on"]
        if not isinstance(start, str):
            continue
        state = states_of("arrangement", row, reading.today)
        end = row["terminated_on"] or row["valid_until"]
        made.append(
            Period(
                label=_bar_label(reading, row, start, end),
                start=start,
                end=str(end) if end else None,
                target=reading.target(row["id"]),
                is_ended=bool(state) and state[0].shape == "square",
            )
        )
    return made


def _bar_label(reading: Reading, row: Values, start: str, end: Value) -> str:
    name = raised(own_name(reading, "arrangement", row))
    if end:
        return N_("{name}, {start} to {end}").format(
            name=name, start=format_date(start), end=format_date(str(end))
        )
    return N_("{name}, since {start}, no end date").format(name=name, start=format_date(start))
