"""Workers and jobs of a centre, and why they fit each other; only of those who agree right now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.changes import Changes
from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.domain.telework.card import WorkCard, card_of, entries_of
from app.domain.telework.inputs import Job, TeleworkInput, Worker
from app.domain.telework.parts import Limits
from app.domain.telework.placements import OPEN, Proposal, Stage
from app.domain.telework.profile import WorkerProfile
from app.domain.telework.results import METHODS, Explanation, Matching, Split
from app.services.ports import UnitOfWorkFactory
from app.services.telework_profiles import AREA, WorkerProfilesService


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """One worker of the list: her card, how many jobs fit, and what is open with her."""

    person: PersonId
    name: str
    kana: str
    card: WorkCard
    fitting: int
    open: tuple[Proposal, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job of the list and how many workers fit it."""

    job: Job
    fitting: int
    taken: int


@dataclass(frozen=True, slots=True)
class Match:
    """One worker and one job, with the reasons."""

    person: PersonId
    name: str
    kana: str
    job: Job
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Fairness:
    """What was tried at this moment: needs an employer meets, taken away, and what it changed.

    `pairs` were looked at with all needs and without those met; `changed` scores differed.
    """

    pairs: int
    changed: int


@dataclass(frozen=True, slots=True)
class Results:
    """The three named results; `names` is (name, kana) by person, `jobs` title by id."""

    matchings: tuple[Matching, ...]
    names: Mapping[PersonId, tuple[str, str]]
    jobs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shared:
    """A job shared between people, with names instead of ids."""

    split: Split


class TeleworkDeskService:
    """Lists, matches and results of the centre; nothing of it is kept, each look is new."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, profiles: WorkerProfilesService) -> None:
        self._unit_of_work = unit_of_work
        self._profiles = profiles

    def workers(self, who: Actor) -> tuple[WorkerLine, ...]:
        """Return those who agree to be matched, in the order of their kana."""
        candidates = self._profiles.candidates(who)
        with self._unit_of_work() as work:
            jobs = _agreed(work.telework.jobs())
            rows = work.people.rows_of(candidates)
            found = []
            for person in candidates:
                if person not in rows:
                    continue
                profile = work.telework.profile(person) or WorkerProfile(person)
                card = card_of(profile.entries)
                open_ones = tuple(
                    one for one in work.telework.proposals(person) if one.stage in OPEN
                )
                found.append(
                    WorkerLine(
                        person, rows[person].name, rows[person].kana, card,
                        0 if card.missing else _fitting(card.worker(person), jobs), open_ones,
                        len(profile.proposed),
                    )
                )  # fmt: skip
        return tuple(sorted(found, key=lambda one: (one.kana or one.name, one.person)))

    def candidates(self, who: Actor) -> tuple[Worker, ...]:
        """Return those who agree at this moment and whose card is complete, as matching takes them."""
        found = self._workers(who)
        return tuple(found[one] for one in sorted(found))

    def name_of(self, who: Actor, person: PersonId) -> tuple[str, str]:
        """Return name and kana of a candidate; `Refused("telework.no_consent")` for others."""
        if not self._profiles.is_candidate(who, person):
            raise Refused("telework.no_consent")
        with self._unit_of_work() as work:
            row = work.people.rows_of([person])[person]
        return row.name, row.kana

    def jobs(self, who: Actor) -> tuple[JobLine, ...]:
        """Return all jobs of the centre, those of employers who have not agreed last."""
        people = self._workers(who)
        with self._unit_of_work() as work:
            jobs = work.telework.jobs()
            taken = [
                one.job
                for one in work.telework.proposals()
                if one.stage in OPEN - {Stage.SHORTLISTED}
            ]
        lines = [
            JobLine(one, sum(_is_possible(each, one) for each in people.values()),
                    taken.count(one.id))
            for one in jobs
        ]  # fmt: skip
        return tuple(
            sorted(lines, key=lambda one: (not one.job.conditions.has_consented, one.job.title))
        )

    def job(self, who: Actor, job: str) -> Job:
        """Return a job; `Refused("telework.no_such_job")`."""
        who.require(AREA)
        with self._unit_of_work() as work:
            found = work.telework.job(job)
        if found is None:
            raise Refused("telework.no_such_job")
        return found

    def put_job(self, who: Actor, job: Job) -> Changes:
        """Store a job as an employer told it."""
        who.require(AREA)
        with self._unit_of_work() as work:
            work.telework.remove_job(job.id, removed=False)
            work.telework.put_job(job)
            work.audit.add(who.operator, "change", AREA, job.id)
            work.commit()
        return Changes.of(AREA, job.id)

    def remove_job(self, who: Actor, job: str) -> Changes:
        """Hide a job that was written by mistake."""
        who.require(AREA)
        with self._unit_of_work() as work:
            work.telework.remove_job(job)
            work.audit.add(who.operator, "remove", AREA, job)
            work.commit()
        return Changes.of(AREA, job)

    def card(self, who: Actor, person: PersonId) -> WorkCard:
        """Return her working card; the look is logged."""
        return card_of(self._profiles.own(who, person).entries)

    def write_card(self, who: Actor, person: PersonId, card: WorkCard) -> Changes:
        """Store what she says about hours, times, skills and needs, field by field."""
        before = self._profiles.own(who, person).entries
        changes = Changes.of(AREA, person)
        for key, text in entries_of(card).items():
            if before.get(key, "") != text:
                changes = self._profiles.write(who, person, key, text)
        return changes

    def matches_of(self, who: Actor, person: PersonId) -> tuple[Match, ...]:
        """Return every job that has agreed with its reasons: what fits first, the best on top."""
        card = card_of(self._profiles.own(who, person).entries)
        if card.missing:
            return ()
        worker = card.worker(person)
        with self._unit_of_work() as work:
            jobs = _agreed(work.telework.jobs())
            names = work.people.rows_of([person])
        row = names[person]
        found = [Match(person, row.name, row.kana, one, _explain(worker, one)) for one in jobs]
        return tuple(sorted(found, key=_closest_first))

    def candidates_of(self, who: Actor, job: str) -> tuple[Match, ...]:
        """Return every candidate for a job with the reasons: who fits first, best work on top."""
        one = self.job(who, job)
        if not one.conditions.has_consented:
            return ()
        people = self._workers(who)
        with self._unit_of_work() as work:
            names = work.people.rows_of(people)
        found = [
            Match(person, names[person].name, names[person].kana, one, _explain(worker, one))
            for person, worker in people.items()
            if person in names
        ]
        return tuple(sorted(found, key=_closest_first))

    def match(self, who: Actor, person: PersonId, job: str) -> Match:
        """Return one pair with its reasons."""
        found = [one for one in self.matches_of(who, person) if one.job.id == job]
        if not found:
            raise Refused("telework.no_such_job")
        return found[0]

    def fairness(self, who: Actor, person: PersonId) -> Fairness:
        """Try now, on her own pairs, that a need which is met changes no score."""
        card = card_of(self._profiles.own(who, person).entries)
        if card.missing:
            return Fairness(0, 0)
        worker = card.worker(person)
        bare = replace(worker, conditions=replace(worker.conditions, needs=frozenset()))
        with self._unit_of_work() as work:
            jobs = _agreed(work.telework.jobs())
        pairs = [(_explain(worker, one), _explain(bare, one)) for one in jobs]
        return Fairness(len(pairs), sum(one.terms != other.terms for one, other in pairs))

    def results(self, who: Actor) -> Results:
        """Return the three named results over everybody who agrees, each with its checked report.

        Who works already keeps her place: she and the place are not given out once more.
        """
        from app.solvers.telework.solve import match

        people = self._workers(who)
        with self._unit_of_work() as work:
            working = [one for one in work.telework.proposals() if one.stage is Stage.WORKING]
            jobs = _free(_agreed(work.telework.jobs()), [one.job for one in working])
            rows = work.people.rows_of(people)
        busy = {one.person for one in working}
        names = {
            one: (rows[one].name, rows[one].kana)
            for one in people
            if one in rows and one not in busy
        }
        if not names or not jobs:
            return Results((), {}, {})
        given = TeleworkInput(tuple(people[one] for one in names), jobs)
        ordered = dict(sorted(names.items(), key=lambda one: one[1][1] or one[1][0]))
        return Results(
            tuple(match(given, method) for method in METHODS), ordered,
            {one.id: one.title for one in jobs},
        )  # fmt: skip

    def shared_by(self, who: Actor, job: str) -> Shared | None:
        """Return how a job that nobody fits could be shared by two people; None where it cannot."""
        from app.solvers.telework.solve import match

        one = self.job(who, job)
        people = self._workers(who)
        if not one.conditions.has_consented or len(one.tasks) < 2 or not people:
            return None
        if any(_is_possible(each, one) for each in people.values()):
            return None
        given = TeleworkInput(tuple(people.values()), (one,))
        found = match(given, "most", limits=Limits(shares_tasks=True)).report.splits
        if not found or len(found[0].parts) < 2:
            return None
        with self._unit_of_work() as work:
            rows = work.people.rows_of(people)
        named = tuple((rows[PersonId(worker)].name, tasks) for worker, tasks in found[0].parts)
        return Shared(Split(one.title, named, found[0].is_needed))

    def _workers(self, who: Actor) -> Mapping[PersonId, Worker]:
        """Return the candidates whose card is complete."""
        candidates = self._profiles.candidates(who)
        with self._unit_of_work() as work:
            cards = {
                one: card_of((work.telework.profile(one) or WorkerProfile(one)).entries)
                for one in candidates
            }
        return {one: card.worker(one) for one, card in cards.items() if not card.missing}


def _agreed(jobs: tuple[Job, ...]) -> tuple[Job, ...]:
    return tuple(one for one in jobs if one.conditions.has_consented)


def _free(jobs: tuple[Job, ...], taken: list[str]) -> tuple[Job, ...]:
    """Return the jobs with the places that are left; full ones are left out."""
    left = (replace(one, capacity=one.capacity - taken.count(one.id)) for one in jobs)
    return tuple(one for one in left if one.capacity > 0)


def _explain(worker: Worker, job: Job) -> Explanation:
    from app.solvers.telework.explain import explain_pair

    return explain_pair(worker, job)


def _is_possible(worker: Worker, job: Job) -> bool:
    return job.conditions.has_consented and _explain(worker, job).is_possible


def _fitting(worker: Worker, jobs: tuple[Job, ...]) -> int:
    return sum(_is_possible(worker, one) for one in jobs)


def _closest_first(one: Match) -> tuple[int, int, int, str]:
    """Order what fits by its score, then what would fit by how little would have to change.

    A ruled-out pair has no changes and comes last.
    """
    found = one.explanation
    if found.is_possible:
        return 0, 0, -found.terms.score, one.job.id + one.person
    if found.would_fit_if:
        return 1, len(found.would_fit_if), -found.terms.score, one.job.id + one.person
    return 2, 0, 0, one.job.id + one.person
