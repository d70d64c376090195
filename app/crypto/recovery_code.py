"""The recovery code: 128 random bits as eight groups of six digits that are easy to read aloud.

Group number n (from 1) is a multiple of 11 plus n. So a wrong digit, two digits swapped, or two
groups swapped is found in the very group where it happened, before any key is tried, and the
person on the telephone is asked for that group only.
"""

from __future__ import annotations

import os
import unicodedata

from app.domain.errors import BadInput, Finding

GROUPS = 8
DIGITS = 6
_BITS = 16


def make_recovery_secret() -> bytes:
    """Return 128 fresh random bits."""
    return os.urandom(GROUPS * _BITS // 8)


def show(secret: bytes) -> str:
    """Return the code as people write it down: `123456 123456 …`, eight groups."""
    words = [int.from_bytes(secret[i : i + 2], "big") for i in range(0, len(secret), 2)]
    return " ".join(f"{word * 11 + place:0{DIGITS}d}" for place, word in enumerate(words, 1))


def parse(typed: str) -> bytes:
    """Read a code typed with any spaces, hyphens or full-width digits.

    Raises:
        BadInput: `recovery.length` (data: `digits`, `wanted`) or `recovery.group`, with one
            finding for each group that holds a mistake (data: `group`, from 1).
    """
    digits = "".join(c for c in unicodedata.normalize("NFKC", typed) if c.isdecimal())
    digits = "".join(str(int(c)) for c in digits)
    if len(digits) != GROUPS * DIGITS:
        raise BadInput("recovery.length", digits=len(digits), wanted=GROUPS * DIGITS)
    numbers = [int(digits[i : i + DIGITS]) for i in range(0, len(digits), DIGITS)]
    wrong = [
        place
        for place, number in enumerate(numbers, 1)
        if number % 11 != place or number // 11 >= 1 << _BITS
    ]
    if wrong:
        found = tuple(Finding("recovery.group", data={"group": place}) for place in wrong)
        raise BadInput("recovery.group", found, group=wrong[0])
    return b"".join((number // 11).to_bytes(2, "big") for number in numbers)
