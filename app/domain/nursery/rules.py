"""The rules of one allocation: what `rules.toml` may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Number = int | Fraction

AGGREGATIONS = ("own", "max", "min", "mean")
METHODS = ("points-first", "wish-first")
OBJECTIVES = ("matched", "rank")
DIRECTIONS = ("larger", "smaller")


@dataclass(frozen=True, slots=True)
class TieKey:
    """One column compared where points are equal; `direction` says which value comes first.

    `letters` maps texts of the column to numbers (for example A → 3).
    """

    column: str
    direction: str = "larger"
    letters: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PointTable:
    """One table of basic or adjusting points (基準指数・調整指数) by the answer in a column.

    `joined` says how several columns of the table count: `sum`, `max` or `min` of their points.
    Answers that the table does not hold are refused; an empty answer gives `empty` points, and is
    refused when that is None.
    """

    name: str
    columns: tuple[str, ...]
    points: Mapping[str, Number]
    joined: str = "sum"
    empty: Number | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that turns the files into one strict order.

    `letters` maps texts in point columns to numbers. `point_tables` are computed from answers and
    added to the points of every wish (which may then be left out of the file).
    """

    tie_keys: tuple[TieKey, ...] = ()
    aggregation: str = "own"
    method: str = "points-first"
    objective: str = "matched"
    lottery_seed: int | None = None
    letters: Mapping[str, Number] = field(default_factory=dict)
    point_tables: tuple[PointTable, ...] = ()
