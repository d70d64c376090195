"""One follow-up: whom to reach, what to say, what came of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from app.domain.changes import Changes
from app.domain.consultations import Consultation
from app.domain.follow_ups import Attempt, AttemptResult, DueRow, FollowUpEnd
from app.domain.ids import ConsultationId
from app.domain.operators import Operator
from app.domain.phones import show_phone
from app.domain.roles import Actor
from app.messages import _, language, ngettext
from app.messages.follow_up_words import (
    KINDS,
    RESULTS,
    due_badge,
    escalation_words,
    missed_words,
    script,
)
from app.messages.people_words import display_name
from app.messages.times import day_words, local, moment_words
from app.services.follow_ups import Tried


class FollowUps(Protocol):
    """What the page needs of the service of follow-ups."""

    def today(self) -> date:
        """Return the centre's present day."""

    def open_one(self, who: Actor, one: str) -> tuple[DueRow, tuple[Attempt, ...]]:
        """Return it with every try; the look is logged."""

    def note_attempt(
        self, who: Actor, one: str, result: AttemptResult, note: str = "", later_on: str = ""
    ) -> tuple[Tried, Changes]:
        """Note what came of a try."""

    def take_back(self, who: Actor, tried: Tried) -> Changes:
        """Undo a try."""

    def end(self, who: Actor, one: str, how: FollowUpEnd = FollowUpEnd.DROPPED) -> Changes:
        """End it without a try."""

    def reopen(self, who: Actor, one: str) -> Changes:
        """Open it again."""


class Consultations(Protocol):
    """What the page needs of the service of consultations."""

    def open_consultation(self, who: Actor, one: ConsultationId) -> Consultation:
        """Return a consultation; the look is logged."""


class Operators(Protocol):
    """The names of those who sign in."""

    def tiles(self) -> tuple[Operator, ...]:
        """Return them."""


class Services(Protocol):
    """The services the page works with."""

    @property
    def follow_ups(self) -> FollowUps:
        """The follow-ups."""

    @property
    def consultations(self) -> Consultations:
        """The consultations."""

    @property
    def operators(self) -> Operators:
        """The staff."""

    @property
    def name(self) -> str:
        """The centre's name."""


@dataclass(frozen=True, slots=True)
class FollowUpFound:
    """What the store answered."""

    row: DueRow
    tries: tuple[Attempt, ...]
    seen_on: date | None
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class FollowUpState:
    """What the page shows."""

    title: str
    name: str
    kana: str
    about: str
    phone: str
    badge: tuple[str, str, str]
    alarm: str
    facts: tuple[tuple[str, str], ...]
    script: tuple[str, ...]
    never: str
    tries: tuple[tuple[str, str], ...]


class FollowUpPresenter:
    """Reads one follow-up and notes what came of a try."""

    def __init__(self, services: Services, who: Actor, one: str) -> None:
        self._services, self._who, self._one = services, who, one

    def look(self) -> FollowUpFound:
        """Read everything the page shows."""
        row, tries = self._services.follow_ups.open_one(self._who, self._one)
        consultation, seen_on = row.follow_up.consultation, None
        if consultation is not None:
            found = self._services.consultations.open_consultation(self._who, consultation)
            seen_on = local(found.opened_at).date()
        names = {str(one.id): one.name for one in self._services.operators.tiles()}
        return FollowUpFound(row, tries, seen_on, names)

    def note(self, result: AttemptResult, note: str, later_on: str) -> tuple[Tried, Changes]:
        """Note what came of a try."""
        return self._services.follow_ups.note_attempt(self._who, self._one, result, note, later_on)

    def take_back(self, tried: Tried) -> Changes:
        """Undo a try."""
        return self._services.follow_ups.take_back(self._who, tried)

    def drop(self) -> Changes:
        """End it without another try."""
        return self._services.follow_ups.end(self._who, self._one)

    def reopen(self) -> Changes:
        """Open it again."""
        return self._services.follow_ups.reopen(self._who, self._one)

    def state(self, found: FollowUpFound, now: datetime) -> FollowUpState:
        """Return what the page shows, in the language chosen."""
        row, today = found.row, self._services.follow_ups.today()
        one = row.follow_up
        *said, never = script(row, self._services.name, self._who.name, found.seen_on)
        return FollowUpState(
            title=str(KINDS[one.kind.value]),
            name=display_name(row.person_name, row.person_kana),
            kana=row.person_kana if row.person_name else "",
            about=one.about,
            phone=show_phone(row.phone) if row.phone else "",
            badge=due_badge(row, today),
            alarm=escalation_words(row.missed) if row.is_escalated else "",
            facts=_facts(row, found.seen_on, today),
            script=tuple(said),
            never=never,
            tries=tuple(_try_words(one, found.names, now) for one in reversed(found.tries)),
        )


def tried_words(tried: Tried, today: date) -> str:
    """Return what is said after a try was noted."""
    if tried.is_done:
        return _("It is written down. This follow-up is done.")
    if tried.is_escalated:
        return escalation_words(tried.missed)
    day = day_words(tried.due_on, with_year=tried.due_on.year != today.year)
    return _("It is written down. Next: {day}").format(day=day)


def _facts(row: DueRow, seen_on: date | None, today: date) -> tuple[tuple[str, str], ...]:
    one = row.follow_up
    due = day_words(one.due_on, with_year=one.due_on.year != today.year)
    facts = [(_("Due"), due)]
    if one.every_days:
        every = ngettext("every day", "every {count} days", one.every_days)
        facts.append((_("Comes again"), every.format(count=one.every_days)))
    if seen_on is not None:
        facts.append((_("Was here on"), day_words(seen_on, with_year=seen_on.year != today.year)))
    if row.missed:
        facts.append((_("So far"), missed_words(row.missed)))
    return tuple(facts)


def _try_words(one: Attempt, names: dict[str, str], now: datetime) -> tuple[str, str]:
    parts = [str(RESULTS[one.result.value]), one.note, names.get(one.by, "")]
    joined = (", " if language() == "en" else "、").join(part for part in parts if part)
    return moment_words(one.at, local(now).date()), joined
