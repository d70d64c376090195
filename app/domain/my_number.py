"""My Number (個人番号) is never stored: this finds it wherever somebody typed it.

The check digit follows 行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による通知カード及び個人番号カード並びに
情報提供ネットワークシステムによる特定個人情報の提供等に関する命令（平成26年総務省令第85号）第5条.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

DIGITS = 12
_SPACES = r" \t\u200b-\u200d\u2060\ufeff\u00ad"
_HYPHENS = "‐‑‒–—―−ー-"
_GAP = rf"[{_SPACES}{_HYPHENS}]{{0,3}}"
# A run of digits with spaces or hyphens between them; a new line or a wide gap ends a number.
_RUN = re.compile(rf"[0-9](?:{_GAP}[0-9])*")
# What stands between spaces of a run: a number that somebody wrote down as one.
_WORD = re.compile(rf"[^{_SPACES}]+")
# Beside a number this long, twelve digits in fours are no part of it (a telephone, a birthday).
_WHOLE = 8
# How far before a number its + may stand; looking further back would make long texts slow.
_NEAR = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A My Number in a text: `start` and `length` count characters of the text as typed."""

    start: int
    length: int


def check_digit(first_eleven: str) -> int:
    """Return the twelfth digit for eleven digits, by the weights of the ordinance."""
    total = 0
    for position, digit in enumerate(reversed(first_eleven), start=1):
        weight = position + 1 if position <= 6 else position - 5
        total += int(digit) * weight
    rest = total % 11
    return 0 if rest <= 1 else 11 - rest


def is_my_number(digits: str) -> bool:
    """Tell whether twelve plain digits carry a valid check digit."""
    return (
        len(digits) == DIGITS
        and digits.isascii()
        and digits.isdigit()
        and check_digit(digits[:-1]) == int(digits[-1])
    )


def find_my_number(text: str) -> tuple[Found, ...]:
    """Return every My Number in a text.

    Exactly twelve digits count (full width, spaces and hyphens folded), not preceded by `+` or
    another digit and not followed by one, with a valid check digit. Where several numbers stand in
    one row, each is looked at: a telephone before it does not hide one.
    """
    if len(text) < DIGITS:
        return ()
    folded = text if text.isascii() else "".join(map(_folded, text))
    found: list[Found] = []
    for run in _RUN.finditer(folded):
        before = folded[max(0, run.start() - _NEAR) : run.start()]
        is_foreign = before.rstrip().endswith("+")
        found.extend(_found_in(run.group(), run.start(), is_foreign))
    return tuple(found)


def masked(text: str) -> str:
    """Return the text with a ● for every digit of a My Number, for what is kept while typing."""
    letters = list(text)
    for one in find_my_number(text):
        for place in range(one.start, one.start + one.length):
            if _folded(letters[place]).isdigit():
                letters[place] = "●"
    return "".join(letters)


def _found_in(run: str, start: int, is_foreign: bool) -> list[Found]:
    if is_my_number(_digits(run)):
        return [] if is_foreign else [Found(start, len(run))]
    words = list(_WORD.finditer(run))[1 if is_foreign else 0 :]
    spans = [(one.start(), one.end()) for one in words if is_my_number(_digits(one.group()))]
    # 1234 5678 9018: three words of four digits, if their neighbours are whole numbers themselves.
    place = 0
    for is_four, group in groupby(words, key=lambda one: bool(re.fullmatch("[0-9]{4}", one[0]))):
        fours = list(group)
        around = words[max(0, place - 1) : place] + words[place + len(fours) :][:1]
        place += len(fours)
        if (
            is_four
            and len(fours) == 3
            and all(len(_digits(one[0])) >= _WHOLE for one in around)
            and is_my_number("".join(one[0] for one in fours))
        ):
            spans.append((fours[0].start(), fours[-1].end()))
    return [Found(start + first, last - first) for first, last in sorted(spans)]


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    """Fold width character by character, so that places in the text stay the same."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
