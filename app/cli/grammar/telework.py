"""Telework matching over tables."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from app.cli.grammar.kinds import Verbs, number, one_of, text
from app.domain.telework.results import METHODS
from app.messages import _

EXPORTS = ("workers", "jobs", "talks")


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    telework = verbs.group("telework", _("match workers and jobs from tables, and explain it"))
    generate = telework.add("generate", _("write invented workers, jobs and coaches"))
    generate.add_argument("--workers", metavar="N", type=number(0, 100_000), default=200)
    generate.add_argument("--jobs", metavar="N", type=number(0, 100_000), default=80)
    generate.add_argument("--seed", metavar="S", type=number(0, 2**31), default=1)
    generate.add_argument("--out", metavar="DIR", type=Path, required=True)
    match = telework.add("match", _("propose placements: most, best fit, or stable"))
    check = telework.add(
        "check", _("check a matching against every rule; the answer no ends with 4")
    )
    explain = telework.add(
        "explain", _("say why somebody fits a job, or what would have to change")
    )
    tasks = telework.add("tasks", _("write the sheet that takes a job apart into tasks"))
    for verb in (match, check, explain, tasks):
        _add_tables(verb, takes_coaches=verb in (match, check))
    _add_match(match)
    _add_encoding(match)
    check.add_argument("--matching", metavar="FILE", type=Path, required=True)
    check.add_argument(
        "--stable", action="store_true", help=_("also say no to a pair that blocks the matching")
    )
    explain.add_argument("--worker", metavar="ID", type=text, required=True)
    explain.add_argument("--job", metavar="ID", type=text, required=True)
    explain.add_argument(
        "--interview", action="store_true", help=_("also list the points of a first talk")
    )
    tasks.add_argument("--job", metavar="ID", type=text, required=True)
    tasks.add_argument("--out", metavar="FILE", type=Path, required=True, help=_("where to write"))
    _add_encoding(tasks)
    _add_centre(telework)


def _add_centre(telework: Verbs) -> None:
    """Add the verbs that open the centre."""
    export = telework.add(
        "export", _("write the centre's candidates or jobs as a table, or talks as a calendar")
    )
    export.add_argument("what", choices=EXPORTS, help=_("what to write"))
    export.add_argument(
        "--out", metavar="FILE", type=Path, required=True,
        help=_("where to write: .csv or .xlsx; talks as .ics"),
    )  # fmt: skip
    _add_encoding(export)
    take_in = telework.add("import", _("store the jobs of a table in the centre, all or none"))
    take_in.add_argument("file", metavar="FILE", type=Path, help=_("a table of jobs"))


def _add_tables(verb: ArgumentParser, *, takes_coaches: bool) -> None:
    verb.add_argument("--workers", metavar="FILE", type=Path, required=True)
    verb.add_argument("--jobs", metavar="FILE", type=Path, required=True)
    verb.add_argument(
        "--skills", metavar="FILE", type=Path,
        help=_("further skills, such as ESCO or O*NET as CSV"),
    )  # fmt: skip
    if takes_coaches:
        verb.add_argument(
            "--coaches", metavar="FILE", type=Path, help=_("job coaches and how many they take")
        )


def _add_match(match: ArgumentParser) -> None:
    match.add_argument(
        "--method", metavar="|".join(METHODS), type=one_of(METHODS), required=True,
        help=_("most placements, best overall fit, or stable"),
    )  # fmt: skip
    match.add_argument(
        "--seed", metavar="S", type=number(0, 2**31), default=1, help=_("for the lot among equals")
    )
    match.add_argument(
        "--share-tasks", action="store_true", help=_("share jobs between people by their tasks")
    )
    for name, sentence in (
        ("--redesign-budget", _("yen that redesigning jobs may cost in all")),
        ("--subsidy-budget", _("yen of subsidies for needs in all")),
    ):
        match.add_argument(name, metavar="YEN", type=number(0, 10**9), help=sentence)
    match.add_argument(
        "--out", metavar="FILE", type=Path, required=True,
        help=_("where to write; report.json is put beside it"),
    )  # fmt: skip


def _add_encoding(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--encoding", metavar="utf-8|cp932", type=one_of(("utf-8", "cp932")), default="utf-8",
        help=_("encoding of a CSV"),
    )  # fmt: skip
