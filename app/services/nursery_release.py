"""Release by a second officer, the letters that may be made from it, and the sealed archive."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from datetime import timedelta, timezone

from app.domain.changes import Changes
from app.domain.errors import BadInput, Finding, Refused
from app.domain.names import tidy_line
from app.domain.nursery.ids import plain_id
from app.domain.nursery.rounds import Letter, Release, Run, Stage
from app.domain.operators import AuditRow
from app.domain.roles import Actor
from app.services.nursery_desk import AREA, Desk, RoundView, changeable, chosen_run, view_of
from app.services.nursery_ports import NurseryUnitOfWork
from app.services.nursery_runs import held_of, outcomes_of
from app.solvers.nursery.verify import Check

# Letters carry Japan's day.
_JAPAN = timezone(timedelta(hours=9), "JST")


class NurseryReleaseService:
    """Nothing leaves the office before two officers looked at it."""

    def __init__(self, desk: Desk) -> None:
        """Work on an open data set."""
        self._desk = desk

    def submit(self, who: Actor, number: int, run: int, reason: str = "") -> Changes:
        """Ask for the release of one run.

        A run that is not proved, or that leaves families whose appeal would succeed, needs a reason.

        Raises:
            Refused: `nursery.run_outdated`, `nursery.difference_unread`, `nursery.not_feasible`.
            BadInput: `nursery.release_reason`.
        """
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            view = changeable(work, number)
            found = chosen_run(view, run)
            self._refuse_unfit(work, view, found)
            reason = tidy_line(reason)
            if not reason and (not found.is_proved or found.count("blocking_pairs")):
                code = "nursery.release_reason"
                raise BadInput(code, (Finding(code, column="reason"),))
            asked = Release(run, found.input_sha256, reason, who.operator, self._desk.now())
            work.rounds.put_release(number, asked)
            work.rounds.set_stage(number, Stage.SUBMITTED)
            work.audit.add(who.operator, "submit", AREA, str(number), f"run {run}")
            work.commit()
        return Changes.of(AREA, str(number))

    def withdraw(self, who: Actor, number: int) -> Changes:
        """Take the request back; the round can be changed again."""
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            if view_of(work, number).round.stage is not Stage.SUBMITTED:
                raise Refused("nursery.not_submitted", round=number)
            work.rounds.put_release(number, None)
            work.rounds.set_stage(number, Stage.PREPARING)
            work.audit.add(who.operator, "withdraw", AREA, str(number))
            work.commit()
        return Changes.of(AREA, str(number))

    def approve(self, who: Actor, number: int, input_sha256: str) -> Changes:
        """Release a round as the second officer, for the input whose hash was looked at.

        Raises:
            Refused: `nursery.same_officer`, `nursery.not_submitted`, `nursery.another_input`,
                `nursery.run_outdated`, `nursery.not_feasible`.
        """
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            view = view_of(work, number)
            asked = view.release
            if view.round.stage is not Stage.SUBMITTED or asked is None:
                raise Refused("nursery.not_submitted", round=number)
            run = chosen_run(view, asked.run)
            # Neither who asked nor who calculated may be the second pair of eyes.
            if who.operator in (asked.submitted_by, run.by):
                raise Refused("nursery.same_officer", round=number)
            if input_sha256 != asked.input_sha256:
                raise Refused("nursery.another_input", round=number)
            self._refuse_unfit(work, view, run)
            approved = replace(asked, approved_by=who.operator, approved_at=self._desk.now())
            work.rounds.put_release(number, approved)
            work.rounds.set_stage(number, Stage.RELEASED)
            work.audit.add(who.operator, "approve", AREA, str(number), f"run {asked.run}")
            work.commit()
        return Changes.of(AREA, str(number))

    def letters(
        self, who: Actor, number: int, children: tuple[str, ...] | None = None
    ) -> tuple[Letter, ...]:
        """Return the letters of a released round, of all children or of some, in the order of ids.

        Raises:
            Refused: `nursery.not_released`, `nursery.run_outdated`.
            BadInput: `nursery.no_such_child`.
        """
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            view = view_of(work, number)
            if not view.round.stage.is_locked or view.release is None:
                raise Refused("nursery.not_released", round=number)
            run = self._whole(work, view, chosen_run(view, view.release.run))
            letters = self._made(view, run, children)
            detail = f"letters {len(letters)}" if children is None else " ".join(children)
            work.audit.add(who.operator, "print", AREA, str(number), detail)
            work.commit()
        return letters

    def archive(self, who: Actor, number: int) -> Changes:
        """Seal a released round: the hash of everything in it is kept beside it.

        Raises:
            Refused: `nursery.not_released`.
        """
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            view = view_of(work, number)
            if view.round.stage is not Stage.RELEASED:
                raise Refused("nursery.not_released", round=number)
            seal = self._seal(work, view)
            work.rounds.set_stage(number, Stage.ARCHIVED, seal)
            work.audit.add(who.operator, "archive", AREA, str(number), seal)
            work.commit()
        return Changes.of(AREA, str(number))

    def open_archive(self, who: Actor, number: int, reason: str) -> RoundView:
        """Return an archived round for an appeal, whose reason is logged; the seal must hold.

        Raises:
            BadInput: `nursery.reason_missing`.
            Refused: `nursery.not_archived`, `nursery.seal_broken`.
        """
        who.require(AREA)
        reason = tidy_line(reason)
        if not reason:
            code = "nursery.reason_missing"
            raise BadInput(code, (Finding(code, column="reason"),))
        with self._desk.unit_of_work() as work:
            view = view_of(work, number)
            if view.round.stage is not Stage.ARCHIVED:
                raise Refused("nursery.not_archived", round=number)
            if self._seal(work, view) != view.round.seal:
                raise Refused("nursery.seal_broken", round=number)
            work.audit.add(who.operator, "look", AREA, str(number), reason)
            work.commit()
        return view

    def log(self, who: Actor, limit: int = 20, offset: int = 0) -> tuple[tuple[AuditRow, ...], int]:
        """Return the data set's own log, newest first, and the number of all rows."""
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            found = work.audit.rows(limit, offset)
            work.audit.add(who.operator, "look", "audit")
            work.commit()
        return found

    def _refuse_unfit(self, work: NurseryUnitOfWork, view: RoundView, run: Run) -> None:
        """Refuse a run that is not of the present input, or that the check does not let pass."""
        number = view.round.number
        if view.unread:
            raise Refused("nursery.difference_unread", word=view.unread[0])
        ready = self._desk.ruled_input_of(view)[1]
        if ready.sha256 != run.input_sha256:
            raise Refused("nursery.run_outdated", round=number)
        whole = self._whole(work, view, run)
        verdict = Check(ready.instance, held_of(ready.instance, whole.rows)).verdict()
        if not verdict.is_feasible:
            raise Refused("nursery.not_feasible", round=number)

    @staticmethod
    def _whole(work: NurseryUnitOfWork, view: RoundView, run: Run) -> Run:
        whole = work.rounds.run(view.round.number, run.number)
        assert whole is not None
        return whole

    def _made(
        self, view: RoundView, run: Run, children: tuple[str, ...] | None
    ) -> tuple[Letter, ...]:
        release = view.release
        assert release is not None
        assert release.approved_at is not None
        given, ready = self._desk.ruled_input_of(view)
        # What is printed follows from what was approved, or nothing is printed.
        if not ready.sha256 == run.input_sha256 == release.input_sha256:
            raise Refused("nursery.run_outdated", round=view.round.number)
        instance = given.instance
        check = Check(ready.instance, held_of(ready.instance, run.rows))
        wanted = None if children is None else {plain_id(one) for one in children}
        if missing := sorted((wanted or set()) - instance.child_index.keys()):
            found = Finding("nursery.no_such_child", data={"child": missing[0]})
            raise BadInput("nursery.no_such_child", (found,), child=missing[0])
        released_on = release.approved_at.astimezone(_JAPAN).date()
        made = []
        for row in run.rows:
            if wanted is not None and row.child not in wanted:
                continue
            index = instance.child_index[row.child]
            child = instance.children[index]
            place = instance.nurseries[instance.nursery_index[row.nursery]] if row.nursery else None
            outcomes = outcomes_of(instance, check, index, view.rulings)
            made.append(
                Letter(
                    view.round.number, view.round.name, row.child,
                    instance.households[child.household].id, child.age, row.result, row.nursery,
                    "" if place is None else place.name, row.rank,
                    tuple((instance.nurseries[one.nursery].name, one) for one in outcomes),
                    release.input_sha256, released_on,
                )
            )  # fmt: skip
        return tuple(made)

    def _seal(self, work: NurseryUnitOfWork, view: RoundView) -> str:
        """Return the hash over all that a round holds."""
        number = view.round.number
        runs = [work.rounds.run(number, one.number) for one in view.runs]
        document = {
            "round": [number, view.round.name, view.round.kind.value, view.round.based_on],
            "files": {
                word: [one.content.name, one.sha256, dict(one.content.columns),
                       hashlib.sha256(one.content.data).hexdigest()]
                for word, one in view.files.items()
            },
            "rulings": [asdict(one) for one in view.rulings],
            "runs": [asdict(one) for one in runs if one is not None],
            "release": None if view.release is None else asdict(view.release),
        }  # fmt: skip
        text = json.dumps(document, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
