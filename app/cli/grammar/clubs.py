"""Clubs: the week from plain files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from app.cli.grammar.clubs_timetable import add_timetables
from app.cli.grammar.kinds import Verbs, number
from app.domain.clubs.term import MOST_WEEKS
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    clubs = verbs.group("clubs", _("plan clubs and curriculum timetables from files"))
    _add_generate(clubs)
    plan = clubs.add("plan", _("plan the week; stopping early keeps the best so far"))
    _add_problem(plan)
    _add_out(plan)
    _add_seed(plan)
    plan.add_argument(
        "--time-limit", metavar="SECONDS", type=number(1, 24 * 3600),
        help=_("stop after so many seconds"),
    )  # fmt: skip
    _add_problem(clubs.add("register", _("store the week of a file in the centre")))
    replan = clubs.add("replan", _("mend a published plan after changes; only what was hit moves"))
    _add_problem(replan)
    _add_plan(replan)
    _add_changes(replan, is_required=True)
    _add_out(replan)
    _add_seed(replan)
    replan.add_argument(
        "--wider", action="store_true",
        help=_("move others too, where more people get a place by it"),
    )  # fmt: skip
    check = clubs.add("check", _("check a plan against every rule; a broken rule ends with 4"))
    _add_problem(check)
    _add_plan(check)
    _add_changes(check)
    explain = clubs.add(
        "explain", _("say why a person has a place or none, and what it would take")
    )
    _add_problem(explain)
    _add_plan(explain)
    _add_changes(explain)
    explain.add_argument("--participant", metavar="ID", required=True)
    explain.add_argument("--offer", metavar="ID", help=_("only this offer"))
    export = clubs.add("export", _("write calendars of a term for people, mentors and venues"))
    _add_problem(export)
    _add_plan(export)
    _add_changes(export)
    export.add_argument(
        "--start", metavar="DATE", required=True, help=_("the first day of the term")
    )
    export.add_argument("--weeks", metavar="N", type=number(1, MOST_WEEKS), required=True)
    export.add_argument(
        "--ics", metavar="DIR", type=Path, required=True, help=_("the folder of the calendars")
    )
    add_timetables(clubs)


def _add_generate(clubs: Verbs) -> None:
    generate = clubs.add("generate", _("invent a week to plan, as hard as a town's"))
    generate.add_argument("--participants", metavar="N", type=number(1, 20_000), default=1500)
    generate.add_argument("--offers", metavar="N", type=number(1, 5_000), default=300)
    _add_seed(generate)
    _add_out(generate)


def _add_problem(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--problem", metavar="FILE", type=Path, required=True, help=_("the week to plan")
    )


def _add_plan(verb: ArgumentParser) -> None:
    verb.add_argument("--plan", metavar="FILE", type=Path, required=True, help=_("the plan"))


def _add_changes(verb: ArgumentParser, *, is_required: bool = False) -> None:
    verb.add_argument(
        "--changes", metavar="FILE", type=Path, required=is_required,
        help=_("what happened since the problem was written"),
    )  # fmt: skip


def _add_out(verb: ArgumentParser) -> None:
    verb.add_argument("--out", metavar="FILE", type=Path, required=True, help=_("where to write"))


def _add_seed(verb: ArgumentParser) -> None:
    verb.add_argument("--seed", metavar="S", type=number(0, 2**31), default=1)
