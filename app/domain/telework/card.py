"""The working card of a person: hours, times, skills, interests and needs, a text for each field.

The texts are codes in the form of the tables of the command line (docs/telework.md), so that each
field travels, is proposed and is shown by itself. Hours are `shortest,longest,wished`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.errors import Refused
from app.domain.telework.inputs import Worker, WorkerConditions
from app.domain.telework.scoring import WorkerWork
from app.domain.telework.vocabulary import FIELDS, HIGHEST_LEVEL, NEEDS, SKILLS
from app.domain.telework.windows import parse_windows, say_windows

MOST_HALF_HOURS = 120


@dataclass(frozen=True, slots=True)
class WorkCard:
    """What matching knows of a worker; None and empty where she has said nothing yet.

    `hours` are (shortest, longest, wished) half hours a week.
    """

    hours: tuple[int, int, int] | None = None
    windows: int = 0
    skills: tuple[tuple[str, int], ...] = ()
    interests: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    brings: frozenset[str] = frozenset()
    wants_coach: bool = False
    vetoes: frozenset[str] = frozenset()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the fields without which nobody can be matched."""
        wanted = {
            "card_hours": self.hours,
            "card_windows": self.windows,
            "card_skills": self.skills,
        }
        return tuple(key for key, value in wanted.items() if not value)

    def worker(self, one: str) -> Worker:
        """Return the worker as the engine takes her; `telework.card_unfinished` when it cannot."""
        if self.hours is None or self.missing:
            raise Refused("telework.card_unfinished", fields=self.missing)
        least, most, wished = self.hours
        return Worker(
            one,
            WorkerWork(least, most, wished, self.windows, self.skills, self.interests),
            WorkerConditions(
                True, self.needs, self.brings, self.vetoes, wants_coach=self.wants_coach
            ),
        )


def card_of(entries: Mapping[str, str]) -> WorkCard:
    """Read a card; a word that is unknown here (from a newer program) is passed over."""
    hours = [int(one) for one in entries.get("card_hours", "").split(",") if one.isdecimal()]
    needs = _codes(entries, "card_needs", NEEDS)
    return WorkCard(
        (hours[0], hours[1], hours[2]) if len(hours) == 3 else None,
        parse_windows(entries.get("card_windows", "")) or 0,
        _levels(entries.get("card_skills", "")),
        _codes(entries, "card_interests", FIELDS),
        needs,
        _codes(entries, "card_brings", NEEDS) & needs,
        entries.get("card_coach", "") == "yes",
        frozenset(one for one in entries.get("card_vetoes", "").split(";") if one),
    )


def entries_of(card: WorkCard) -> dict[str, str]:
    """Return the texts of a card; what is not said is an empty text."""
    return {
        "card_hours": ",".join(str(one) for one in card.hours) if card.hours else "",
        "card_windows": say_windows(card.windows) if card.windows else "",
        "card_skills": ";".join(f"{skill}:{level}" for skill, level in sorted(card.skills)),
        "card_interests": _listed(card.interests),
        "card_needs": _listed(card.needs),
        "card_brings": _listed(card.brings & card.needs),
        "card_coach": "yes" if card.wants_coach else "",
        "card_vetoes": _listed(card.vetoes),
    }


def with_hours(card: WorkCard, least: int, most: int, wished: int) -> WorkCard:
    """Return the card with other half hours a week.

    Raises:
        Refused: `telework.card_hours` unless shortest ≤ wished ≤ longest.
    """
    if not 0 < least <= wished <= most <= MOST_HALF_HOURS:
        raise Refused("telework.card_hours", limit=MOST_HALF_HOURS // 2)
    return replace(card, hours=(least, most, wished))


def _listed(codes: frozenset[str]) -> str:
    return ";".join(sorted(codes))


def _codes(entries: Mapping[str, str], key: str, known: Mapping[str, str]) -> frozenset[str]:
    return frozenset(one for one in entries.get(key, "").split(";") if one in known)


def _levels(text: str) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for piece in text.split(";"):
        skill, _colon, level = piece.partition(":")
        if skill in SKILLS and level.isdecimal() and 1 <= int(level) <= HIGHEST_LEVEL:
            found[skill] = int(level)
    return tuple(sorted(found.items()))
