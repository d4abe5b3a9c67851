# SPDX-License-Identifier: EUPL-1.2
"""The refusal of an untrusted file, without words.

The reading child raises it and knows no sentences, so that it starts fast; `gate` and `frames` turn it
into the UserError with the same code.
"""

from __future__ import annotations


class Refused(Exception):
    """A file that is not taken in: the code of the sentence, and the facts that fill it."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
