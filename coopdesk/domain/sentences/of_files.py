# SPDX-License-Identifier: EUPL-1.2
"""What can stand in the way of the office's file, its backups and attachments."""

from __future__ import annotations

from typing import Final

from coopdesk.domain.i18n import N_

OF_FILES: Final[dict[str, str]] = {
    # database and files
    "database-missing": N_("There is no CoopDesk file at {path}. Make one with “coopdesk init”."),
    "database-exists": N_("{path} already exists. Choose another name or open it."),
    "database-not-one": N_("{path} is not a CoopDesk file. Nothing was changed."),
    "database-newer": N_(
        "{path} was made by a newer CoopDesk (layout {found}; this program knows {known}). "
        "Nothing was changed. Install the newer program."
    ),
    "database-unreachable": N_(
        "{path} cannot be reached. Check that its folder exists and may be read and written."
    ),
    "database-locked": N_("{path} is being used by another program. Try again in a moment."),
    "database-read-only": N_(
        "{path} cannot be written to. Nothing was changed. Check the rights of the file and folder."
    ),
    "database-damaged": N_(
        "{path} is damaged. Nothing was changed. Restore the last good backup with “coopdesk restore”."
    ),
    "check-failed": N_(
        "{path} is not in order: {reason}. Restore the last good backup with “coopdesk restore”."
    ),
    "search-incomplete": N_(
        "The search knows {found} of {records} records; the records themselves are whole. "
        "Make the search anew with “coopdesk check --mend-search”."
    ),
    "no-display": N_("There is no screen for the window. The command line works: see “coopdesk --help”."),
    "no-window-here": N_(
        "The window cannot be opened on this machine, because parts of the system are missing ({missing}). "
        "The command line works: see “coopdesk --help”."
    ),
    "picture-unknown": N_("There is no screen “{screen}”. Screens: {screens}."),
    "picture-size": N_("Give a size such as 1366x768 and a scale from 0.5 to 4, not “{size}” and “{scale}”."),
    "disk-full": N_("The disk is full, nothing was changed. Free some space and try again."),
    "disk-fails": N_(
        "{path} could not be written, nothing was changed. The disk may be full or faulty: "
        "free some space, or use another disk."
    ),
    "too-little-space": N_(
        "There is too little free space ({free_mb} MB; {needed_mb} MB are needed). Nothing was changed."
    ),
    "migration-failed": N_(
        "{path} could not be brought up to date. It is as it was, and a backup is at {backup}."
    ),
    "backup-bad": N_("{path} is no good backup: {reason}. Nothing was changed."),
    "folder-missing": N_("The folder {path} does not exist."),
    "file-open-elsewhere": N_(
        "{path} cannot be replaced. It may be open in Excel: close it there and try again."
    ),
    "file-not-writable": N_("{path} cannot be written. Check the name of the folder and its rights."),
    "file-missing": N_("There is no file {path}."),
    "file-unreadable": N_("{path} cannot be read. Check its rights."),
    "file-exists": N_("{path} already exists and was left as it is. Choose another name."),
    "attachment-too-large": N_(
        "{path} is larger than {limit_mb} MB. Keep it where it is and note its place."
    ),
    "attachment-damaged": N_("The file of {reference} is missing or damaged. Restore a backup that has it."),
    "not-an-attachment": N_("{reference} is no attachment, so there is no file to fetch."),
    # what went wrong on our side
    "our-mistake": N_("CoopDesk made a mistake. Please report it together with {report}, which says where."),
    "our-mistake-no-report": N_("CoopDesk made a mistake. Please report it with the steps before."),
    "stopped": N_("Stopped. A change that was not finished was not made."),
    "result-not-written": N_("The result could not be written to where it was sent. Is the disk full?"),
}
