"""Rounds of the selection (一次、二次、訂正): what an officer keeps, and who approved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.ids import OperatorId
from app.domain.nursery.inputs import InputContent
from app.domain.nursery.results import ResultRow, WishOutcome


class Stage(StrEnum):
    """How far a round is; it only moves on, but for a submitted one that is taken back."""

    PREPARING = "preparing"
    SUBMITTED = "submitted"
    RELEASED = "released"
    ARCHIVED = "archived"

    @property
    def is_locked(self) -> bool:
        """Whether nothing of the round may be changed any more."""
        return self in (Stage.RELEASED, Stage.ARCHIVED)


class Kind(StrEnum):
    """Where a round's input came from."""

    FIRST = "first"
    NEXT = "next"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Round:
    """One round; `based_on` is the round it goes on from or corrects. Numbers count from 1.

    `seal` is the hash over everything in the round, taken when it was archived, else empty.
    """

    number: int
    name: str
    kind: Kind
    based_on: int | None
    stage: Stage
    created_by: OperatorId
    created_at: datetime
    seal: str = ""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of a round's input. `read_by` is who read its list of differences, None: nobody yet."""

    word: str
    content: InputContent
    sha256: str
    added_by: OperatorId
    added_at: datetime
    read_by: OperatorId | None = None


PIN, BAN = "pin", "ban"


@dataclass(frozen=True, slots=True)
class Ruling:
    """An officer's word about one child and one nursery, with its reason; `kind` is pin or ban."""

    child: str
    nursery: str
    kind: str
    reason: str
    by: OperatorId | None = None
    at: datetime | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One calculation. `rows` has every child in the order of ids; `report` is as report.json.

    `is_whole` is false where somebody stopped it and kept the best found until then.
    """

    number: int
    at: datetime
    by: OperatorId
    is_proof: bool
    is_whole: bool
    input_sha256: str
    report: Mapping[str, object]
    rows: tuple[ResultRow, ...] = ()

    @property
    def is_proved(self) -> bool:
        """Whether every stage is proved."""
        proved = self.report.get("proved")
        return isinstance(proved, Mapping) and all(proved.values())

    def count(self, key: str) -> int:
        """Return a number of the report."""
        found = self.report.get(key)
        return found if isinstance(found, int) else 0


@dataclass(frozen=True, slots=True)
class Release:
    """Which run goes out, who asked for it, and the second officer who approved it."""

    run: int
    input_sha256: str
    reason: str
    submitted_by: OperatorId
    submitted_at: datetime
    approved_by: OperatorId | None = None
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that differs from last time; `before` or `after` None: the row is only on one side.

    `id` is the number of the nursery or child, `name` the nursery's name, `column` the heading.
    """

    id: str
    name: str
    column: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class FileDifference:
    """What a file changes against the last one; `seats` are all open seats before and after.

    `is_first` says that there is nothing to hold it against.
    """

    changes: tuple[CellChange, ...] = ()
    seats: tuple[int, int] | None = None
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A child whose place is another in a second result; "" is no place."""

    child: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The notice to the family of one child, from a released round only.

    `place` is the name of the nursery held, "" for 保留; `wishes` are (nursery's name, outcome),
    best first; `input_sha256` is what the second officer approved.
    """

    round: int
    round_name: str
    child: str
    household: str
    age: int
    result: str
    nursery: str
    place: str
    rank: int | None
    wishes: tuple[tuple[str, WishOutcome], ...]
    input_sha256: str
    released_on: date
