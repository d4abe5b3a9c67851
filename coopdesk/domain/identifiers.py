# SPDX-License-Identifier: EUPL-1.2
"""Keys of records: UUIDv7, in order of birth, as 32 hexadecimal digits.

Python has uuid7 from 3.14; these few lines go when that is the oldest one supported.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
import time
from typing import Final

_RANDOM_BITS: Final = 74
_KEY: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)  # fullmatch: each row of a workbook asks
_CHECK_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class KeyMaker:
    """Makes keys that grow also within one millisecond."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def __call__(self) -> str:
        """Give a new key."""
        fresh = (time.time_ns() // 1_000_000 << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
        with self._lock:
            self._last = fresh if fresh > self._last else self._last + 1
            return _shape(self._last)


new_key: Final = KeyMaker()


def _shape(number: int) -> str:
    """Put 48 bits of time and 74 bits of the rest around the version and variant of a UUIDv7."""
    low = number & ((1 << 62) - 1)
    middle = number >> 62 & 0xFFF
    high = number >> _RANDOM_BITS & ((1 << 48) - 1)
    return f"{high << 80 | 7 << 76 | middle << 64 | 2 << 62 | low:032x}"


def key_of_starting_record(type_key: str, reference: str) -> str:
    """Give the key of a record of the starting data: the same on every laptop, so that they can exchange.

    Shaped as a UUIDv7 of 1 January 2026 whose random bits come from the type and reference.
    """
    digest = hashlib.sha256(f"{type_key}\n{reference}".encode()).digest()
    bits = int.from_bytes(digest[:10], "big") & ((1 << _RANDOM_BITS) - 1)
    return _shape(1_767_225_600_000 << _RANDOM_BITS | bits)


def check_character(key: str) -> str:
    """Give the check character that guards a key printed in a workbook."""
    return _CHECK_ALPHABET[int(key, 16) % 31]


def is_key(text: str) -> bool:
    """Say whether a text has the form of a key."""
    return _KEY.fullmatch(text) is not None
