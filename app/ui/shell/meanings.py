"""What the actions of the frame, of numbers and of the voice do where no page gives them another meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.messages import _
from app.ui.actions import Handler
from app.ui.shell.panes import next_pane

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow


def frame_meanings(window: MainWindow) -> dict[str, Handler]:
    """Return what each action of every page does in a window."""
    frame: dict[str, Handler] = {
        "shell.go": lambda screen: window.go(str(screen)),
        "shell.back": lambda _none: window.back(),
        "app.help": lambda _none: window.go("keys"),
        "shell.next_pane": lambda _none: next_pane(window),
        "shell.menu": lambda _none: window.go("menu"),
        "shell.where": lambda _none: window.news.say_where(),
        "shell.repeat": lambda _none: window.news.repeat(),
        "shell.messages": lambda _none: window.go("messages"),
        "shell.palette": lambda _none: window.go("palette"),
        "shell.scam_card": lambda _none: window.go("scam-card"),
        "shell.undo": lambda _none: window.news.undo(),
        "shell.lock": lambda _none: window.lock(),
        "shell.take_up": lambda _none: window.drafts.take_up(),
        "modes.larger": lambda _none: window.look.step_text(1),
        "modes.smaller": lambda _none: window.look.step_text(-1),
        "modes.choose": lambda _none: window.go("settings"),
        "shell.stay": lambda _none: window.announcer.say(_("The screen stays open.")),
    }
    return frame | window.reach.handlers() | window.listening.handlers()
