"""The screens and actions of the officer's workbench."""

from __future__ import annotations

from typing import Any

from app.messages import N_
from app.ui.nursery.door_view import NurseryView
from app.ui.nursery.result_view import NurseryResultView
from app.ui.nursery.round_view import NurseryRoundView
from app.ui.nursery.sample import sample_result, sample_round, sample_rounds
from app.ui.registry import Action, Danger, Screen, registry
from app.ui.screen import ScreenContext

OFFICERS = ("officer",)
for _action in (
    Action("nursery.open", N_("Open the data set"), N_("Opens it for you until you sign out."),
           "lock-open", danger=Danger.NEVER_BY_VOICE),
    Action("nursery.create", N_("Make the data set"),
           N_("Makes an encrypted data set with a passphrase of its own."), "plus",
           danger=Danger.NEVER_BY_VOICE),
    Action("nursery.begin", N_("Begin a round"), N_("Makes an empty round of this name."), "plus",
           danger=Danger.UNDOABLE),
    Action("nursery.round", N_("Open this round"), N_("Shows its files and calculations."),
           "calculator", takes_subject=True),
    Action("nursery.choose_file", N_("Choose a file"), N_("Looks for the file on this computer."),
           "folder-open"),
    Action("nursery.take_file", N_("Take the file in"),
           N_("Checks the file and says what it changes against last time."), "file-input",
           danger=Danger.UNDOABLE),
    Action("nursery.read", N_("I have read the changes"), N_("Notes that you read them."),
           "clipboard-check", danger=Danger.CONFIRM),
    Action("nursery.run", N_("Calculate"), N_("Calculates and checks the result."), "calculator",
           danger=Danger.UNDOABLE),
    Action("nursery.prove", N_("Calculate and prove"),
           N_("Takes longer and proves that no better result exists."), "scale",
           danger=Danger.UNDOABLE),
    Action("nursery.keep_best", N_("Stop and keep the best"),
           N_("Keeps the best result found so far."), "save"),
    Action("nursery.discard", N_("Stop"), N_("Keeps nothing of this calculation."), "x"),
    Action("nursery.result", N_("Result"), N_("Shows every child with its place and why."),
           "table"),
    Action("nursery.submit", N_("Ask for the release"),
           N_("Another officer looks at the newest calculation and releases it."), "send",
           danger=Danger.NEVER_BY_VOICE),
    Action("nursery.withdraw", N_("Take the request back"), N_("The round can be changed again."),
           "undo-2", danger=Danger.CONFIRM),
    Action("nursery.approve", N_("Release the round"),
           N_("You looked at the result as the second officer. Letters can be made."), "badge-check",
           danger=Danger.NEVER_BY_VOICE),
    Action("nursery.letters", N_("Make the letters"),
           N_("Writes one large-print letter for each child."), "mails"),
    Action("nursery.why", N_("Why this result?"), N_("Says what became of each wish and why."),
           "info", takes_subject=True),
    Action("nursery.find_child", N_("Find the child"), N_("Goes to the row of this number."),
           "search"),
    Action("nursery.before", N_("Page before"), N_("Shows the children before these."),
           "chevron-left"),
    Action("nursery.after", N_("Next page"), N_("Shows the children after these."),
           "chevron-right"),
):  # fmt: skip
    registry.add_action(_action)


def _rounds(_context: ScreenContext) -> dict[str, Any]:
    return {"shown": sample_rounds()}


def _round(_context: ScreenContext) -> dict[str, Any]:
    return {"shown": sample_round()}


def _result(_context: ScreenContext) -> dict[str, Any]:
    return {"shown": sample_result()}


for _screen in (
    Screen("nursery", N_("Nursery selection"), "nursery", "baby", lambda c, a: NurseryView(c, **a),
           ("nursery.open", "nursery.create", "nursery.begin", "nursery.round"), OFFICERS,
           in_navigation=True, order=60, sample=_rounds),
    Screen("nursery-round", N_("Round of the selection"), "nursery", "calculator",
           lambda c, a: NurseryRoundView(c, **a),
           ("nursery.choose_file", "nursery.take_file", "nursery.read", "nursery.run",
            "nursery.prove", "nursery.keep_best", "nursery.discard", "nursery.result",
            "nursery.submit", "nursery.withdraw", "nursery.approve", "nursery.letters"),
           OFFICERS, order=61, sample=_round),
    Screen("nursery-result", N_("Result of the selection"), "nursery", "table",
           lambda c, a: NurseryResultView(c, **a),
           ("nursery.why", "nursery.find_child", "nursery.before", "nursery.after"), OFFICERS,
           order=62, sample=_result),
):  # fmt: skip
    registry.add_screen(_screen)
