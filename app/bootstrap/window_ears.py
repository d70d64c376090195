"""The ears of a window, joined: microphone, end of the utterance, recogniser in its own process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from app.domain.voice.commands import Command
from app.domain.voice.policy import Hearing

if TYPE_CHECKING:
    from app.speech.listener import Listener
    from app.speech.process import SpeechWorker
    from app.speech.sound import Sound


class Source(Protocol):
    """Where sound comes from; the microphone is one."""

    def listen(self, listener: Listener, is_stopped: Callable[[], bool]) -> Sound | None:
        """Return the next utterance, or None when stopped before anybody spoke."""


class WindowEars:
    """Listens once when asked; the recogniser starts with the first utterance."""

    def __init__(self, source: Source | None = None, works: str = "app.speech.works") -> None:
        """Take another source than the microphone, for example a recording."""
        self._source = source
        self._works = works
        self._worker: SpeechWorker | None = None

    def commands(self, screen: str, language: str) -> tuple[Command, ...]:
        """Return what can be said on a page."""
        from app.bootstrap.voice import commands

        return commands(screen, language)

    def hear(
        self, known: Sequence[Command], language: str, is_stopped: Callable[[], bool]
    ) -> Hearing | None:
        """Return what was said, None when stopped before anybody spoke.

        Raises:
            Unavailable: no microphone, no ears for the language, or the recogniser stopped.
        """
        from app.bootstrap.listening import meanings
        from app.speech.audio import QtMicrophone
        from app.speech.listener import Listener
        from app.speech.process import SpeechWorker

        source = self._source or QtMicrophone()
        sound = source.listen(Listener(), is_stopped)
        if sound is None:
            return None
        if self._worker is None:
            self._worker = SpeechWorker(self._works)
        return self._worker.hear(sound, meanings(known, language), language)

    def close(self) -> None:
        """End the recogniser; safe to call twice."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None
