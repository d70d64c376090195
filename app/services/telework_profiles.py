"""The worker's own profile: she writes, supporters propose, others see what she permits now."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.changes import Changes
from app.domain.consent.provision import GivenTo, Provision
from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.domain.telework.consent import CANDIDATE, CENTRE, MATCHING, PLACEMENT
from app.domain.telework.hand_over import (
    HandOverPack,
    Recipient,
    permitted_explanation,
    permitted_plan,
    provisioning_plan,
)
from app.domain.telework.inputs import Job, Worker
from app.domain.telework.profile import (
    SHOWABLE,
    ProposedText,
    WorkerProfile,
    category_of,
)
from app.services.consent_ports import Outgoing
from app.services.ports import Clock, UnitOfWork, UnitOfWorkFactory
from app.services.telework_ports import ConsentGate, PackWriter

AREA = "telework"
_EVERY_CATEGORY = frozenset(category_of(key) for key in SHOWABLE)


class WorkerProfilesService:
    """Profiles under consent: every look asks the gate again, so a withdrawal works at once."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, gate: ConsentGate, clock: Clock) -> None:
        self._unit_of_work = unit_of_work
        self._gate = gate
        self._clock = clock

    def own(self, who: Actor, person: PersonId) -> WorkerProfile:
        """Return the whole profile as the worker herself sees it, with a supporter beside her.

        Raises:
            Refused: `role.not_yours`; `telework.no_consent` when the centre may not keep one.
        """
        who.require(AREA)
        self._require_candidate(person)
        with self._unit_of_work() as work:
            found = work.telework.profile(person) or WorkerProfile(person)
            work.audit.add(who.operator, "look", AREA, person)
            work.commit()
        return found

    def write(self, who: Actor, person: PersonId, key: str, text: str) -> Changes:
        """Store the worker's own words."""
        return self._change(who, person, key, lambda one: one.written_by_worker(key, text))

    def propose(self, who: Actor, person: PersonId, key: str, text: str) -> Changes:
        """Lay a supporter's words beside the worker's, for her to decide about."""
        proposal = ProposedText(key, text, who.operator, self._clock.now())
        return self._change(who, person, key, lambda one: one.with_proposal(proposal))

    def answer(self, who: Actor, person: PersonId, key: str, *, takes_it: bool) -> Changes:
        """Store what the worker decided about a proposal."""
        return self._change(who, person, key, lambda one: one.answered(key, takes_it=takes_it))

    def candidates(self, who: Actor) -> tuple[PersonId, ...]:
        """Return those who agree to be matched at this moment, and nobody else."""
        who.require(AREA)
        with self._unit_of_work() as work:
            owners = work.telework.profile_owners()
        return tuple(one for one in owners if self._is_candidate(one))

    def is_candidate(self, who: Actor, person: PersonId) -> bool:
        """Tell whether she agrees to be matched at this moment."""
        who.require(AREA)
        return self._is_candidate(person)

    def seen_by(self, who: Actor, person: PersonId, recipient: str) -> dict[str, str]:
        """Return what a recipient would see now, field by field.

        Raises:
            Refused: `telework.no_consent` when that is nothing, or she is no candidate.
        """
        who.require(AREA)
        self._require_candidate(person)
        permitted = self._gate.permitted(
            person, PLACEMENT, recipient, _EVERY_CATEGORY, self._clock.now()
        )
        with self._unit_of_work() as work:
            profile = work.telework.profile(person)
            seen = profile.seen_with(permitted) if profile else {}
            if not seen:
                raise Refused("telework.no_consent")
            work.audit.add(who.operator, "look", AREA, person, f"recipient={recipient}")
            work.commit()
        return seen

    def _is_candidate(self, person: PersonId) -> bool:
        asked = (CANDIDATE,)
        return CANDIDATE in self._gate.permitted(person, MATCHING, CENTRE, asked, self._clock.now())

    def _require_candidate(self, person: PersonId) -> None:
        if not self._is_candidate(person):
            raise Refused("telework.no_consent")

    def _change(
        self,
        who: Actor,
        person: PersonId,
        key: str,
        change: Callable[[WorkerProfile], WorkerProfile],
    ) -> Changes:
        """Read, change and store a profile in one transaction."""
        who.require(AREA)
        self._require_candidate(person)
        with self._unit_of_work() as work:
            before = work.telework.profile(person) or WorkerProfile(person)
            work.telework.put_profile(change(before))
            work.audit.add(who.operator, "change", AREA, person, key)
            work.commit()
        return Changes.of(AREA, person)


class HandOverService:
    """Makes the pack for a body that may place people; the centre itself sends nothing."""

    def __init__(
        self,
        profiles: WorkerProfilesService,
        gate: ConsentGate,
        clock: Clock,
        write_pack: PackWriter,
    ) -> None:
        self._profiles = profiles
        self._gate = gate
        self._clock = clock
        self._write_pack = write_pack

    def hand_over(
        self,
        who: Actor,
        person: PersonId,
        worker: Worker,
        job: Job,
        recipient: Recipient,
        path: str,
        keep: Callable[[UnitOfWork, HandOverPack], None] | None = None,
    ) -> HandOverPack:
        """Write a pack with what is permitted now; its record and what `keep` writes go with it.

        Raises:
            Refused: `telework.no_consent`, `consent.not_permitted`,
                `telework.need_unmet`, `telework.does_not_fit`.
        """
        from app.solvers.telework.explain import explain_pair

        disclosed = self._profiles.seen_by(who, person, recipient.id)
        plan = provisioning_plan(worker, job)
        explanation = explain_pair(worker, job)
        if not explanation.is_possible:
            raise Refused("telework.does_not_fit")
        now = self._clock.now()
        made: list[HandOverPack] = []

        def carry(work: UnitOfWork, decision: str) -> Outgoing:
            pack = HandOverPack(
                f"{worker.id}-{job.id}", now, recipient, worker.id, job.id, disclosed,
                permitted_plan(plan, disclosed), permitted_explanation(explanation, disclosed),
                decision,
            )  # fmt: skip
            made.append(pack)
            if keep is not None:
                keep(work, pack)
            return self._write_pack(path, pack)

        categories = tuple(category_of(key) for key in disclosed)
        to = GivenTo(recipient.id, recipient.name, recipient_class=recipient.kind.value)
        self._gate.hand_over(who, Provision(person, PLACEMENT, to, categories, "pack"), carry)
        return made[0]
