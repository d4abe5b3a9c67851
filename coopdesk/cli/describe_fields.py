# SPDX-License-Identifier: EUPL-1.2
"""`python -m coopdesk.cli.describe_fields` rewrites the help page of all fields."""

from __future__ import annotations

from pathlib import Path

from coopdesk.paths import shipped
from coopdesk.services.describing import fields_page


def page_path() -> Path:
    """Give where the page lies."""
    return shipped("resources") / "help" / "fields.md"


def main() -> None:
    """Write the page."""
    page_path().parent.mkdir(parents=True, exist_ok=True)
    page_path().write_text(fields_page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
