"""Reading a page aloud for the person in front of it: the voice starts when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.errors import MadoguchiError

if TYPE_CHECKING:
    from app.speech.process import SpeechWorker
    from app.speech.speaker import Speaker


class Reader:
    """One voice; a new text silences the one before."""

    def __init__(self) -> None:
        self._worker: SpeechWorker | None = None
        self._speaker: Speaker | None = None
        self._on_trouble: Callable[[MadoguchiError], None] = lambda _error: None

    def read(self, text: str, language: str, on_trouble: Callable[[MadoguchiError], None]) -> None:
        """Read a text in `ja` or `en`; `on_trouble` is called from the speaker's own thread."""
        from app.domain.voice.queue import Priority, Utterance

        self._on_trouble = on_trouble
        speaker = self._started()
        speaker.stop()
        speaker.say(Utterance.of(text, language, Priority.READING))

    def stop(self) -> None:
        """Be silent now."""
        if self._speaker is not None:
            self._speaker.stop()

    def close(self) -> None:
        """Be silent and end the voice; safe to call twice."""
        if self._speaker is not None:
            self._speaker.close()
        if self._worker is not None:
            self._worker.close()
        self._speaker = self._worker = None

    def _started(self) -> Speaker:
        from app.speech.audio import QtPlayer
        from app.speech.process import SpeechWorker
        from app.speech.speaker import Callbacks, Speaker

        if self._speaker is None:
            self._worker = SpeechWorker()
            told = Callbacks(on_trouble=lambda error: self._on_trouble(error))
            self._speaker = Speaker(self._worker, QtPlayer(), told)
        return self._speaker
