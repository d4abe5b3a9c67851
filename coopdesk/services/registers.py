# SPDX-License-Identifier: EUPL-1.2
"""The registers as the office sees them: what stands in the navigation, and which lists each one has.

Only data and no heavy import: the frame of the window is drawn from it before the records are reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from coopdesk.domain.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A place in the navigation: its name, its icon, and the record types of its lists, first one first."""

    key: str
    label: str
    icon: str
    types: tuple[str, ...]
    section: Literal["main", "reference"] = "main"


REGISTERS: Final[tuple[Register, ...]] = (
    Register(key="partners", label=N_("Partners"), icon="building", types=("partner", "partner_unit")),
    Register(key="people", label=N_("People"), icon="users", types=("person", "person_function")),
    Register(key="arrangements", label=N_("Arrangements"), icon="file-text", types=("arrangement",)),
    Register(key="activities", label=N_("Activities"), icon="list-check", types=("activity",)),
    Register(key="roadmaps", label=N_("Roadmaps"), icon="route", types=("roadmap", "roadmap_item")),
    Register(key="programmes", label=N_("Programmes"), icon="wallet", types=("programme",)),
    Register(key="deployments", label=N_("Deployments"), icon="map-pin", types=("deployment",)),
    Register(
        key="liaison", label=N_("Liaison posts"), icon="id-badge",
        types=("liaison_post", "posting", "terms_of_reference"),
    ),
    Register(key="meetings", label=N_("Meetings"), icon="calendar", types=("meeting",)),
    Register(key="working_groups", label=N_("Working groups"), icon="sitemap", types=("working_group",)),
    Register(key="obligations", label=N_("Obligations"), icon="clipboard-check", types=("obligation",)),
    Register(key="documents", label=N_("Documents"), icon="folder", types=("document",)),
    Register(
        key="countries", label=N_("Countries"), icon="world", types=("country", "country_group"),
        section="reference",
    ),
    Register(
        key="it_systems", label=N_("IT systems"), icon="server", types=("it_system",), section="reference"
    ),
    Register(key="areas", label=N_("Areas"), icon="tag", types=("area", "strategy_aim"), section="reference"),
    Register(key="events", label=N_("Events"), icon="calendar-event", types=("event",), section="reference"),
    Register(key="figures", label=N_("Figures"), icon="hash", types=("figure",), section="reference"),
    Register(key="sources", label=N_("Sources"), icon="quote", types=("source",), section="reference"),
)  # fmt: skip


def register_of(type_key: str) -> Register | None:
    """Give the register whose lists show a record type, None for rows that only stand on pages."""
    return next((one for one in REGISTERS if type_key in one.types), None)
