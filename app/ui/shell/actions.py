"""Actions that work on every page; their keys are the ones of design.md §7."""

from __future__ import annotations

from app.messages import N_, NP_
from app.ui.registry import Action, Danger, registry

GO = registry.add_action(
    Action("shell.go", N_("Open a page"), N_("Opens the page you choose."), takes_subject=True)
)
BACK = registry.add_action(
    Action(
        "shell.back",
        N_("Back"),
        N_("Goes back one page. Nothing is answered or thrown away."),
        icon="arrow-left",
        shortcut="Esc",
        phrases=(N_("go back"),),
    )
)
HELP = registry.add_action(
    Action("app.help", N_("Help"), N_("Shows every key and what it does."), "circle-help", "F1")
)
NEXT_PANE = registry.add_action(
    Action("shell.next_pane", N_("Next part of the page"), N_("Moves between the parts."), "", "F6")
)
MENU = registry.add_action(
    Action("shell.menu", N_("Menu"), N_("Shows all pages as a list."), "menu", "F10")
)
WHERE = registry.add_action(
    Action("shell.where", N_("Where am I?"), N_("Says the page and the field."), "info", "F11")
)
REPEAT = registry.add_action(
    Action("shell.repeat", N_("Say it again"), N_("Says the last message again."), "", "F12")
)
MESSAGES = registry.add_action(
    Action(
        "shell.messages",
        N_("Messages so far"),
        N_("Lists what the program said, newest first."),
        "history",
        "Shift+F12",
    )
)
PALETTE = registry.add_action(
    Action("shell.palette", N_("Find an action"), N_("Finds a page or action by its word."),
           "search", "Ctrl+K")
)  # fmt: skip
SCAM_CARD = registry.add_action(
    Action(
        "shell.scam_card",
        NP_("button", "Scam?"),
        N_("Shows what to do, step by step, and whom to call."),
        "octagon-alert",
        "F9",
    )
)
UNDO = registry.add_action(
    Action("shell.undo", NP_("button", "Undo"), N_("Takes the last change back."), "undo-2",
           "Ctrl+Z", phrases=(N_("undo"),))
)  # fmt: skip
LOCK = registry.add_action(
    Action(
        "shell.lock",
        N_("Lock"),
        N_("Locks the screen. What you wrote is kept."),
        "lock",
        "Ctrl+L",
    )
)
LARGER = registry.add_action(
    Action("modes.larger", N_("Larger text"), N_("Makes all text larger."), "plus", "Ctrl++",
           danger=Danger.UNDOABLE, undo="modes.smaller")
)  # fmt: skip
SMALLER = registry.add_action(
    Action("modes.smaller", N_("Smaller text"), N_("Makes all text smaller."), "minus", "Ctrl+-",
           danger=Danger.UNDOABLE, undo="modes.larger")
)  # fmt: skip
SYNC = registry.add_action(
    Action("sync.open", N_("Exchange with other computers"),
           N_("Shows what is unsent and what waits for a decision."), "refresh-cw",
           opens=("sync", {}))
)  # fmt: skip
DISPLAY = registry.add_action(
    Action("modes.choose", N_("Text and colours"), N_("Opens the settings of this page's look."),
           "type")
)  # fmt: skip
EXTEND = registry.add_action(
    Action("shell.stay", N_("I am still here"), N_("Keeps the screen open."), "check")
)
TAKE_UP = registry.add_action(
    Action("shell.take_up", N_("Go on writing"), N_("Opens what you had not saved yet."), "pencil")
)
