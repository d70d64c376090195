"""The day's tally of the desk: who came without giving a name, and what about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tally:
    """One day of one centre. `visitors` is the sum over all desks, `lead` who leads the day."""

    day: date
    opened_by: str
    visitors: int = 0
    topics: frozenset[str] = frozenset()
    note: str = ""
    lead: str = ""
