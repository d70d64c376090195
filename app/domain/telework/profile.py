"""The profile a worker owns: seven sections, and what of it anybody else may see.

The sections follow the employment passport of the Ministry of Health, Labour and Welfare
(就労パスポート, 2019, revised 2021): experience; strengths; health and the wished way of working;
communication; doing the work; self-check after the start; supporters. The words are our own. There
is no field for a diagnosis, a kind of disability or its degree.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.errors import Refused
from app.domain.ids import OperatorId, PersonId

SECTIONS: dict[str, tuple[str, ...]] = {
    "experience": ("past_work", "training", "used_tools"),
    "strengths": ("good_at", "proud_of", "likes"),
    "health": ("signs_of_tiredness", "what_helps", "wished_hours", "wished_place"),
    "communication": ("easy_ways", "hard_ways", "when_in_trouble"),
    "doing_work": ("learning", "changes", "pace", "needs_at_work"),
    "self_check": ("sleep", "mood", "going_well"),
    "supporters": ("contact_persons", "what_they_do"),
}
FIELDS: dict[str, str] = {key: section for section, keys in SECTIONS.items() for key in keys}
# What matching reads, written as the tables of the command line write it (`card.py`).
CARD = "card"
CARD_FIELDS = (
    "card_hours", "card_windows", "card_skills", "card_interests", "card_needs", "card_brings",
    "card_coach", "card_vetoes",
)  # fmt: skip
EVERY_FIELD: dict[str, str] = {**dict.fromkeys(CARD_FIELDS, CARD), **FIELDS}
# Whom she does not want to work for is asked of nobody and shown to nobody.
SHOWABLE = tuple(key for key in EVERY_FIELD if key != "card_vetoes")
LONGEST_TEXT = 2000


def category_of(key: str) -> str:
    """Return the data category under which consent is asked for a field."""
    return f"telework.profile.{EVERY_FIELD[key]}.{key}"


@dataclass(frozen=True, slots=True)
class ProposedText:
    """Words a supporter proposes for a field; they are nobody's until the worker takes them."""

    key: str
    text: str
    by: OperatorId
    at: datetime


@dataclass(frozen=True, slots=True)
class WorkerProfile:
    """The profile of one person; `entries` is field key → her own words."""

    person: PersonId
    entries: Mapping[str, str] = field(default_factory=dict)
    proposed: tuple[ProposedText, ...] = ()
    version: int = 0

    def written_by_worker(self, key: str, text: str) -> WorkerProfile:
        """Return the profile with her own words in a field; empty words clear it."""
        _check(key, text)
        kept = {one: words for one, words in self.entries.items() if one != key}
        if text.strip():
            kept[key] = text.strip()
        rest = tuple(one for one in self.proposed if one.key != key)
        return replace(self, entries=kept, proposed=rest)

    def with_proposal(self, proposal: ProposedText) -> WorkerProfile:
        """Return the profile with a supporter's proposal beside her own words."""
        _check(proposal.key, proposal.text)
        rest = tuple(one for one in self.proposed if one.key != proposal.key)
        return replace(self, proposed=(*rest, proposal))

    def answered(self, key: str, *, takes_it: bool) -> WorkerProfile:
        """Return the profile after she took a proposal for a field or turned it down.

        Raises:
            Refused: `telework.nothing_proposed`.
        """
        found = next((one for one in self.proposed if one.key == key), None)
        if found is None:
            raise Refused("telework.nothing_proposed", field=key)
        if takes_it:
            return self.written_by_worker(key, found.text)
        return replace(self, proposed=tuple(one for one in self.proposed if one.key != key))

    def seen_with(self, permitted: Collection[str]) -> dict[str, str]:
        """Return the fields whose category is permitted, in the order of the sections."""
        return {
            key: self.entries[key]
            for key in SHOWABLE
            if key in self.entries and category_of(key) in permitted
        }


def _check(key: str, text: str) -> None:
    if key not in EVERY_FIELD:
        raise Refused("telework.no_such_field", field=key)
    if len(text) > LONGEST_TEXT:
        raise Refused("telework.text_too_long", limit=LONGEST_TEXT, have=len(text))
