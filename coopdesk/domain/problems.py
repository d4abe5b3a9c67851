# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of everything that can be wrong: a code, a sentence, a way out.

Rules and kinds return or raise codes with facts; the words are only here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Final, Literal

from coopdesk.domain.i18n import N_

Severity = Literal["error", "notice"]

MESSAGES: Final[dict[str, str]] = {
    # values
    "required": N_("{label} may not be empty."),
    "too-long": N_(
        "{label} is longer than {limit} characters ({length}). Shorten it or put the rest in the remark."
    ),
    "control-characters": N_(
        "{label} contains characters that cannot be shown. Type the text again without them."
    ),
    "broken-characters": N_(
        "{label} contains a broken character that no file can keep. Type the text again."
    ),
    "not-a-whole-number": N_("{label} takes a whole number; “{value}” is not one."),
    "not-a-number": N_("{label} takes a number; “{value}” is not one."),
    "number-too-long": N_("{label} takes numbers of at most 15 digits; “{value}” has more."),
    "number-out-of-range": N_("{label} takes numbers from {lowest} to {highest}; “{value}” is outside."),
    "too-many-decimals": N_("{label} takes at most {scale} decimals; “{value}” has more."),
    "not-yes-or-no": N_("{label} takes yes or no; “{value}” is neither."),
    "not-in-list": N_("{label} has no choice “{value}”. Choices: {choices}."),
    "date-not-understood": N_(
        "{label} takes a date such as 18 July 2019, 2019-07 or 2019; “{value}” is not one."
    ),
    "date-impossible": N_("{label}: there is no day or month “{value}” in the calendar."),
    "date-out-of-range": N_("{label} takes years from 1000 to 2999; “{value}” is outside."),
    "date-ambiguous": N_(
        "{label}: “{value}” can be read as two different days. Write it as 2019-07-18 or 18 July 2019."
    ),
    "date-no-such-serial": N_("{label}: Excel shows a date here that does not exist or is too far away."),
    "list-item-empty": N_("{label} has an empty entry between two semicolons."),
    "link-unknown": N_("{label}: there is no record “{value}”. Use the reference or the full name."),
    "link-in-trash": N_("{label}: “{value}” is in the trash. Take its removal back first."),
    "link-ambiguous": N_("{label}: “{value}” can mean {candidates}. Use the reference."),
    "link-wrong-type": N_("{label}: “{value}” is {found}, but {expected} is needed here."),
    "link-to-itself": N_("{label}: a record cannot point to itself."),
    "reference-malformed": N_(
        "A reference has letters, figures, spaces and . - _ / only, at most 80; “{value}” does not fit."
    ),
    "wrong-kind-of-value": N_("{label} cannot take “{value}”."),
    # records
    "end-before-start": N_("{end} ({end_value}) is before {start} ({start_value})."),
    "needs-together": N_("{label} needs {other} as well."),
    "override-needs-reason": N_("A status set by hand needs a reason."),
    "post-covers-too-many": N_(
        "A liaison officer covers at most four neighbouring Member States; this post has {count}."
    ),
    "circle": N_("{label}: this would make a circle, since {value} already follows from this record."),
    "reference-taken": N_("The reference “{value}” is already taken by {owner}. Free: {proposal}."),
    "unique-taken": N_("{label} “{value}” is already taken by {owner}."),
    "duplicate-row": N_("{owner} already says this."),
    "unknown-field": N_("{type} has no field “{field}”. Fields: {fields}."),
    "field-is-computed": N_("{label} is worked out by CoopDesk and cannot be set."),
    "unknown-type": N_("There is no record type “{type}”. Types: {types}."),
    "unknown-record": N_("There is no record “{reference}”."),
    "record-in-trash": N_("“{reference}” is in the trash. Take its removal back to use it again."),
    "record-in-use": N_(
        "{label} cannot be removed, since it is used by {users}. Remove or change those first."
    ),
    "record-gone": N_("{label} was removed meanwhile by {who}."),
    "changed-meanwhile": N_(
        "{label} was changed meanwhile: {field} is now “{ours}”, "
        "you started from “{base}” and want “{theirs}”."
    ),
    "record-changed": N_(
        "{label} was changed or removed meanwhile, so nothing was changed. Look at it again first."
    ),
    "nothing-to-change": N_("Nothing to change: the record already says this."),
    # history
    "nothing-to-undo": N_("There is nothing to take back."),
    "nothing-to-redo": N_("There is nothing to do again."),
    "unknown-change-set": N_("There is no entry {change_set} in the history."),
    "already-undone": N_("“{title}” is already taken back."),
    "undo-conflicts": N_(
        "“{title}” cannot be taken back without asking: {count} later {changes} on the same fields. "
        "First: {first}."
    ),
    "undo-not-possible": N_("“{title}” changed no records, so there is nothing to take back."),
    "not-there-then": N_(
        "{label} was not on file on {time}. “coopdesk history {reference}” tells since when it is or was."
    ),
    "time-not-understood": N_("“{value}” is no time. Write 2026-11-22 or 2026-11-22T14:30."),
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
    # exports
    "export-other-ending": N_(
        "The name {path} does not end in .xlsx, so Excel would not open it. Give it that ending."
    ),
    "export-too-many-rows": N_(
        "{plural} has {count} records; such a workbook takes at most {limit}. Choose fewer with a filter."
    ),
    "export-cannot-return": N_(
        "{path} would be too large to come home ({reason}) Choose fewer records or registers, or make a hand-out."
    ),
    "export-cell-too-long": N_(
        "{label} of {reference} has {length} characters; a cell of a workbook takes 32 767. Shorten it first."
    ),
    "export-marking-unknown": N_("There is no marking “{value}”. Markings: {choices}."),
    "export-marking-lowered": N_(
        "These records are marked {highest}, so the workbook cannot be marked {value}. Leave out the records so marked."
    ),
    "export-classified": N_(
        "“{value}” is a level of EU classified information, which may not be kept or sent with CoopDesk. "
        "Markings: {choices}."
    ),
    "export-purpose-missing": N_("Say for what purpose the personal data leaves the office."),
    "export-filter-unused": N_(
        "There is a filter for {plural}, which are not among the exported registers. Add them or drop the filter."
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
    "carrier-gone": N_(
        "The hidden sheet of {file} is gone, so what the rows left with is taken from the ledger and the history."
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
        "Row {cell} of “{sheet}” is a {found}, but {expected} is needed here. Put it on its own sheet."
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
        "Row {cell} of “{sheet}” was emptied. It counts as not in the file; the record is kept."
    ),
    "row-already-there": N_(
        "Row {cell} of “{sheet}” says what “{value}” says already, and was not added again."
    ),
    "row-maybe-duplicate": N_("Row {cell} of “{sheet}” is called like {label} “{value}”. Is it the same?"),
    "row-of-unsure-record": N_(
        "Row {cell} of “{sheet}” fits several records equally well after the sorting. Change it in CoopDesk."
    ),
    "link-gone": N_(
        "{label}: “{value}” was removed or is not taken in. Choose another record, or take the removal back."
    ),
    "more-alike": N_("“{sheet}”: the same for {count} more cells."),
    "question-realign": N_(
        "{label}: {count} rows of “{sheet}” were sorted away from their hidden ids. "
        "Shall each row follow its contents? Answer with “realign”: true, or false if they were really typed anew."
    ),
    "question-date-order": N_(
        "{label} on “{sheet}”: {count} dates such as “{value}” ({first}) can be read in two ways. "
        "Does the day or the month come first?"
    ),
    "question-month-or-day": N_(
        "{label} on “{sheet}”: {count} cells such as {value} ({first}) are the first of a month. "
        "Was a month typed, which Excel made a day, or is the day meant?"
    ),
    "decisions-not-json": N_(
        "The answers must be a JSON list such as [{{“reference”: …, “field”: …, “take”: “ours”}}]."
    ),
    "decision-not-understood": N_(
        "Answer {number} makes no sense. It needs “reference” (or “id”), “field” and “take”, and nothing else."
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
    # usage
    "wrong-usage": N_("{program}: {message}. See “{program} --help”."),
    "database-not-named": N_("--database needs the path of a file."),
    "where-not-understood": N_(
        "“{value}” is no filter. Write FIELD=VALUE, FIELD>=VALUE, FIELD<=VALUE or FIELD~TEXT."
    ),
    "filter-needs-value": N_(
        "“{key}{operator}” needs something to compare with. “{key}=” finds what is empty."
    ),
    "operator-not-for-kind": N_("{label} cannot be filtered with {operator}."),
    "no-period": N_("{plural} have no dates from and until, so --on cannot be used with them."),
    "day-needed": N_("--on takes a whole day such as 2019-08-15; “{value}” is not one."),
    "where-needs-one-type": N_("--where filters one record type: name just one with --types."),
    "assignment-not-understood": N_(
        "“{value}” is no assignment. Write FIELD=VALUE; FIELD= empties the field."
    ),
    "assignment-twice": N_("“{key}” is given twice. Give each field once."),
    # what went wrong on our side
    "our-mistake": N_("CoopDesk made a mistake. Please report it together with {report}, which says where."),
    "our-mistake-no-report": N_("CoopDesk made a mistake. Please report it with the steps before."),
    "stopped": N_("Stopped. A change that was not finished was not made."),
    "result-not-written": N_("The result could not be written to where it was sent. Is the disk full?"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a value or record; `facts` fill the sentence of `code`."""

    code: str
    field: str | None = None
    severity: Severity = "error"
    facts: Mapping[str, object] = attribute(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence a user reads."""
        return sentence(self.code, self.facts)


def sentence(code: str, facts: Mapping[str, object]) -> str:
    """Fill the sentence of a code with facts; long values are shortened so that it stays one sentence."""
    shown = {key: _short(value) for key, value in facts.items()}
    return MESSAGES[code].format_map(shown)


def _short(value: object, limit: int = 300) -> str:
    """Show a fact safely: no control or broken characters, no endless text."""
    text = "".join(c if c.isprintable() else "�" for c in str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"
