# SPDX-License-Identifier: EUPL-1.2
"""What several record types point to in the same way: a main record of any type, an address."""

from __future__ import annotations

from typing import Final

from coopdesk.domain.kinds import TextKind

# An event, a figure or a document may be about any of these; rows that belong to them are left out.
MAIN_TYPES: Final = (
    "arrangement",
    "activity",
    "roadmap",
    "roadmap_item",
    "programme",
    "deployment",
    "liaison_post",
    "meeting",
    "working_group",
    "obligation",
    "document",
    "partner",
    "person",
    "country",
    "country_group",
    "it_system",
)

ADDRESS: Final = TextKind("line", limit=2_000)  # addresses of document systems outgrow an ordinary line
