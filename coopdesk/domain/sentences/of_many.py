# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with changing many records at once, and with making one record of two."""

from __future__ import annotations

from typing import Final

from coopdesk.domain.i18n import N_

OF_MANY: Final[dict[str, str]] = {
    "step-not-understood": N_("Say how far, such as +30d, -2m or +1y: days, months or years."),
    "shift-by-months": N_("{label}: {value} is known to the month, so it moves by months or years only."),
    "shift-by-years": N_("{label}: {value} is known to the year, so it moves by whole years only."),
    "nothing-to-find": N_("Say what to look for."),
    "records-left-out": N_(
        "Some records ({count}) cannot be changed this way. Say that they are to be left out."
    ),
    "merge-needs-two": N_("Two different records are needed to make one of them."),
    "merge-of-two-types": N_("{first} is of the type {one}, {second} of the type {other}: they stay two."),
}
