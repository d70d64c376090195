"""One proposal: where it stands, what would be handed over, and the talks after the start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.changes import Changes
from app.domain.roles import Actor
from app.domain.telework.hand_over import HandOverPack, Recipient, interview_kit
from app.domain.telework.placements import PlannedTalk, Proposal, Stage, TalkResult
from app.domain.telework.results import Explanation
from app.messages import _, ngettext
from app.messages.people_words import display_name
from app.messages.telework_desk import (
    RESULTS,
    STAGES,
    job_line,
    label_of,
    listed,
    points,
)
from app.messages.telework_explain import fact_sentence
from app.messages.telework_hand_over import FOLLOW_UP_TITLES, NOT_ASKED
from app.messages.times import day_words, moment_words
from app.services.telework_proposals import ProposalLine
from app.ui.row_state import RowState
from app.ui.telework.row_states import talk_badge
from app.ui.telework.services import TeleworkServices

STEPS = (Stage.SHORTLISTED, Stage.HANDED_OVER, Stage.WORKING)


@dataclass(frozen=True, slots=True)
class ProposalFound:
    """What the store answered; `shown` is what each body would see now."""

    line: ProposalLine
    explanation: Explanation | None
    recipients: tuple[tuple[Recipient, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ProposalState:
    """What the page shows."""

    name: str
    title: str
    line: str
    badge: tuple[str, str, str]
    step: int
    facts: tuple[tuple[str, str], ...]
    settle: tuple[str, ...]
    not_asked: str
    talks: tuple[RowState, ...]
    next_talk: str


class ProposalPresenter:
    """Reads one proposal and takes each step of it."""

    def __init__(self, services: TeleworkServices, who: Actor, proposal: str) -> None:
        self._services, self._who, self._proposal = services, who, proposal

    def look(self) -> ProposalFound:
        """Read everything the page shows; the look is logged."""
        services, who = self._services, self._who
        line = services.proposals.open_one(who, self._proposal)
        person, choices = line.proposal.person, services.telework_choices
        entries = services.worker_profiles.own(who, person).entries
        shown = tuple(
            (
                one,
                tuple(key for key in choices.shown_to(who, person, one.id) if entries.get(key)),
            )
            for one in choices.recipients(who)
        )
        explanation = None
        if line.job is not None and line.job.conditions.has_consented:
            explanation = services.telework_desk.match(who, person, line.job.id).explanation
        return ProposalFound(line, explanation, shown)

    def hand_over(self, recipient: Recipient, path: str) -> tuple[HandOverPack, Changes]:
        """Write the pack."""
        return self._services.proposals.hand_over(self._who, self._proposal, recipient, path)

    def start(self, day: date, coach: str) -> Changes:
        """Note the first day of work."""
        return self._services.proposals.start(self._who, self._proposal, day, coach)

    def end(self, day: date) -> Changes:
        """Note the last day of work."""
        return self._services.proposals.end(self._who, self._proposal, day)

    def drop(self) -> Changes:
        """Take it from the list."""
        return self._services.proposals.drop(self._who, self._proposal)

    def put_back(self, before: Proposal) -> Changes:
        """Undo a step."""
        return self._services.proposals.put_back(self._who, before)

    def note_talk(self, step: str, result: TalkResult, day: date, note: str) -> Changes:
        """Note what came of a talk."""
        return self._services.proposals.note_talk(
            self._who, self._proposal, step, result, day, note
        )

    def state(self, found: ProposalFound, now: datetime, today: date) -> ProposalState:
        """Return what the page shows, in the language chosen."""
        one, job = found.line.proposal, found.line.job
        word, kind, icon = STAGES[one.stage]
        settle: tuple[str, ...] = ()
        if found.explanation is not None:
            kit = interview_kit(found.explanation)
            settle = tuple(fact_sentence(fact) for fact in kit.to_settle)
        talk = found.line.next_talk
        return ProposalState(
            name=display_name(found.line.name, found.line.kana),
            title=job.title if job else _("A job that is no longer here"),
            line=job_line(job) if job else "",
            badge=(str(word), kind, icon),
            step=STEPS.index(one.stage) if one.stage in STEPS else len(STEPS) - 1,
            facts=_facts(one, found.explanation, now, today),
            settle=settle,
            not_asked=_("Not asked, because it has no part in the work: {topics}.").format(
                topics=listed(str(words) for words in NOT_ASKED.values())
            ),
            talks=tuple(_talk_row(each, today, is_next=each == talk) for each in found.line.talks),
            next_talk=str(FOLLOW_UP_TITLES[talk.step]) if talk else "",
        )


def shown_words(recipient: Recipient, keys: tuple[str, ...]) -> str:
    """Return what a body would get now, in one sentence."""
    if not keys:
        return _("{name} may see nothing of her yet, so nothing can be handed over.").format(
            name=recipient.name
        )
    return _("{name} gets these fields and nothing else: {fields}.").format(
        name=recipient.name, fields=listed(str(label_of(key)) for key in keys)
    )


def _facts(
    one: Proposal, explanation: Explanation | None, now: datetime, today: date
) -> tuple[tuple[str, str], ...]:
    facts = [(_("On the list since"), moment_words(one.added_at, today))]
    if explanation is not None:
        facts.append((_("Points"), _("{points} of 100").format(
            points=points(explanation.terms.score))))  # fmt: skip
    if one.handed_over_at is not None:
        facts.append((_("Handed over"), f"{moment_words(one.handed_over_at, today)} · "
                      f"{one.recipient}"))  # fmt: skip
    for label, day in ((_("First day of work"), one.starts_on), (_("Last day"), one.ended_on)):
        if day is not None:
            facts.append((label, day_words(day, with_year=day.year != today.year)))
    if one.coach:
        facts.append((_("Job coach"), one.coach))
    return tuple(facts)


def _talk_row(one: PlannedTalk, today: date, *, is_next: bool) -> RowState:
    title = str(FOLLOW_UP_TITLES[one.step])
    day = day_words(one.day, with_year=one.day.year != today.year)
    badge: tuple[str, str, str] | None = None
    second = day
    if one.talk is not None and one.talk.result in RESULTS:
        word, kind, icon = RESULTS[one.talk.result]
        badge = (str(word), kind, icon)
        second = listed((day, one.talk.note))
    elif one.is_open and one.day <= today:
        badge = talk_badge(one, today)
    elif is_next:
        badge = (_("next"), "info", "calendar")
    return RowState(
        subject=one.step, title=title, second=second, badge=badge,
        spoken=listed((title, badge[0] if badge else "", second)), icon="heart-handshake",
    )  # fmt: skip


def open_talks_words(count: int) -> str:
    """Return how many talks are still to come."""
    return ngettext("{count} talk is still to come", "{count} talks are still to come",
                    count).format(count=count)  # fmt: skip
