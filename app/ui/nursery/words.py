"""Rounds, runs and rows of a result in words; no Qt."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.nursery.instance import Instance
from app.domain.nursery.results import MOVED, OFFERED, STAYING, WAITING, ResultRow, Verdict
from app.domain.nursery.rounds import FileDifference, Run, Stage
from app.messages import N_, Lazy, _, ngettext
from app.messages.times import moment_words
from app.services.nursery_desk import RoundView
from app.ui.parts.records import CellBadge, Record
from app.ui.row_state import RowState

STAGES: dict[Stage, tuple[Lazy, str, str]] = {
    Stage.PREPARING: (N_("In preparation"), "info", "pencil"),
    Stage.SUBMITTED: (N_("Waits for the second officer"), "warning", "hourglass"),
    Stage.RELEASED: (N_("Released"), "success", "circle-check"),
    Stage.ARCHIVED: (N_("Sealed"), "plain", "lock"),
}
FILES: dict[str, Lazy] = {
    "children": N_("Children"),
    "facilities": N_("Nurseries"),
    "combinations": N_("Wishes of siblings together"),
    "rules": N_("Rules"),
}
RESULTS: dict[str, tuple[Lazy, str, str]] = {
    OFFERED: (N_("Place offered"), "success", "circle-check"),
    WAITING: (N_("Waiting"), "warning", "hourglass"),
    MOVED: (N_("Moves"), "info", "arrow-right"),
    STAYING: (N_("Stays"), "plain", "house"),
}


def round_row(view: RoundView) -> RowState:
    """Return a round as a row of the list."""
    one = view.round
    word, kind, icon = STAGES[one.stage]
    runs = ngettext("{count} calculation", "{count} calculations", len(view.runs))
    begun = _("Begun {when}").format(when=moment_words(one.created_at))
    second = f"{begun} · {runs.format(count=len(view.runs))}"
    return RowState(str(one.number), one.name, second, badge=(str(word), kind, icon))


def difference_words(word: str, found: FileDifference) -> str:
    """Return what a file changes against last time, cell by cell."""
    lines = [
        ngettext("{file}: {count} change against last time.",
                 "{file}: {count} changes against last time.", len(found.changes)
                 ).format(file=FILES[word], count=len(found.changes))
    ]  # fmt: skip
    if found.seats is not None:
        before, after = found.seats
        lines.append(
            _("Open seats: {before} before, {after} now.").format(before=before, after=after)
        )
    for one in found.changes:
        name = one.name or one.id
        if one.before is None:
            lines.append(_("{name} is new.").format(name=name))
        elif one.after is None:
            lines.append(_("{name} is not there any more.").format(name=name))
        else:
            lines.append(
                _("{name}, {column}: {before} → {after}").format(
                    name=name, column=one.column, before=one.before or "–", after=one.after or "–"
                )
            )
    return "\n".join(lines)


def run_words(run: Run) -> str:
    """Return a calculation in one sentence."""
    proved = _("proved") if run.is_proved else _("best found, not proved")
    return _("Calculation {number}, {when}: {placed} children newly placed; {proved}.").format(
        number=run.number, when=moment_words(run.at), placed=run.count("newly_placed"),
        proved=proved,
    )  # fmt: skip


def check_lines(verdict: Verdict, run: Run) -> list[tuple[bool, str]]:
    """Return what the separate check found, each line with whether it is well."""
    blocking = len({one.household for one in verdict.blocking})
    return [
        (not verdict.over_budget,
         _("Nurseries over their seats or staff: {count}").format(count=len(verdict.over_budget))),
        (not verdict.not_listed,
         _("Households with what they did not ask for: {count}").format(
             count=len(verdict.not_listed))),
        (not verdict.lost_seat,
         _("Children who lost the seat they had: {count}").format(count=len(verdict.lost_seat))),
        (not blocking,
         _("Households whose appeal would succeed: {count}").format(count=blocking)),
        (run.is_proved, run_words(run)),
    ]  # fmt: skip


def result_record(row: ResultRow, instance: Instance, names: Mapping[str, str]) -> Record:
    """Return a row of the result with its one spoken sentence."""
    word, kind, icon = RESULTS[row.result]
    child = instance.children[instance.child_index[row.child]]
    place = names.get(row.nursery, row.nursery) if row.nursery else ""
    rank = str(row.rank) if row.rank else ""
    points = str(max(child.points)) if child.points else ""
    household = instance.households[child.household]
    siblings = [instance.children[one].id for one in household.members
                if instance.children[one].id != row.child]  # fmt: skip
    age = _("{age} years").format(age=child.age)
    spoken = [_("Number {number}").format(number=row.child), age, str(word)]
    if place:
        spoken.append(place)
    if rank:
        spoken.append(_("wish {rank}").format(rank=rank))
    if siblings:
        spoken.append(_("siblings {numbers}").format(numbers=_(", ").join(siblings)))
    return Record(
        row.child,
        (row.child, age, CellBadge(word, kind, icon), place, rank, points, _(", ").join(siblings)),
        _(", ").join(spoken),
    )
