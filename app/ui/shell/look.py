"""How the window looks: the operator's modes, a visitor's modes for a while, the system's scheme."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.domain.modes import TEXT_PERCENTS, Modes
from app.messages import _
from app.ui.announcer import Urgency
from app.ui.theme import theme
from app.ui.theme.system import system_scheme

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow


class Look(QObject):
    """Switches modes; what is open, focused and typed stays."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._own: Modes | None = None
        self._follows_system = False
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system)

    def begin(self, modes: Modes) -> None:
        """Take the modes of whoever signed in."""
        self._own = modes
        if modes != theme().modes:
            theme().apply(modes)

    def follow_system(self, follows: bool) -> None:
        """Follow the system's colours until a person chooses."""
        self._follows_system = follows
        if follows:
            self._on_system()

    def choose(self, modes: Modes) -> None:
        """Switch because a person chose it, and remember it for her."""
        self._own = modes
        self._follows_system = False
        theme().apply(modes)
        actor = self._window.actor
        if actor is not None:
            profiles = self._window.context.services.profiles
            self._window.jobs.store("modes", lambda: profiles.save_modes(actor, modes))

    def step_text(self, direction: int) -> None:
        """Make text one step larger or smaller."""
        now = theme().modes
        larger = [one for one in TEXT_PERCENTS if one > now.text_percent]
        smaller = [one for one in TEXT_PERCENTS if one < now.text_percent]
        steps = larger[:1] if direction > 0 else smaller[-1:]
        if not steps:
            self._window.announcer.say(_("The text has this size already."), Urgency.HINT)
            return
        self.choose(replace(now, text_percent=steps[0]))
        self._window.offer_undo(
            _("Text is {percent} % now.").format(percent=steps[0]), lambda: self.choose(now)
        )

    def use_person(self, modes: Modes) -> None:
        """Show everything as the person at the counter reads best, until she leaves."""
        if self._own is None:
            self._own = theme().modes
        theme().apply(modes)

    def leave_person(self) -> None:
        """Show everything as the operator reads it again."""
        if self._own is not None and self._own != theme().modes:
            theme().apply(self._own)

    def _on_system(self, *_scheme: object) -> None:
        modes = replace(theme().modes, scheme=system_scheme())
        if self._follows_system and modes != theme().modes:
            theme().apply(modes)
