# SPDX-License-Identifier: EUPL-1.2
"""Choices that several record types share for following up: how it goes, and how often something is due."""

from __future__ import annotations

from typing import Final

from coopdesk.domain.i18n import N_
from coopdesk.domain.picklists import choices

HEALTH: Final = choices(
    "health",
    on_track=N_("On track"),
    at_risk=N_("At risk"),
    off_track=N_("Off track"),
)
NOT_ON_TRACK: Final = frozenset({"at_risk", "off_track"})

FREQUENCY_KINDS: Final = choices(
    "frequency_kind",
    none=N_("None"),
    annual=N_("Annual"),
    half_yearly=N_("Half-yearly"),
    quarterly=N_("Quarterly"),
    monthly=N_("Monthly"),
    weekly=N_("Weekly"),
    once=N_("Once"),
    ad_hoc=N_("Ad hoc"),
    as_appropriate=N_("As appropriate"),
    continuing=N_("Continuing"),
    periodic=N_("Periodic"),
    other=N_("Other"),
)
