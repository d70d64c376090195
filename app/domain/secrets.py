"""What an operator may sign in with, and how long a wrong try makes her wait."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

SHORTEST_PIN = 4
SHORTEST_PASSPHRASE = 8
FEWEST_LETTERS = 3
# Three tries cost nothing; a shaking hand is not an attacker. Then the wait doubles to a quarter hour.
FREE_TRIES = 3
FIRST_WAIT_SECONDS = 15
LONGEST_WAIT_SECONDS = 15 * 60


def plain_secret(text: str) -> str:
    """Return a secret as it is compared: full-width digits and letters typed by an IME are plain."""
    return unicodedata.normalize("NFKC", text).strip()


def weakness_of(secret: str) -> str:
    """Return the code of what makes a PIN or passphrase too easy to guess; empty when fine."""
    plain = plain_secret(secret)
    if plain.isdigit():
        if len(plain) < SHORTEST_PIN:
            return "secret.too_short"
        if len(set(plain)) == 1:
            return "secret.one_digit"
        # 7890 goes on from 9 to 0, as the keys do.
        steps = {(int(b) - int(a)) % 10 for a, b in pairwise(plain)}
        if steps in ({1}, {9}):
            return "secret.in_a_row"
        if len(plain) % 2 == 0 and plain == plain[:2] * (len(plain) // 2):
            return "secret.repeated"
        return ""
    if len(plain) < SHORTEST_PASSPHRASE:
        return "secret.too_short"
    return "secret.few_letters" if len(set(plain)) < FEWEST_LETTERS else ""


def wait_seconds(wrong_tries: int) -> int:
    """Return how long to wait after this many wrong tries in a row."""
    if wrong_tries < FREE_TRIES:
        return 0
    doubled = FIRST_WAIT_SECONDS * 2 ** min(wrong_tries - FREE_TRIES, 10)
    return int(min(doubled, LONGEST_WAIT_SECONDS))
