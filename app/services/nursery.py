"""Nursery allocation over plain files: invent, check, allocate, verify, explain and compare."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app import __version__
from app.domain.errors import BadInput, Finding
from app.domain.nursery.inputs import InputFiles, NurseryInput
from app.domain.nursery.instance import Instance, Tuple
from app.domain.nursery.invent import HARD, USUAL, InventedFiles, PlaceRow, invent
from app.domain.nursery.results import (
    MOVED,
    OFFERED,
    STAYING,
    WAITING,
    Held,
    Reason,
    ResultRow,
    Verdict,
    WishOutcome,
)
from app.domain.progress import Progress
from app.services.nursery_compare import Difference, differences
from app.solvers.nursery.allocate import Allocation, allocate
from app.solvers.nursery.explain import explain_child, short_reason
from app.solvers.nursery.market import Market
from app.solvers.nursery.solving import Limits
from app.solvers.nursery.ties import full_ties
from app.solvers.nursery.verify import Check


class NurseryFiles(Protocol):
    """Reads and writes the files; the files package has it."""

    def read_input(
        self, files: InputFiles, method: str | None, objective: str | None
    ) -> NurseryInput:
        """Read all files or raise BadInput with every finding."""

    def read_held(self, path: Path, instance: Instance) -> Held:
        """Read a result against an input."""

    def read_rows(self, path: Path) -> dict[str, ResultRow]:
        """Read a result by itself."""

    def write_result(self, folder: Path, rows: Sequence[ResultRow], encoding: str) -> Path:
        """Write result.csv."""

    def write_report(self, folder: Path, document: Mapping[str, object]) -> Path:
        """Write report.json."""

    def write_invented(self, folder: Path, files: InventedFiles) -> list[Path]:
        """Write children.csv, facilities.csv and rules.toml."""

    def places(self, name: str) -> list[PlaceRow]:
        """Return the real nurseries of a town."""


# From a reason, and whether the child stays where it is, to the sentence of result.csv.
Say = Callable[[Reason, bool], str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to allocate: whether to prove, seconds at most (None: no clock), result's encoding."""

    prove: bool = False
    time_limit: float | None = None
    encoding: str = "utf-8"


class NurseryService:
    """What an officer does with files; nothing here knows a centre."""

    def __init__(self, files: NurseryFiles, say: Say) -> None:
        """Take what reads and writes, and what makes the sentence of a row's reason."""
        self._files = files
        self._say = say

    def generate(
        self,
        folder: Path,
        children: int,
        facilities: int,
        seed: int,
        places: str | None,
        *,
        is_hard: bool = False,
    ) -> list[Path]:
        """Write invented families on invented or real nurseries."""
        real = self._files.places(places) if places else None
        count = min(facilities, len(real)) if real else facilities
        kind = HARD if is_hard else USUAL
        return self._files.write_invented(folder, invent(children, count, seed, real, kind))

    def read(
        self, files: InputFiles, method: str | None = None, objective: str | None = None
    ) -> NurseryInput:
        """Read the input; see `NurseryFiles.read_input`."""
        return self._files.read_input(files, method, objective)

    def market(self, given: NurseryInput) -> Market:
        """Return the strict orders of an input.

        Raises:
            BadInput: `nursery.refused` with every full tie.
        """
        return strict_market(given)

    def allocate(
        self,
        files: InputFiles,
        folder: Path,
        wanted: Wanted,
        progress: Progress,
        rules: tuple[str | None, str | None] = (None, None),
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[dict[str, object], NurseryInput]:
        """Read, solve, verify, explain and write; return the report and the input."""
        clock = Clock()
        given = self.read(files, *rules)
        clock.stop("read")
        market = self.market(given)
        clock.stop("rank")
        until = None if wanted.time_limit is None else time.monotonic() + wanted.time_limit
        limits = Limits(until=until, is_cancelled=is_cancelled)
        found = allocate(market, prove=wanted.prove, limits=limits, step=progress.step)
        clock.stop("solve")
        check = Check(given.instance, found.held)
        verdict = check.verdict()
        clock.stop("verify")
        rows = result_rows(check, self._say)
        clock.stop("explain")
        self._files.write_result(folder, rows, wanted.encoding)
        clock.stop("write")
        is_limited = wanted.time_limit is not None
        report = report_of(given, found, verdict, rows, clock.seconds, is_time_limited=is_limited)
        self._files.write_report(folder, report)
        return report, given

    def verify(self, given: NurseryInput, result: Path) -> Verdict:
        """Hold a result against an input."""
        return Check(given.instance, self._files.read_held(result, given.instance)).verdict()

    def explain(
        self, given: NurseryInput, result: Path, child: str
    ) -> tuple[ResultRow, tuple[WishOutcome, ...]]:
        """Return a child's row and what became of each wish.

        Raises:
            BadInput: `nursery.no_such_child`.
        """
        from app.domain.nursery.ids import plain_id

        index = given.instance.child_index.get(plain_id(child))
        if index is None:
            found = Finding("nursery.no_such_child", given.children_file, data={"child": child})
            raise BadInput("nursery.no_such_child", (found,), child=child)
        check = Check(given.instance, self._files.read_held(result, given.instance))
        row = _row(check, index, self._say)
        return row, explain_child(check, index)

    def compare(
        self, ours: Path, theirs: Path, given: NurseryInput | None
    ) -> tuple[Difference, ...]:
        """Return the children whose places differ, with the likeliest cause."""
        mine, other = self._files.read_rows(ours), self._files.read_rows(theirs)
        if given is None:
            return differences(mine, other, None, None)
        held = self._files.read_held(theirs, given.instance)
        return differences(mine, other, given.instance, held)


def strict_market(given: NurseryInput) -> Market:
    """Return the strict orders of an input, or refuse it with every full tie."""
    market = Market(given.instance)
    if ties := full_ties(market):
        raise _tied(given, ties)
    return market


def result_rows(check: Check, say: Say) -> list[ResultRow]:
    """Return the rows of result.csv in the order of ids."""
    return [_row(check, child, say) for child in range(len(check.instance.children))]


def _row(check: Check, child: int, say: Say) -> ResultRow:
    one, held = check.instance.children[child], check.held[child]
    if held is None:
        result, rank = WAITING, None
    elif held == one.present:
        result, rank = STAYING, None
    else:
        result = OFFERED if one.present is None else MOVED
        rank = one.wishes.index(held) + 1 if held in one.wishes else None
    nursery = "" if held is None else check.instance.nurseries[held].id
    sentence = say(short_reason(check, child), result == STAYING)
    return ResultRow(one.id, result, nursery, rank, sentence)


def _tied(given: NurseryInput, ties: Sequence[tuple[int, int, int]]) -> BadInput:
    instance = given.instance
    findings = tuple(
        Finding(
            "nursery.full_tie", given.children_file, given.rows[second], "申請者番号",
            instance.children[second].id,
            {"first": instance.children[first].id, "second": instance.children[second].id,
             "nursery": instance.nurseries[nursery].id},
        )
        for nursery, first, second in ties
    )  # fmt: skip
    return BadInput("nursery.refused", findings, count=len(findings))


def report_of(
    given: NurseryInput, found: Allocation, verdict: Verdict, rows: Sequence[ResultRow],
    seconds: Mapping[str, float], *, is_time_limited: bool,
) -> dict[str, object]:  # fmt: skip
    """Return the document of report.json."""
    instance = given.instance
    rules = instance.rules
    return {
        "placed": sum(row.nursery != "" for row in rows),
        "newly_placed": sum(row.result in (OFFERED, MOVED) for row in rows),
        "blocking_households": len({one.household for one in verdict.blocking}),
        "blocking_pairs": len(verdict.blocking),
        "blocking": blocking_documents(instance, verdict),
        "first_wish": sum(row.rank == 1 for row in rows),
        "proved": dict(found.proved),
        "changed_by_proof": [instance.households[one].id for one in found.changed_by_proof],
        "time_limited": is_time_limited,
        "seconds": {step: round(value, 3) for step, value in seconds.items()},
        "input_sha256": given.sha256,
        "rules": {
            "method": rules.method, "objective": rules.objective, "aggregation": rules.aggregation,
            "tie_keys": [f"{key.column} ({key.direction})" for key in rules.tie_keys],
        },
        "seed": rules.lottery_seed,
        "version": __version__,
    }  # fmt: skip


def blocking_documents(instance: Instance, verdict: Verdict) -> list[dict[str, object]]:
    """Return the blocking positions as JSON holds them."""

    def ids(places: Tuple) -> list[str | None]:
        return [None if one is None else instance.nurseries[one].id for one in places]

    return [
        {
            "household": instance.households[one.household].id,
            "position": one.position,
            "wanted": ids(one.wanted),
            "holds": ids(one.holds),
            "displaces": [instance.children[child].id for child in one.displaces],
        }
        for one in verdict.blocking
    ]


class Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        """Begin now."""
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def stop(self, step: str) -> None:
        """Give the step the time since the last one ended."""
        now = time.perf_counter()
        self.seconds[step] = now - self._last
        self._last = now
