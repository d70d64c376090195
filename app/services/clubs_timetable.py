"""Curriculum timetables from files: read, search, write, and count again what was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.clubs.curriculum import Instance, Lecture
from app.domain.clubs.curriculum_penalty import Penalty, count_penalty
from app.domain.errors import BadInput, Finding
from app.domain.progress import Progress


class TimetableFiles(Protocol):
    """Reads and writes the competition's formats; the files package has it."""

    def read_instance(self, path: Path) -> Instance:
        """Read an instance or raise BadInput with every finding."""

    def read_timetable(self, path: Path, instance: Instance) -> tuple[Lecture, ...]:
        """Read a timetable or raise BadInput with every finding."""

    def write_timetable(
        self, path: Path, instance: Instance, lectures: tuple[Lecture, ...]
    ) -> None:
        """Write a timetable, whole or not at all."""


@dataclass(frozen=True, slots=True)
class Written:
    """One timetable in its file, with the penalty counted from that file."""

    instance: Instance
    out: Path
    penalty: Penalty
    moves: int
    seconds: float
    is_cancelled: bool


class TimetableService:
    """What the public benchmark asks for; nothing here knows a centre."""

    def __init__(self, files: TimetableFiles) -> None:
        self._files = files

    def read(self, paths: Sequence[Path]) -> list[Instance]:
        """Read instances.

        Raises:
            BadInput: with the findings of all the files together.
        """
        instances, found = [], []
        for path in paths:
            try:
                instances.append(self._files.read_instance(path))
            except BadInput as error:
                if len(paths) == 1:
                    raise
                found += list(error.findings) or [Finding(error.code, str(path))]
        if found:
            raise BadInput("clubs.ctt.refused_files", tuple(found), count=len(found))
        return instances

    def solve(
        self,
        instance: Instance,
        out: Path,
        seconds: float,
        seed: int,
        moves: int | None = None,
        progress: Progress | None = None,
    ) -> Written:
        """Search for a timetable, write it, and count its penalty from the file written.

        Raises:
            Refused: `clubs.ctt.no_legal`.
        """
        from app.solvers.timetabling.search import Budget, solve

        outcome = solve(instance, Budget(seconds, moves), seed, progress)
        self._files.write_timetable(out, instance, outcome.lectures)
        return Written(
            instance, out, self.penalty(instance, out), outcome.moves, outcome.seconds,
            outcome.is_cancelled,
        )  # fmt: skip

    def penalty(self, instance: Instance, timetable: Path) -> Penalty:
        """Count the penalty of a timetable from its file."""
        return count_penalty(instance, self._files.read_timetable(timetable, instance))
