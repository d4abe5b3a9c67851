# SPDX-License-Identifier: EUPL-1.2
"""The handling markings of the office, in rising order; shared by every record that may leave it.

Levels for classified information are left out on purpose: no such text belongs on an ordinary laptop.
"""

from __future__ import annotations

from coopdesk.domain.i18n import N_
from coopdesk.domain.picklists import choices

MARKINGS = choices(
    "marking",
    public=N_("Public"),
    internal=N_("Internal use"),
    limited=N_("Limited"),
    sensitive=N_("Sensitive"),
)
