# SPDX-License-Identifier: EUPL-1.2
"""The two sorts of failure: the world's or the user's (UserError), and ours (BugError).

The words live in the catalogue of `problems`; an error carries a code and facts.
"""

from __future__ import annotations

from coopdesk.domain.problems import Problem, sentence


class CoopDeskError(Exception):
    """Base of everything CoopDesk raises on purpose."""


class UserError(CoopDeskError):
    """Something the user or the world must mend; `str()` gives one plain sentence with a way out."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(sentence(code, facts))


class InvalidRecord(UserError):
    """Values that cannot be saved; carries every problem found, the sentence is that of the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        first = problems[0]
        super().__init__(first.code, **first.facts)


class UsageError(UserError):
    """A command or request that makes no sense as it was given."""


class EnvironmentProblem(UserError):
    """The machine, not the data, stands in the way: a file, a folder, a disk, a lock."""


class BugError(CoopDeskError):
    """Our own mistake; the message is for the log, never for the user."""
