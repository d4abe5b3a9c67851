# SPDX-License-Identifier: EUPL-1.2
"""One folding of text for search, matching of labels and comparison of names.

Accents, case, the Turkish i, letters without decomposition and the common Arabic spellings
are levelled, so that Yilmaz finds Yılmaz and Turkiye finds Türkiye.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Letters that Unicode does not decompose, and Arabic forms that people write for one another.
_LEVEL: Final = str.maketrans(
    {
        "ı": "i", "đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
        "ŧ": "t", "ŋ": "n", "ə": "e",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و",
        "ک": "ك", "ء": None, "ـ": None,
        "'": None, "’": None, "‘": None, "ʼ": None, "`": None, "´": None,
        # soft hyphen and joiners, which are seen only in print
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
    }
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = re.compile(r"[0-9]+")
_DIGITS: Final = 8
SORT_LIMIT: Final = 200


class _Folding(dict[int, str | None]):
    """The fold of each character, worked out when it is first met: translating is then one pass in C."""

    def __missing__(self, code: int) -> str | None:
        if 0xD800 <= code <= 0xDFFF:  # half a character, which no database takes
            self[code] = "\ufffd"
            return self[code]
        levelled = chr(code).translate(_LEVEL)
        small = unicodedata.normalize("NFKD", levelled).casefold()  # ℡ is TEL before it is tel
        decomposed = unicodedata.normalize("NFKD", small)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LEVEL)
        self[code] = "".join(c if c.isascii() else str(unicodedata.decimal(c, c)) for c in plain) or None
        return self[code]


_FOLDING: Final = _Folding()


def fold(text: str) -> str:
    """Give the text in the form in which it is searched and compared."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text.lower()
    return text.translate(_FOLDING)


def sort_key(text: str) -> str:
    """Give the text in the form by which names are sorted: folded, numbers by their size, 9 before 10."""
    return _NUMBER.sub(_padded, " ".join(fold(text).split()))[:SORT_LIMIT]


def _padded(match: re.Match[str]) -> str:
    return match[0].zfill(_DIGITS)


def words(text: str) -> list[str]:
    """Split folded text into its words; punctuation and underscores separate."""
    return _WORD.findall(fold(text))


def fold_name(text: str) -> str:
    """Fold a name for comparison: words joined by single spaces, punctuation gone."""
    return " ".join(words(text))
