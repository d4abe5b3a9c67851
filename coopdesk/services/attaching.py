# SPDX-License-Identifier: EUPL-1.2
"""Files copied into the office's file beside a record, known by their hash, and taken out again."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
from pathlib import Path
from typing import Final

from coopdesk.domain.changes import ChangePlan, Origin, RecordChange, Written
from coopdesk.domain.errors import EnvironmentProblem, UserError
from coopdesk.domain.identifiers import new_key
from coopdesk.domain.kinds import Value
from coopdesk.records.catalog import SPECS
from coopdesk.services.checking import parse_fields, refuse_invalid
from coopdesk.services.naming import entry_of, resolver
from coopdesk.store import attachments
from coopdesk.store.engine import Database
from coopdesk.store.queries import rows_by_ids
from coopdesk.store.register import propose_reference
from coopdesk.store.unit_of_work import write

LIMIT_MB: Final = 50
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def attach(
    database: Database,
    reference: str,
    path: Path,
    *,
    who: str,
    description: str = "",
    today: dt.date | None = None,
) -> Written:
    """Copy a file in beside a record, as one change set; the same content is kept once.

    Raises UserError for a record there is not, a file that is too large, or a name or description that
    cannot be kept; EnvironmentProblem for a file that cannot be read.
    """
    content = _read(path)
    digest = hashlib.sha256(content).hexdigest()
    day = today or dt.date.today()
    with database.reading() as connection:
        owner = entry_of(connection, reference)
        spec = SPECS["attachment"]
        values: dict[str, Value] = {
            "reference": propose_reference(connection, spec, day),
            "record": owner.id,
            "size_bytes": len(content),
            "sha256": digest,
            "added_on": day.isoformat(),
            **parse_fields(spec, {"file_name": path.name, "description": description}, resolver(connection)),
        }
    refuse_invalid(spec, values)
    present = {key: value for key, value in values.items() if value is not None}
    change = RecordChange(type=spec.key, id=new_key(), action="create", new=present)
    title = f"Attach {values['file_name']} to {owner.reference}"
    plan = ChangePlan(title=title, origin=Origin.EDIT, changes=(change,))
    return write(
        database, plan, who=who, also=lambda connection, _: attachments.keep(connection, digest, content)
    )


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise EnvironmentProblem("file-missing", path=path)
        if path.stat().st_size > LIMIT_MB * 1024 * 1024:
            raise UserError("attachment-too-large", path=path, limit_mb=LIMIT_MB)
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem("file-unreadable", path=path) from error


def fetch(database: Database, reference: str, target: Path) -> Path:
    """Write the file of an attachment to `target`, or into it under its own name where it is a folder.

    Never overwrites. Raises UserError for what is no attachment or was changed since, EnvironmentProblem
    where it cannot be written.
    """
    with database.reading() as connection:
        entry = entry_of(connection, reference)
        if entry.type != "attachment":
            raise UserError("not-an-attachment", reference=entry.reference)
        row = rows_by_ids(connection, SPECS["attachment"], [entry.id])[entry.id]
        content = attachments.content_of(connection, str(row["sha256"]))
    if content is None or hashlib.sha256(content).hexdigest() != row["sha256"]:
        raise UserError("attachment-damaged", reference=entry.reference)
    path = target
    try:
        path = target / Path(str(row["file_name"])).name if target.is_dir() else target
        _write_new(path, content)
    except FileExistsError as error:
        raise EnvironmentProblem("file-exists", path=path) from error
    except OSError as error:
        code = "disk-full" if error.errno in _FULL else "file-not-writable"
        raise EnvironmentProblem(code, path=path) from error
    return path


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all: half of one looks like the attachment."""
    file = path.open("xb")
    try:
        with file:
            file.write(content)
    except BaseException:
        path.unlink()
        raise
