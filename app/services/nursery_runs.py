"""The calculation of a round, its result with reasons, what-if, and another result beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.changes import Changes
from app.domain.errors import BadInput, Finding, Refused
from app.domain.nursery.ids import plain_id
from app.domain.nursery.inputs import NurseryInput
from app.domain.nursery.instance import Instance, Nursery
from app.domain.nursery.results import ResultRow, Verdict, WishOutcome
from app.domain.nursery.rounds import Move, Ruling, Run
from app.domain.progress import Progress
from app.domain.roles import Actor
from app.services.nursery import Clock, Say, report_of, result_rows, strict_market
from app.services.nursery_compare import Difference, differences
from app.services.nursery_desk import AREA, Desk, RoundView, changeable, chosen_run
from app.services.nursery_differences import moves
from app.services.nursery_rulings import ruled, ruled_outcomes, ruled_rows
from app.solvers.nursery.allocate import allocate
from app.solvers.nursery.explain import explain_child
from app.solvers.nursery.solving import Limits
from app.solvers.nursery.verify import Check


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would be otherwise: seats by (nursery, age class), more or fewer, and other rulings."""

    seats: Mapping[tuple[str, int], int] = field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True)
class RunResult:
    """A run with what a screen needs to show it.

    `given` is the input as handed in, `ruled` as the officer's rulings make it; `verdict` is the
    check's, computed again when the result was opened.
    """

    view: RoundView
    run: Run
    given: Instance
    ruled: Instance
    verdict: Verdict

    def names(self) -> Mapping[str, str]:
        """Return nursery id → name."""
        return {one.id: one.name for one in self.given.nurseries}


class NurseryRunsService:
    """Calculates rounds and says why. Nothing is kept but whole, checked runs."""

    def __init__(self, desk: Desk, say: Say, pinned_sentence: Callable[[], str]) -> None:
        """Work on an open data set; `say` and `pinned_sentence` make the sentences of result rows."""
        self._desk = desk
        self._say = say
        self._pinned = pinned_sentence

    def run(
        self,
        who: Actor,
        number: int,
        *,
        prove: bool,
        progress: Progress,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> tuple[Run, Changes]:
        """Calculate a round, check the result, and keep it.

        Args:
            who: the officer.
            number: the round.
            prove: prove it, however large it is.
            progress: told of the steps; when it raises `Cancelled` nothing is kept.
            is_stopped: asked on the way; once true, the best found until then is kept.

        Raises:
            BadInput: the input or a full tie is refused.
            Refused: `nursery.difference_unread`, `nursery.round_locked`, `nursery.input_changed`.
        """
        view = self._desk.look(who, number, "calculate")
        self._refuse_unready(view)
        clock = Clock()
        given, ready = self._desk.ruled_input_of(view)
        clock.stop("read")
        market = strict_market(ready)
        clock.stop("rank")
        limits = Limits(is_cancelled=is_stopped)
        found = allocate(market, prove=prove, limits=limits, step=progress.step)
        is_whole = not is_stopped()
        clock.stop("solve")
        progress.step("nursery.check", 0, 1)
        check = Check(ready.instance, found.held)
        verdict = check.verdict()
        clock.stop("verify")
        rows = self._rows(given, view, check)
        clock.stop("explain")
        report = report_of(ready, found, verdict, rows, clock.seconds, is_time_limited=False)
        progress.step("nursery.check", 1, 1)
        return self._keep(who, view, ready, report, rows, prove=prove, is_whole=is_whole)

    def result(self, who: Actor, number: int, run: int | None = None) -> RunResult:
        """Return a run, the newest by default, with its rows, checked again by separate code.

        Raises:
            Refused: `nursery.no_run`, or `nursery.run_outdated` where the input changed since.
        """
        view = self._desk.look(who, number)
        whole = self._whole_run(view, run)
        given, ready = self._desk.ruled_input_of(view)
        if ready.sha256 != whole.input_sha256:
            raise Refused("nursery.run_outdated", round=number)
        check = Check(ready.instance, held_of(ready.instance, whole.rows))
        return RunResult(view, whole, given.instance, ready.instance, check.verdict())

    def explain(self, who: Actor, result: RunResult, child: str) -> tuple[WishOutcome, ...]:
        """Return what became of each wish of a child; the look at the child is logged."""
        who.require(AREA)
        child = plain_id(child)
        index = result.given.child_index.get(child)
        if index is None:
            found = Finding("nursery.no_such_child", value=child, data={"child": child})
            raise BadInput("nursery.no_such_child", (found,), child=child)
        with self._desk.unit_of_work() as work:
            work.audit.add(who.operator, "look", AREA, str(result.view.round.number), child)
            work.commit()
        check = Check(result.ruled, held_of(result.ruled, result.run.rows))
        return outcomes_of(result.given, check, index, result.view.rulings)

    def what_if(
        self, who: Actor, number: int, change: WhatIf, progress: Progress
    ) -> tuple[Move, ...]:
        """Return who would move if seats or rulings were other ones; nothing is kept.

        Raises:
            BadInput: a nursery or child that is not there, fewer seats than none, a full tie.
        """
        view = self._desk.look(who, number, "what-if")
        given, ready = self._desk.ruled_input_of(view)
        other = replace(given, instance=_with_seats(given.instance, change.seats))
        after = ruled(other, (*view.rulings, *change.rulings))
        sides: list[list[ResultRow]] = []
        for one, rulings in ((ready, view.rulings), (after, (*view.rulings, *change.rulings))):
            found = allocate(strict_market(one), step=progress.step)
            rows = result_rows(Check(one.instance, found.held), lambda _reason, _stays: "")
            sides.append(ruled_rows(given.instance, rulings, rows, ""))
        return moves(sides[0], sides[1])

    def compare(
        self, who: Actor, result: RunResult, name: str, data: bytes
    ) -> tuple[Difference, ...]:
        """Return where another result, made by hand or by another program, differs, and why."""
        self._desk.look(who, result.view.round.number, "compare")
        theirs = self._desk.files.read_rows_of(name, data)
        held = self._desk.files.read_held_of(name, data, result.ruled)
        return differences(
            {row.child: row for row in result.run.rows}, theirs, result.ruled, held
        )  # fmt: skip

    def against_base(self, who: Actor, result: RunResult) -> tuple[Move, ...]:
        """Return who holds another place than in the released round that this one corrects."""
        base = result.view.round.based_on
        if base is None:
            return ()
        view = self._desk.look(who, base)
        if view.release is None:
            return ()
        return moves(self._whole_run(view, view.release.run).rows, result.run.rows)

    def _whole_run(self, view: RoundView, run: int | None) -> Run:
        chosen = chosen_run(view, run)
        with self._desk.unit_of_work() as work:
            whole = work.rounds.run(view.round.number, chosen.number)
        assert whole is not None
        return whole

    def _refuse_unready(self, view: RoundView) -> None:
        if view.unread:
            raise Refused("nursery.difference_unread", word=view.unread[0])
        with self._desk.unit_of_work() as work:
            changeable(work, view.round.number)

    def _rows(self, given: NurseryInput, view: RoundView, check: Check) -> list[ResultRow]:
        rows = result_rows(check, self._say)
        return ruled_rows(given.instance, view.rulings, rows, self._pinned())

    def _keep(
        self, who: Actor, view: RoundView, ready: NurseryInput, report: Mapping[str, object],
        rows: Sequence[ResultRow], *, prove: bool, is_whole: bool,
    ) -> tuple[Run, Changes]:  # fmt: skip
        number = view.round.number
        with self._desk.unit_of_work() as work:
            now = changeable(work, number)
            # Somebody may have changed the input while the calculation ran.
            if self._desk.ruled_input_of(now)[1].sha256 != ready.sha256:
                raise Refused("nursery.input_changed", round=number)
            last = max((one.number for one in now.runs), default=0)
            run = Run(
                last + 1, self._desk.now(), who.operator, prove, is_whole, ready.sha256, report,
                tuple(rows),
            )  # fmt: skip
            work.rounds.add_run(number, run)
            work.audit.add(who.operator, "add", AREA, str(number), f"run {run.number}")
            work.commit()
        return run, Changes.of(AREA, str(number))


def held_of(instance: Instance, rows: Sequence[ResultRow]) -> tuple[int | None, ...]:
    """Return what each child holds by the rows of a result."""
    places = {row.child: row.nursery for row in rows}
    return tuple(
        instance.nursery_index[places[child.id]] if places.get(child.id) else None
        for child in instance.children
    )


def outcomes_of(
    given: Instance, check: Check, child: int, rulings: Sequence[Ruling]
) -> tuple[WishOutcome, ...]:
    """Return what became of each wish of a child as handed in, rulings named as reasons."""
    return ruled_outcomes(given, child, rulings, explain_child(check, child))


def _with_seats(instance: Instance, seats: Mapping[tuple[str, int], int]) -> Instance:
    """Return an instance with more or fewer open seats."""
    nurseries = list(instance.nurseries)
    for (nursery, age), more in seats.items():
        place = instance.nursery_index.get(plain_id(nursery))
        if place is None:
            data: dict[str, object] = {"value": nursery}
            found = Finding("nursery.unknown_nursery", value=nursery, data=data)
            raise BadInput("nursery.refused", (found,), count=1)
        nurseries[place] = _changed(nurseries[place], age, more)
    return replace(instance, nurseries=tuple(nurseries))


def _changed(nursery: Nursery, age: int, more: int) -> Nursery:
    seats = list(nursery.seats)
    seats[age] += more
    if seats[age] < 0:
        value = str(seats[age])
        found = Finding("nursery.negative", value=value, data={"value": value})
        raise BadInput("nursery.refused", (found,), count=1)
    a, b, c, d, e, f = seats
    return replace(nursery, seats=(a, b, c, d, e, f))
