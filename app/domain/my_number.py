"""My Number (個人番号) is never stored: this finds it wherever somebody typed it.

The check digit follows 行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による通知カード及び個人番号カード並びに
情報提供ネットワークシステムによる特定個人情報の提供等に関する命令（平成26年総務省令第85号）第5条.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DIGITS = 12
_GAP = r"[ \t‐‑‒–—―−ー-]{0,3}"
# A run of digits with spaces or hyphens between them; a new line or a wide gap ends a number.
_RUN = re.compile(rf"[0-9](?:{_GAP}[0-9])*")


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
    another digit and not followed by one, with a valid check digit.
    """
    folded = _fold_each_character(text)
    found = []
    for match in _RUN.finditer(folded):
        before = folded[: match.start()].rstrip()
        if before.endswith("+"):
            continue
        digits = re.sub(r"\D", "", match.group())
        if is_my_number(digits):
            found.append(Found(match.start(), match.end() - match.start()))
    return tuple(found)


def _fold_each_character(text: str) -> str:
    """Fold width character by character, so that places in the text stay the same."""

    def folded(character: str) -> str:
        plain = unicodedata.normalize("NFKC", character)
        return plain if len(plain) == 1 else character

    return "".join(map(folded, text))
