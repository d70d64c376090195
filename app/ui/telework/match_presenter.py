"""One worker and one job: why it fits, what would have to change, and what the points are made of."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.changes import Changes
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.domain.telework.inputs import NeedState, need_state
from app.domain.telework.placements import OPEN, Proposal
from app.domain.telework.scoring import (
    DESIRED_MOST,
    HOURS_MOST,
    INTERESTS_MOST,
    REQUIRED_MOST,
    Terms,
)
from app.domain.telework.vocabulary import EQUIPMENT
from app.messages import N_, Lazy, _
from app.messages.people_words import display_name
from app.messages.telework_desk import job_line, match_badge, points, task_facts
from app.messages.telework_explain import TERMS, change_words, fact_sentence
from app.messages.telework_vocabulary import NEED_WORDS
from app.services.telework_desk import Match
from app.ui.parts.records import CellBadge, Record
from app.ui.telework.services import TeleworkServices

MOST = {
    "required": REQUIRED_MOST, "desired": DESIRED_MOST, "hours": HOURS_MOST,
    "interests": INTERESTS_MOST,
}  # fmt: skip
NEED_BADGES: dict[NeedState, tuple[Lazy, str, str]] = {
    NeedState.PROVIDED: (N_("The employer provides it"), "success", "circle-check"),
    NeedState.BROUGHT: (N_("She brings it"), "success", "circle-check"),
    NeedState.SUBSIDISED: (N_("A subsidy pays it"), "info", "coins"),
    NeedState.UNMET: (N_("Nobody provides it yet"), "warning", "triangle-alert"),
}


@dataclass(frozen=True, slots=True)
class MatchFound:
    """What the store answered; `open` is the proposal that exists already."""

    match: Match
    needs: tuple[tuple[str, NeedState], ...]
    open: Proposal | None


@dataclass(frozen=True, slots=True)
class MatchState:
    """What the page shows; `own_words` are the changes that name a task of the employer's."""

    name: str
    title: str
    line: str
    badge: tuple[str, str, str]
    answer: str
    fits: tuple[str, ...]
    lacks: tuple[str, ...]
    changes: tuple[str, ...]
    own_words: tuple[str, ...]
    needs: tuple[Record, ...]
    terms: tuple[Record, ...]
    total: str
    tasks: tuple[tuple[str, str], ...]


class MatchPresenter:
    """Reads one pair and puts it on the short list."""

    def __init__(self, services: TeleworkServices, who: Actor, person: str, job: str) -> None:
        self._services, self._who = services, who
        self._person, self._job = PersonId(person), job

    def look(self) -> MatchFound:
        """Read the pair; the look is logged."""
        services, who = self._services, self._who
        match = services.telework_desk.match(who, self._person, self._job)
        worker = services.telework_desk.card(who, self._person).worker(self._person)
        needs = tuple(
            (one, need_state(one, worker, match.job)) for one in sorted(worker.conditions.needs)
        )
        open_one = next(
            (
                line.proposal
                for line in services.proposals.of_person(who, self._person)
                if line.proposal.job == self._job and line.proposal.stage in OPEN
            ),
            None,
        )
        return MatchFound(match, needs, open_one)

    def shortlist(self) -> tuple[Proposal, Changes]:
        """Put the pair on the short list."""
        return self._services.proposals.shortlist(self._who, self._person, self._job)

    def drop(self, proposal: str) -> Changes:
        """Take it from the list again."""
        return self._services.proposals.drop(self._who, proposal)

    def state(self, found: MatchFound) -> MatchState:
        """Return what the page shows, in the language chosen."""
        match = found.match
        told = match.explanation
        return MatchState(
            name=display_name(match.name, match.kana),
            title=match.job.title,
            line=job_line(match.job),
            badge=match_badge(told),
            answer=_answer(match),
            fits=tuple(fact_sentence(one) for one in told.satisfied if one.code[:4] != "need"),
            lacks=tuple(fact_sentence(one) for one in told.unsatisfied if one.code[:4] != "need"),
            changes=tuple(change_words(one) for one in told.would_fit_if),
            own_words=tuple(change_words(one) for one in told.would_fit_if if "tasks" in one.data),
            needs=tuple(_need_record(*one) for one in found.needs),
            terms=term_records(told.terms),
            total=_("{points} of 100 points, from the work alone.").format(
                points=points(told.terms.score)
            ),
            tasks=task_facts(match.job),
        )


def term_records(terms: Terms) -> tuple[Record, ...]:
    """Return the parts of a score; their sum is the score."""
    return tuple(
        Record(key, (str(label), points(getattr(terms, key)), str(MOST[key] // 100)))
        for key, label in TERMS.items()
    )


def _answer(match: Match) -> str:
    found = match.explanation
    if found.is_possible:
        return _("This fits: hours, skills and everything she needs are there.")
    if not found.would_fit_if:
        return fact_sentence(found.unsatisfied[0])
    return _("This does not fit yet. It would fit with the changes below.")


def _need_record(need: str, state: NeedState) -> Record:
    word, kind, icon = NEED_BADGES[state]
    sort = _("equipment") if need in EQUIPMENT else _("way of working")
    return Record(need, (str(NEED_WORDS[need]), sort, CellBadge(str(word), kind, icon)))
