# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with workbooks that leave or come home."""

from __future__ import annotations

from typing import Final

from coopdesk.domain.i18n import N_

OF_EXCHANGE: Final[dict[str, str]] = {
    # exports
    "export-other-ending": N_(
        "The name {path} does not end in .xlsx, so Excel would not open it. Give it that ending."
    ),
    "export-too-many-rows": N_(
        "{plural} has {count} records; such a workbook takes at most {limit}. Choose fewer with a filter."
    ),
    "export-cannot-return": N_(
        "{path} would be too large to come home ({reason}) Choose fewer records or registers, or make a "
        "hand-out."
    ),
    "export-cell-too-long": N_(
        "{label} of {reference} has {length} characters; a cell of a workbook takes 32 767. Shorten it first."
    ),
    "export-marking-unknown": N_("There is no marking “{value}”. Markings: {choices}."),
    "export-marking-lowered": N_(
        "These records are marked {highest}, so the workbook cannot be marked {value}. Leave out the "
        "records so marked."
    ),
    "export-classified": N_(
        "“{value}” is a level of EU classified information, which may not be kept or sent with CoopDesk. "
        "Markings: {choices}."
    ),
    "export-nothing": N_("There is no record in this list, so there is nothing to export."),
    "export-too-long": N_("This list is longer than {limit} records. Filter it, then export the parts."),
    "export-purpose-missing": N_("Say for what purpose the personal data leaves the office."),
    "export-filter-unused": N_(
        "There is a filter for {plural}, which are not among the exported registers. Add them or drop "
        "the filter."
    ),
    # workbooks that come home
    "import-not-ours": N_(
        "{file} carries no records of CoopDesk, so its rows cannot be told apart. "
        "Export the records as a workbook for return and have that one filled in."
    ),
    "import-undecided": N_(
        "{file} was not taken in, because {open} must be decided first. "
        "Look at them with --dry-run and answer with --decide."
    ),
    "already-imported": N_("{file} was already imported on {time} by {who}; nothing is left to take in."),
    "already-imported-in-part": N_(
        "{file} was already imported on {time} by {who}; what had problems stayed out. Correct it, save the "
        "file and import it again."
    ),
    "carrier-gone": N_(
        "The hidden sheet of {file} is gone, so what the rows left with is taken from the ledger and the "
        "history."
    ),
    "carrier-damaged": N_(
        "The hidden sheet of {file} cannot be read, so what the rows left with is taken from the ledger "
        "and the history."
    ),
    "base-mismatch": N_(
        "Row {cell} of “{sheet}”: the file says that it left with other values than the ledger says. "
        "The ledger counts; ask the sender whether hidden sheets were edited."
    ),
    "sheet-not-read": N_("The sheet “{sheet}” holds no records of CoopDesk and was not read."),
    "sheet-gone": N_("The sheet “{sheet}” is no longer in the file. Its records stay as they are."),
    "cells-left-out": N_("“{sheet}” has values far away from its table ({cells}), which were not read."),
    "column-renamed": N_(
        "{cell} on “{sheet}”: the column “{value}” was taken for {label}, as its place and values show."
    ),
    "column-repeated": N_(
        "{cell} on “{sheet}”: there is another column “{value}”, so this one was not read."
    ),
    "column-gone": N_("“{sheet}” has no column {label} any more. What the records say there stays as it is."),
    "cell-changed-by-excel": N_(
        "{cell} on “{sheet}”: {label} shows “{value}”, which is what Excel makes of “{base}”. “{base}” stays."
    ),
    "cell-characters-removed": N_(
        "{cell} on “{sheet}”: characters that cannot be shown were taken out of {label}."
    ),
    "cell-number-shown-as-date": N_(
        "{cell} on “{sheet}”: {label} takes a number, but the cell shows a date ({value}). "
        "Give the cell a number format."
    ),
    "cell-is-computed": N_(
        "{cell} on “{sheet}”: {label} is worked out by CoopDesk, so what was typed is left aside."
    ),
    "date-only-more-exact": N_(
        "{cell} on “{sheet}”: {label} shows {value}, which is what Excel makes of “{base}”. “{base}” stays."
    ),
    "date-year-shown-as-day": N_(
        "{cell} on “{sheet}”: {label} shows {value}, which was taken for the typed year."
    ),
    "date-time-dropped": N_(
        "{cell} on “{sheet}”: {label} takes no time of day, so only the day of {value} is kept."
    ),
    "date-shown-as-number": N_(
        "{cell} on “{sheet}”: {label} holds the number {value}, which was taken for a day."
    ),
    "row-of-other-type": N_(
        "Row {cell} of “{sheet}” is of the type {found}, but {expected} is needed here. "
        "Put it on its own sheet."
    ),
    "row-known-by-reference": N_(
        "Row {cell} of “{sheet}” has lost its hidden id and was taken for “{value}”, as its reference says."
    ),
    "row-id-damaged": N_(
        "Row {cell} of “{sheet}” has a hidden id that is none, as when a row is filled down. "
        "It was taken for a new record."
    ),
    "row-repeated": N_(
        "Row {cell} of “{sheet}” repeats “{value}”, which stands there already, and was not read."
    ),
    "row-copied": N_(
        "Row {cell} of “{sheet}” is a changed copy of “{value}” and was taken for a new record."
    ),
    "row-emptied": N_(
        "Row {cell} of “{sheet}” was emptied. It counts as not in the file: the record is kept, unless "
        "deletions are accepted."
    ),
    "row-already-there": N_(
        "Row {cell} of “{sheet}” says what “{value}” says already, and was not added again."
    ),
    "row-maybe-duplicate": N_("Row {cell} of “{sheet}” is called like {label} “{value}”. Is it the same?"),
    "row-of-unsure-record": N_(
        "Row {cell} of “{sheet}” fits several records equally well after the sorting. Change it in CoopDesk."
    ),
    "value-from-outside-bad": N_(
        "Row {cell} of “{sheet}” left its sender with a value for {label} that the field cannot hold. "
        "Ask the sender for a new export."
    ),
    "link-gone": N_(
        "{label}: “{value}” was removed or is not taken in. Choose another record, or take the removal back."
    ),
    "more-alike": N_("“{sheet}”: the same for {count} more cells."),
    "question-realign": N_(
        "{label}: {count} rows of “{sheet}” were sorted away from their hidden ids. "
        "Shall each row follow its contents? Answer with “realign”: true, or false if they were really "
        "typed anew."
    ),
    "question-date-order": N_(
        "{label} on “{sheet}”: dates such as “{value}” ({first}; {count} in all) can be read in two ways. "
        "Does the day or the month come first?"
    ),
    "question-month-or-day": N_(
        "{label} on “{sheet}”: cells such as {value} ({first}; {count} in all) are the first of a month. "
        "Was a month typed, which Excel made a day, or is the day meant?"
    ),
    "decisions-not-json": N_(
        "The answers must be a JSON list in UTF-8 such as [{{“reference”: …, “field”: …, “take”: “ours”}}]."
    ),
    "decision-not-understood": N_(
        "Answer {number} makes no sense. It needs “reference” (or “id”), “field” and “take”, and nothing "
        "else."
    ),
    "decision-unknown-take": N_("Answer {number} takes “{value}”; it can take ours, theirs or value."),
    "decision-value-missing": N_("Answer {number} takes a value, so it needs “field” and “value”."),
    "decision-unknown-record": N_(
        "There is an answer about “{value}”, but no such record in the file or in CoopDesk."
    ),
    "decision-nothing-open": N_(
        "There is a value for “{value}”, but {file} changes nothing there. Change the record itself."
    ),
    "decision-unknown-question": N_("There is an answer to a question “{value}” that nobody asks."),
    "decision-unknown-choice": N_("“{value}” is no answer to that question. Answers: {choices}."),
}
