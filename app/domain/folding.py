"""Text folding for search (product.md, Words): what is typed in any width, script or case is found."""

from __future__ import annotations

import re
import unicodedata

_KATAKANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_MARKS = dict.fromkeys(map(ord, "-‐‑‒–—―−ｰ〜~"), "ー")
_TABLE = {**_KATAKANA, **_MARKS}


def fold(text: str) -> str:
    """Return the text as search compares it.

    NFKC, case-fold, katakana to hiragana, long marks and hyphens unified, runs of white space as
    one space.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)
    return re.sub(r"\s+", " ", folded).strip()
