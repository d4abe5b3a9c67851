# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with values, records, requests, and taking things back."""

from __future__ import annotations

from typing import Final

from coopdesk.domain.i18n import N_

OF_RECORDS: Final[dict[str, str]] = {
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
    "date-no-such-day": N_("{label}: {month} has {days} days, so “{value}” is none."),
    "date-month-first": N_("{label}: “{value}” has no such month. With the month first it is {meant}."),
    "date-two-readings": N_("{label}: “{value}” can mean {one} or {other}."),
    "period-very-long": N_("The period is {years} years long. Are both years right?"),
    "name-there-already": N_("{label}: there is “{name}” already ({reference})."),
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
    "circle": N_("{label}: this would make a circle, since {value} already follows from this record."),
    "reference-taken": N_("The reference “{value}” is already taken by {owner}. Free: {proposal}."),
    "unknown-field": N_("{type} has no field “{field}”. Fields: {fields}."),
    "field-is-computed": N_("{label} is worked out by CoopDesk and cannot be set."),
    "unknown-type": N_("There is no record type “{type}”. Types: {types}."),
    "unknown-record": N_("There is no record “{reference}”."),
    "record-in-trash": N_("“{reference}” is in the trash. Take its removal back to use it again."),
    "record-in-use": N_(
        "{label} cannot be removed, since it is used by {users}. Remove or change those first."
    ),
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
    "undo-against-rules": N_(
        "“{title}” cannot be taken back, because {reference} has changed since and would then not be right: "
        "{problem} Take back the later change first, or set the fields by hand."
    ),
    "undo-not-possible": N_("“{title}” changed no records, so there is nothing to take back."),
    "not-in-trash": N_("This is no longer in the trash. Look at the list again."),
    "not-there-then": N_(
        "{label} was not on file on {time}. “coopdesk history {reference}” tells since when it is or was."
    ),
    "time-not-understood": N_("“{value}” is no time. Write 2026-11-22 or 2026-11-22T14:30."),
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
    # lists and views
    "view-needs-name": N_("A view needs a name, with letters or figures in it."),
    "view-name-long": N_("The name of a view has at most {limit} characters."),
    "view-name-taken": N_("There is already a view called “{name}”. Choose another name."),
    "view-unknown": N_("There is no view “{name}” any more."),
    "condition-needs-value": N_("{label}: say what to compare with."),
    "record-gone": N_("This record was removed meanwhile. It lies in the trash."),
    "nothing-to-paste": N_("There is no text to paste."),
    "paste-too-long": N_("The copied cells need {wanted} rows from here; the list has {there}."),
    "paste-too-wide": N_("The copied cells need {wanted} columns from here; the list has {there}."),
    "cell-not-editable": N_("{label} cannot be changed in the list."),
    "copy-too-much": N_("At most {most} records can be copied at once; export the list instead."),
}
