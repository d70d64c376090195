"""Listening in the window: press to talk once, do what was said, ask back, or offer numbers."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import MadoguchiError, Unavailable
from app.domain.voice.commands import Command, Match
from app.domain.voice.policy import Hearing
from app.domain.voice.session import Kind, Mode, Step, VoiceSession
from app.messages import _
from app.ui.actions import Handler
from app.ui.announcer import Urgency

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow


class Listening(QObject):
    """The voice of one window; off until somebody presses to talk, and off again after it."""

    _heard = Signal(object, object, str)
    _ended = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.session = VoiceSession()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._heard.connect(self._on_heard)
        self._ended.connect(self._on_ended)

    @property
    def is_listening(self) -> bool:
        """Tell whether the microphone is open or what was said is being understood."""
        return self._thread is not None

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions of the voice do on every page."""
        return {"voice.listen": lambda _none: self.toggle()}

    def toggle(self) -> None:
        """Listen once; pressed again meanwhile, take what was said until then."""
        if self._thread is not None:
            self._stop.set()
            return
        ears = getattr(self._window.context.services, "ears", None)
        if ears is None:
            self._window.tell_error(Unavailable("voice.no_microphone"))
            return
        if self.session.question is None and not self.session.choices:
            self.session.start(Mode.ONCE, time.monotonic())
        language = "en" if self._window.modes.language == "en" else "ja"
        known = ears.commands(self._window.screen_id, language)
        self._stop.clear()
        self._thread = threading.Thread(
            target=self._listen, args=(ears, known, language), name="listening", daemon=True
        )
        words = _("Listening. Say a command, or press again when you have spoken.")
        self._window.announcer.say(words, Urgency.HINT)
        self._thread.start()

    def close(self) -> None:
        """Close the microphone and end the recogniser."""
        self._stop.set()
        ears = getattr(self._window.context.services, "ears", None)
        if ears is not None:
            ears.close()

    def _listen(self, ears: Any, known: tuple[Command, ...], language: str) -> None:
        """Wait for an utterance, in a thread of its own; only signals lead back to the window."""
        try:
            hearing = ears.hear(known, language, self._stop.is_set)
        except MadoguchiError as error:
            self._ended.emit(error)
            return
        if hearing is None:
            self._ended.emit(None)
        else:
            self._heard.emit(hearing, known, language)

    def _on_ended(self, error: MadoguchiError | None) -> None:
        self._thread = None
        if error is not None:
            self._window.tell_error(error)
        else:
            self._window.announcer.say(_("Nothing was heard. The microphone is off."))

    def _on_heard(self, hearing: Hearing, known: tuple[Command, ...], language: str) -> None:
        self._thread = None
        self.session.mode = Mode.ONCE
        self.carry_out(self.session.hear(hearing, known, language, time.monotonic()))

    def carry_out(self, step: Step) -> None:
        """Do what follows from an utterance, and tell it."""
        say = self._window.announcer.say
        if step.kind is Kind.START and step.match is not None:
            self._start(step.match)
        elif step.kind is Kind.ASK and step.match is not None:
            words = _("“{phrase}”: to do it, say the whole sentence “yes, do it”.")
            say(words.format(phrase=_phrase(step.match)), Urgency.URGENT)
        elif step.kind is Kind.REFUSE and step.match is not None:
            words = _("“{phrase}” is never done by voice alone. Press its button.")
            say(words.format(phrase=_phrase(step.match)), Urgency.URGENT)
        elif step.kind is Kind.CHOOSE:
            found = enumerate(step.choices, 1)
            choices = "  ".join(f"{number} {_phrase(one)}" for number, one in found)
            say(_("Did you mean: {choices}? Say the number.").format(choices=choices))
        elif step.kind is Kind.SHOW_NUMBERS:
            self._window.reach.switch_numbers(True)
        elif step.kind is Kind.CALL_HUMAN:
            say(_("This was not understood three times. Somebody at the counter helps you."))
        elif step.kind is Kind.NOTHING:
            say(_("Nothing was heard. The microphone is off."))
        else:
            say(_("All right. Nothing was done."))

    def _start(self, match: Match) -> None:
        command = match.command
        try:
            bound = self._window.bound(command.action)
        except KeyError:
            bound = None
        if bound is None or not bound.has_handler:
            words = _("“{phrase}” cannot be used on this page.")
            self._window.announcer.say(words.format(phrase=_phrase(match)), Urgency.URGENT)
            return
        bound.trigger(command.opens or match.number)


def _phrase(match: Match) -> str:
    phrase = match.command.phrase
    return phrase if match.number is None else phrase.format(number=match.number)
