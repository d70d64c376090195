"""Text as the index holds it: single characters and overlapping pairs of folded text.

Japanese has no spaces between words, so the index knows characters: `ones` holds each character
once, `pairs` every pair in its place. A phrase of overlapping pairs is found exactly where the word
stands, because each pair ends with the character the next begins with. Characters are written as
their hexadecimal numbers: `unicode61` then keeps punctuation, emoji and characters younger than its
own tables, and nothing that a person types can be taken for query syntax.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from app.domain.folding import fold
from app.domain.names import fold_name

# Stands between words, so that no phrase runs over a space. Not a hexadecimal digit.
_BREAK = "y"
_JOIN = "z"


def fold_text(text: str) -> str:
    """Return text as the index compares it: folded word by word, variants of kanji (髙 高) alike."""
    return " ".join(fold_name(word) for word in fold(text).split())


def grams_of(folded: str) -> tuple[str, str]:
    """Return the `ones` and `pairs` of folded text, each joined by spaces."""
    pairs: list[str] = []
    for word in folded.split():
        codes = [_code(c) for c in word]
        pairs.extend(f"{a}{_JOIN}{b}" for a, b in pairwise(codes))
        pairs.append(_BREAK)
    return " ".join({_code(c) for c in folded if not c.isspace()}), " ".join(pairs)


def match_for(folded_words: list[str]) -> str:
    """Return the query that finds texts in which every word occurs."""
    return " AND ".join(phrase_of(word) for word in folded_words)


def phrase_of(word: str) -> str:
    """Return the query that finds one folded word wherever it stands."""
    codes = [_code(c) for c in word]
    if len(codes) == 1:
        return f'ones : "{codes[0]}"'
    joined = " ".join(f"{a}{_JOIN}{b}" for a, b in pairwise(codes))
    return f'pairs : "{joined}"'


@lru_cache(maxsize=8192)
def _code(character: str) -> str:
    return format(ord(character), "x")
