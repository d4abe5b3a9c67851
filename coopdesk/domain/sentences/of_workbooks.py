# SPDX-License-Identifier: EUPL-1.2
"""Why a workbook cannot be taken in, and what cannot be read in it."""

from __future__ import annotations

from typing import Final

from coopdesk.domain.i18n import N_

OF_WORKBOOKS: Final[dict[str, str]] = {
    # the file
    "workbook-is-a-folder": N_("{file} is a folder. Choose the workbook inside it."),
    "workbook-not-a-file": N_(
        "{file} is not an ordinary file. Save the workbook on this computer and choose it there."
    ),
    "workbook-lock-file": N_(
        "{file} is only a note that Excel keeps while a workbook is open. "
        "Choose the file without “~$” in its name."
    ),
    "workbook-empty-file": N_(
        "{file} is empty. Perhaps the copy or download was interrupted: get the file again."
    ),
    "workbook-too-large": N_(
        "{file} is larger than {limit_mb} MB. Split it, or ask the sender for a smaller one."
    ),
    "workbook-changed-meanwhile": N_(
        "{file} was changed while it was being read. Try again once it has been saved."
    ),
    # what it really is
    "workbook-encrypted": N_(
        "{file} is protected by a password or by rights management. "
        "Remove the protection in Excel (File, Info, Protect Workbook), save it and try again."
    ),
    "workbook-old-xls": N_(
        "{file} is in the old Excel format (.xls). Open it in Excel and save it as “Excel Workbook (.xlsx)”."
    ),
    "workbook-xlsb": N_(
        "{file} is a binary Excel workbook (.xlsb). Open it in Excel and save it as “Excel Workbook (.xlsx)”."
    ),
    "workbook-ods": N_(
        "{file} is an OpenDocument spreadsheet (.ods). Open it and save it as “Excel (.xlsx)”."
    ),
    "workbook-is-numbers": N_(
        "{file} is an Apple Numbers spreadsheet. Export it from Numbers as Excel (.xlsx)."
    ),
    "workbook-is-text": N_(
        "{file} is plain text such as .csv, not a workbook. Open it in Excel, "
        "check dates and leading zeros, and save it as “Excel Workbook (.xlsx)”."
    ),
    "workbook-is-html": N_(
        "{file} is a web page, whatever its name says. "
        "Open it in Excel and save it as “Excel Workbook (.xlsx)”."
    ),
    "workbook-is-xml": N_(
        "{file} is an XML file, not a workbook. Open it in Excel and save it as “Excel Workbook (.xlsx)”."
    ),
    "workbook-is-archive": N_(
        "{file} is an archive, not a workbook. Unpack it and choose the workbook inside."
    ),
    "workbook-is-other": N_("{file} is {what}, not a workbook. Choose an Excel workbook (.xlsx)."),
    "workbook-unknown": N_("{file} is not a workbook. Choose an Excel workbook (.xlsx)."),
    # damaged or dangerous
    "workbook-incomplete": N_(
        "{file} is not complete. Perhaps the copy or download was interrupted: get the file again."
    ),
    "workbook-damaged": N_("{file} is damaged. Open it in Excel, save it under a new name and try again."),
    "workbook-duplicate-part": N_(
        "{file} contains “{part}” twice, so it is not clear what counts. "
        "Open it in Excel, save it under a new name and try again."
    ),
    "workbook-too-many-parts": N_(
        "{file} consists of more than {limit} parts. Copy the sheets you need into a new workbook."
    ),
    "workbook-unpacks-too-large": N_(
        "{file} holds more than {limit_mb} MB once unpacked. Copy the sheets you need into a new workbook."
    ),
    "workbook-bomb": N_(
        "{file} swells to more than {ratio} times its size, as harmful files do. "
        "It was not opened; ask the sender for a new copy."
    ),
    "workbook-too-many-texts": N_(
        "{file} holds too much text to be read. Split it, or delete what is not needed."
    ),
    "workbook-doctype": N_(
        "{file} contains a document type declaration, which can do harm and which Excel never writes. "
        "Open it in Excel, save it under a new name and try again."
    ),
    # while it was read
    "sheet-damaged": N_(
        "The sheet “{sheet}” of {file} is damaged. "
        "Open the file in Excel, save it under a new name and try again."
    ),
    "sheet-too-long": N_(
        "The sheet “{sheet}” of {file} goes on below row {limit}. Split it, or delete what is not needed."
    ),
    "sheet-too-wide": N_(
        "The sheet “{sheet}” of {file} has more than {limit} columns. Delete the columns that are not needed."
    ),
    "sheet-too-many-merges": N_(
        "The sheet “{sheet}” of {file} has too many merged cells. Unmerge them in Excel and try again."
    ),
    "workbook-no-sheets": N_("{file} has no sheet with cells. Check that it is the right file."),
    "workbook-empty": N_("{file} has nothing in any of its sheets. Check that it is the right file."),
    "workbook-too-slow": N_(
        "{file} could not be read within {seconds} seconds. Copy the sheets you need into a new workbook."
    ),
    "workbook-too-heavy": N_(
        "{file} needs more than {limit_mb} MB of memory to be read. "
        "Copy the sheets you need into a new workbook."
    ),
    "workbook-reader-stopped": N_(
        "{file} could not be read and may be damaged. "
        "Open it in Excel, save it under a new name and try again."
    ),
    "workbook-reading-cancelled": N_("Reading {file} was cancelled. Nothing was changed."),
    # single cells
    "cell-error": N_(
        "{cell} on “{sheet}” shows the error {shown}, so its value is not known. Correct it in Excel."
    ),
    "cell-not-calculated": N_(
        "{cell} on “{sheet}” has a formula that was never calculated. Open the file in Excel and save it."
    ),
    "cell-merged-away": N_("{cell} on “{sheet}” lies under a merged cell. Unmerge the cells in Excel."),
    "cell-date-out-of-range": N_(
        "{cell} on “{sheet}” has a date before March 1900 or after 2999. Type it as text, such as 1899-05."
    ),
    "cell-not-a-number": N_("{cell} on “{sheet}” has a number that does not exist. Type it again."),
    "cell-too-long": N_("{cell} on “{sheet}” is longer than a cell can be in Excel. Shorten it."),
    "cell-broken": N_("{cell} on “{sheet}” is damaged, so its value is not known. Type it again."),
}
