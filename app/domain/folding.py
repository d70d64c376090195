"""Text folding for search (product.md, Words): what is typed in any width, script or case is found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_KATAKANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_MARKS = dict.fromkeys(map(ord, "-‐‑‒–—―−ｰ〜~"), "ー")
# Characters without a shape of their own: chosen forms (IVS), joiners, directions, byte order marks.
INVISIBLE = dict.fromkeys(
    (
        0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10), 0xFEFF, *range(0xE0100, 0xE01F0),
    )
)  # fmt: skip
# か゛ typed as two characters is が; NFKC alone would part them with a space.
_VOICED = {0x309B: 0x3099, 0x309C: 0x309A}
_FIRST = {**INVISIBLE, **_VOICED}


def _any_of(signs: Iterable[int]) -> re.Pattern[str]:
    return re.compile("[" + "".join(map(re.escape, map(chr, signs))) + "]")


# Most texts hold none of these; looking is faster than exchanging.
_HAS_FIRST = _any_of(_FIRST)
_HAS_MARK = _any_of(_MARKS)
_HAS_KATAKANA = _any_of(_KATAKANA)
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return the text as search compares it.

    NFKC, case-fold, katakana to hiragana, long marks and hyphens unified, runs of white space as
    one space; characters without a shape are left out. Folding twice changes nothing.
    """
    folded = fold_width(text)
    return folded.translate(_KATAKANA) if _HAS_KATAKANA.search(folded) else folded


def fold_width(text: str) -> str:
    """Return the text folded, but with katakana as they are: ライン is a word, らいん may be none."""
    if text.isascii():
        folded = text.lower()
    else:
        shaped = text.translate(_FIRST) if _HAS_FIRST.search(text) else text
        plain = unicodedata.normalize("NFKC", shaped).casefold()
        folded = unicodedata.normalize("NFKC", plain)
    if _HAS_MARK.search(folded):
        folded = folded.translate(_MARKS)
    return _SPACES.sub(" ", folded).strip()
