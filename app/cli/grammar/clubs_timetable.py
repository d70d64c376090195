"""The words of curriculum timetables, the public benchmark."""

from __future__ import annotations

from pathlib import Path

from app.cli.grammar.kinds import Verbs, number
from app.messages import _

LONGEST_SECONDS = 24 * 3600


def add_timetables(clubs: Verbs) -> None:
    """Add them to the group of the clubs."""
    timetable = clubs.add("timetable", _("solve curriculum timetables of the ITC-2007 competition"))
    timetable.add_argument(
        "--ctt", metavar="FILE", type=Path, nargs="+", required=True, help=_("the instances")
    )
    timetable.add_argument(
        "--out", metavar="FILE|DIR", type=Path, required=True,
        help=_("where to write; a folder for several"),
    )  # fmt: skip
    timetable.add_argument(
        "--time-limit", metavar="SECONDS", type=number(1, LONGEST_SECONDS), default=60,
        help=_("stop after so many seconds"),
    )  # fmt: skip
    timetable.add_argument(
        "--moves", metavar="N", type=number(1, 10**10 - 1),
        help=_("stop after so many tries of each chain; the same seed then finds the same"),
    )  # fmt: skip
    timetable.add_argument("--seed", metavar="S", type=number(0, 2**31), default=1)
    penalty = clubs.add(
        "penalty", _("count the penalty of a curriculum timetable; a broken rule ends with 4")
    )
    penalty.add_argument("--ctt", metavar="FILE", type=Path, required=True)
    penalty.add_argument("--sol", metavar="FILE", type=Path, required=True)
