# SPDX-License-Identifier: EUPL-1.2
"""`python -m coopdesk.cli.describe_fields` rewrites the help page of all fields and the licences of About."""

from __future__ import annotations

from pathlib import Path

from coopdesk.paths import shipped
from coopdesk.services.describing import fields_page


def page_path() -> Path:
    """Give where the page lies."""
    return shipped("resources") / "help" / "fields.md"


def licence_copies() -> dict[Path, Path]:
    """Give the copies that ship with the program, each with the file of the project it is made of."""
    root, target = Path(__file__).parents[2], shipped("resources") / "licences"
    return {
        target / "eupl-1.2.txt": root / "LICENSE",
        target / "third-party-notices.md": root / "THIRD-PARTY-NOTICES.md",
    }


def main() -> None:
    """Write the page and the copies."""
    page_path().parent.mkdir(parents=True, exist_ok=True)
    page_path().write_text(fields_page(), encoding="utf-8", newline="\n")
    for copy, source in licence_copies().items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(source.read_text("utf-8"), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
