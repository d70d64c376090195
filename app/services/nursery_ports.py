"""What the officer's rounds need from outside: the data set, and files that are in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from app.domain.nursery.inputs import InputContent, NurseryInput
from app.domain.nursery.instance import Instance
from app.domain.nursery.results import Held, ResultRow
from app.domain.nursery.rounds import KeptFile, Release, Round, Ruling, Run, Stage
from app.domain.tables import Table
from app.services.ports import AuditLog


class RoundRepository(Protocol):
    """Rounds and what belongs to them."""

    def every(self) -> tuple[Round, ...]:
        """Return all rounds, newest first."""

    def get(self, number: int) -> Round | None:
        """Return a round, or None."""

    def add(self, one: Round) -> None:
        """Write a new round."""

    def next_number(self) -> int:
        """Return a number no round has."""

    def set_stage(self, number: int, stage: Stage, seal: str = "") -> None:
        """Move a round on."""

    def files(self, number: int) -> dict[str, KeptFile]:
        """Return word → file of a round's input."""

    def put_file(self, number: int, one: KeptFile) -> None:
        """Write a file in the place of the one with its word."""

    def remove_file(self, number: int, word: str) -> None:
        """Take a file out."""

    def rulings(self, number: int) -> tuple[Ruling, ...]:
        """Return a round's pins and bans."""

    def add_ruling(self, number: int, one: Ruling) -> None:
        """Write a pin or ban."""

    def remove_ruling(self, ruling: int) -> None:
        """Take a pin or ban out."""

    def runs(self, number: int) -> tuple[Run, ...]:
        """Return a round's runs without their rows, newest first."""

    def run(self, number: int, run: int) -> Run | None:
        """Return a run with its rows, or None."""

    def add_run(self, number: int, one: Run) -> None:
        """Write a finished run."""

    def release(self, number: int) -> Release | None:
        """Return what was asked for or approved, or None."""

    def put_release(self, number: int, one: Release | None) -> None:
        """Write what is asked for or approved; None takes it back."""


class NurseryUnitOfWork(Protocol):
    """One transaction of the data set."""

    @property
    def rounds(self) -> RoundRepository:
        """The rounds."""

    @property
    def audit(self) -> AuditLog:
        """The data set's own log."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def commit(self) -> None:
        """Keep everything done so far."""


class NurseryWorkFactory(Protocol):
    """Opens a transaction."""

    def __call__(self) -> NurseryUnitOfWork:
        """Return one that is not entered yet."""


class NurseryContents(Protocol):
    """Reads what is in memory; the files package has it."""

    def load(self, path: Path) -> tuple[str, bytes]:
        """Return a file's name and bytes."""

    def read_contents(
        self,
        contents: Mapping[str, InputContent],
        method: str | None = None,
        objective: str | None = None,
    ) -> NurseryInput:
        """Read and judge an input, or raise BadInput with every finding."""

    def table(self, content: InputContent) -> Table:
        """Return a table under our headings."""

    def known_headings(self, word: str, headers: Sequence[str]) -> tuple[str, ...]:
        """Return our headings for a kind of file."""

    def guess_columns(self, word: str, headers: Sequence[str]) -> dict[str, str]:
        """Return the file's own heading → ours."""

    def as_csv(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
        """Return a table as CSV."""

    def read_rows_of(self, name: str, data: bytes) -> dict[str, ResultRow]:
        """Read a result by itself."""

    def read_held_of(self, name: str, data: bytes, instance: Instance) -> Held:
        """Read a result against an input."""
