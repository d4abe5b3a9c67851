# SPDX-License-Identifier: EUPL-1.2
"""Who works here and how they like the window: a small file of this person on this machine.

It is no record of the office: it leaves with no workbook and is in no history. The name in it stands beside
every change this person makes.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from coopdesk.domain.errors import EnvironmentProblem
from coopdesk.domain.kinds import strip_unprintable
from coopdesk.paths import config_folder

Theme = Literal["system", "light", "dark"]
Density = Literal["roomy", "compact"]
THEMES: Final[tuple[Theme, ...]] = ("system", "light", "dark")
DENSITIES: Final[tuple[Density, ...]] = ("roomy", "compact")
USER_VARIABLE: Final = "COOPDESK_USER"
FILE_NAME: Final = "profile.json"
NAME_LIMIT: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A person's name and unit, and how the window looks to them; an empty name means: as they log in."""

    name: str = ""
    unit: str = ""
    theme: Theme = "system"
    density: Density = "roomy"

    def who(self, login: str) -> str:
        """Give the name that stands beside this person's changes: name (else login) and unit."""
        named = ", ".join(part for part in (self.name or login, self.unit) if part)
        return named[:NAME_LIMIT].rstrip(" ,")


def who_works(profile: Profile | None = None) -> str:
    """Give the name under which this person's work is kept: COOPDESK_USER, the profile, the login."""
    import getpass

    named = clean_name(os.environ.get(USER_VARIABLE))
    if named:
        return named
    try:
        login = clean_name(getpass.getuser())
    except (OSError, KeyError):
        login = ""
    return (profile or load()).who(login or "unknown")


def is_named_from_outside() -> bool:
    """Whether the name comes from COOPDESK_USER, so that the profile's does not count."""
    return bool(clean_name(os.environ.get(USER_VARIABLE)))


def profile_path() -> Path:
    """Give where the profile lies."""
    return config_folder() / FILE_NAME


def load() -> Profile:
    """Give the profile; what is missing or cannot be read is as on the first day."""
    try:
        data = json.loads(profile_path().read_text("utf-8"))
    except (OSError, ValueError):
        return Profile()
    return _profile_of(data) if isinstance(data, dict) else Profile()


def _profile_of(data: dict[str, Any]) -> Profile:
    theme, density = data.get("theme"), data.get("density")
    return Profile(
        name=clean_name(data.get("name")),
        unit=clean_name(data.get("unit")),
        theme=theme if theme in THEMES else "system",
        density=density if density in DENSITIES else "roomy",
    )


def clean_name(text: object) -> str:
    """Give a name as the history can keep it: one line, printable, not endless."""
    return " ".join(strip_unprintable(text).split())[:NAME_LIMIT] if isinstance(text, str) else ""


def save(profile: Profile) -> None:
    """Keep a profile, whole or not at all. Raises EnvironmentProblem where the folder cannot be written."""
    path = profile_path()
    growing = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with growing.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(asdict(profile), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        growing.replace(path)
    except OSError as error:
        raise EnvironmentProblem("file-not-writable", path=path) from error
    finally:
        with suppress(OSError):
            growing.unlink(missing_ok=True)
