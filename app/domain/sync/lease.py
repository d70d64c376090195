"""How long a device may go without contact, and the offline code that gives it seven more days.

A device out of contact for the lease locks and is not wiped; attendance and incident cards stay
open. An administrator reads the number it shows into `server lease-code` and tells the answer.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

LEAST_DAYS, MOST_DAYS, USUAL_DAYS = 7, 60, 30
WARN_DAYS = 7
MORE_DAYS = 7
CODE_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Lease:
    """Where a device stands: `ends_at`, and whether it warns or is locked by now."""

    ends_at: datetime
    days_left: int
    is_warning: bool
    is_locked: bool


def lease_of(
    last_contact: datetime, days: int, extended_until: datetime | None, now: datetime
) -> Lease:
    """Return the lease of a device; a clock that was set back does not prolong it by itself."""
    days = min(max(days, LEAST_DAYS), MOST_DAYS)
    ends = last_contact + timedelta(days=days)
    if extended_until is not None:
        ends = max(ends, extended_until)
    left = ends - now
    whole = max(0, -(-left // timedelta(days=1)))
    return Lease(ends, int(whole), left <= timedelta(days=WARN_DAYS), left <= timedelta(0))


def question_of(device: str, number: int) -> str:
    """Return the number a locked device shows; each is used once."""
    digits = int(hashlib.sha256(f"{device}/{number}".encode()).hexdigest(), 16) % 1_000_000
    return f"{number}-{digits:06d}"


def offline_code(secret: str, question: str) -> str:
    """Return the code that answers a number, grouped as it is read aloud."""
    asked = question.strip().replace(" ", "")
    digest = hmac.new(secret.encode("ascii"), asked.encode("utf-8"), hashlib.sha256).digest()
    digits = f"{int.from_bytes(digest[:8], 'big') % 10**CODE_DIGITS:0{CODE_DIGITS}d}"
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def answers(secret: str, question: str, code: str) -> bool:
    """Tell whether a code answers a number, however it was grouped."""
    typed = "".join(sign for sign in code if sign.isdigit() and sign.isascii())
    expected = offline_code(secret, question).replace("-", "")
    return hmac.compare_digest(typed, expected)
