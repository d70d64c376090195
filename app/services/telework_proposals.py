"""Short list, hand-over and what follows a start; people who said stop are gone from every list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.changes import Changes
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.roles import Actor
from app.domain.telework.hand_over import HandOverPack, Recipient
from app.domain.telework.inputs import Job
from app.domain.telework.placements import (
    OPEN,
    PlannedTalk,
    Proposal,
    Talk,
    TalkResult,
    next_talk,
    talks_of,
)
from app.services.ports import Clock, UnitOfWork, UnitOfWorkFactory
from app.services.telework_desk import TeleworkDeskService
from app.services.telework_profiles import AREA, HandOverService, WorkerProfilesService


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """One proposal with its person, its job (None when it went) and the talks after a start."""

    proposal: Proposal
    name: str
    kana: str
    job: Job | None
    talks: tuple[PlannedTalk, ...] = ()

    @property
    def next_talk(self) -> PlannedTalk | None:
        """Return the talk that comes next."""
        return next_talk(self.talks)


class ProposalsService:
    """From a match to work; a human decides at every step, and nothing is sent by itself."""

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        profiles: WorkerProfilesService,
        desk: TeleworkDeskService,
        hand_overs: HandOverService,
        clock: Clock,
    ) -> None:
        self._unit_of_work, self._profiles, self._desk = unit_of_work, profiles, desk
        self._hand_overs, self._clock = hand_overs, clock

    def shortlist(self, who: Actor, person: PersonId, job: str) -> tuple[Proposal, Changes]:
        """Put a pair on the short list; once is enough.

        Raises:
            Refused: `telework.does_not_fit`, `telework.no_consent`, `telework.no_such_job`.
        """
        if not self._desk.match(who, person, job).explanation.is_possible:
            raise Refused("telework.does_not_fit")
        with self._unit_of_work() as work:
            for one in work.telework.proposals(person):
                if one.job == job and one.stage in OPEN:
                    return one, Changes.of(AREA, person)
            made = Proposal(new_id(), person, job, self._clock.now())
            work.telework.put_proposal(made)
            work.audit.add(who.operator, "add", AREA, person, f"proposal={made.id}")
            work.commit()
        return made, Changes.of(AREA, person)

    def open_ones(self, who: Actor) -> tuple[ProposalLine, ...]:
        """Return what is open with those who agree at this moment, the nearest talk first."""
        agreed = set(self._profiles.candidates(who))
        with self._unit_of_work() as work:
            found = [one for one in work.telework.proposals()
                     if one.person in agreed and one.stage in OPEN]  # fmt: skip
            rows = work.people.rows_of({one.person for one in found})
            lines = [
                ProposalLine(
                    one, rows[one.person].name, rows[one.person].kana, work.telework.job(one.job),
                    talks_of(one, work.telework.talks(one.id)),
                )
                for one in found
                if one.person in rows
            ]  # fmt: skip
        return tuple(sorted(lines, key=_nearest_first))

    def of_person(self, who: Actor, person: PersonId) -> tuple[ProposalLine, ...]:
        """Return everything ever proposed for one person, newest first."""
        name, kana = self._name(who, person)
        with self._unit_of_work() as work:
            return tuple(
                ProposalLine(
                    one, name, kana, work.telework.job(one.job),
                    talks_of(one, work.telework.talks(one.id)),
                )
                for one in reversed(work.telework.proposals(person))
            )  # fmt: skip

    def open_one(self, who: Actor, proposal: str) -> ProposalLine:
        """Return one proposal; the look is logged.

        Raises:
            Refused: `telework.no_consent` once she said stop, `telework.no_such_proposal`.
        """
        one = self._find(who, proposal)
        name, kana = self._name(who, one.person)
        with self._unit_of_work() as work:
            found = ProposalLine(
                one, name, kana, work.telework.job(one.job),
                talks_of(one, work.telework.talks(one.id)),
            )  # fmt: skip
            work.audit.add(who.operator, "look", AREA, one.person, f"proposal={one.id}")
            work.commit()
        return found

    def drop(self, who: Actor, proposal: str) -> Changes:
        """Take a pair from the list."""
        return self._store(who, self._find(who, proposal).dropped())

    def put_back(self, who: Actor, before: Proposal) -> Changes:
        """Undo a step: let a proposal be as it was."""
        self._find(who, before.id)
        return self._store(who, before)

    def hand_over(
        self, who: Actor, proposal: str, recipient: Recipient, path: str
    ) -> tuple[HandOverPack, Changes]:
        """Write the pack with what she permits now; a person carries it, nothing is sent.

        Raises:
            Refused: see `HandOverService.hand_over`.
        """
        one = self._find(who, proposal)
        card = self._desk.card(who, one.person)
        job = self._desk.job(who, one.job)

        def keep(work: UnitOfWork, pack: HandOverPack) -> None:
            given = one.handed_over(recipient, pack.decision, pack.made_at)
            _store_in(work, who, given, f"decision={pack.decision}")

        pack = self._hand_overs.hand_over(
            who, one.person, card.worker(one.person), job, recipient, path, keep
        )
        return pack, Changes.of(AREA, one.person)

    def start(self, who: Actor, proposal: str, day: date, coach: str = "") -> Changes:
        """Note her first day of work; the talks count from it."""
        return self._store(who, self._find(who, proposal).started(day, coach))

    def end(self, who: Actor, proposal: str, day: date) -> Changes:
        """Note her last day of work there."""
        return self._store(who, self._find(who, proposal).ended(day))

    def note_talk(
        self, who: Actor, proposal: str, step: str, result: TalkResult, day: date, note: str = ""
    ) -> Changes:
        """Note what came of a talk; noting it again replaces it.

        Raises:
            Refused: `telework.no_such_talk`.
        """
        one = self._find(who, proposal)
        with self._unit_of_work() as work:
            if step not in {each.step for each in talks_of(one, work.telework.talks(one.id))}:
                raise Refused("telework.no_such_talk")
            work.telework.put_talk(Talk(one.id, step, day, result, note.strip()))
            work.audit.add(who.operator, "change", AREA, one.person, f"talk={step}")
            work.commit()
        return Changes.of(AREA, one.person)

    def _find(self, who: Actor, proposal: str) -> Proposal:
        who.require(AREA)
        with self._unit_of_work() as work:
            found = work.telework.proposal(proposal)
        if found is None:
            raise Refused("telework.no_such_proposal")
        if not self._profiles.is_candidate(who, found.person):
            raise Refused("telework.no_consent")
        return found

    def _name(self, who: Actor, person: PersonId) -> tuple[str, str]:
        return self._desk.name_of(who, person)

    def _store(self, who: Actor, proposal: Proposal) -> Changes:
        with self._unit_of_work() as work:
            _store_in(work, who, proposal)
            work.commit()
        return Changes.of(AREA, proposal.person)


def _store_in(work: UnitOfWork, who: Actor, proposal: Proposal, detail: str = "") -> None:
    said = " ".join(one for one in (f"stage={proposal.stage.value}", detail) if one)
    work.telework.put_proposal(proposal)
    work.audit.add(who.operator, "change", AREA, proposal.person, said)


def _nearest_first(one: ProposalLine) -> tuple[date, str]:
    talk = one.next_talk
    return (talk.day if talk else date.max), one.kana or one.name
