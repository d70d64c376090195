"""Reads aloud, one thing at a time: stopped at once, the next sentence made while one is heard."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

from app.domain.errors import MadoguchiError, Unavailable
from app.domain.voice.queue import Priority, SpeechQueue, Utterance, comes_back, interrupts
from app.speech.sound import Sound


class Voice(Protocol):
    """Makes sound from text; the speech worker is one."""

    def speak(self, text: str, language: str, speed: float) -> Sound:
        """Return one sentence read aloud."""


class Player(Protocol):
    """Lets sound be heard."""

    def play(self, sound: Sound, is_stopped: Callable[[], bool]) -> None:
        """Play to the end, or until `is_stopped`, asked every few milliseconds."""


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Who is told, always from the speaker's own thread: the window hands on to its own.

    `is_silent` asks whether a screen reader runs: then `announce` gets the text instead of the
    voice. `on_sentence` gets each sentence as it begins, for the highlight, and None at the end.
    `on_trouble` gets what went wrong; the text is announced then, too.
    """

    is_silent: Callable[[], bool] = lambda: False
    announce: Callable[[Utterance], None] = lambda _one: None
    on_sentence: Callable[[Utterance, int | None], None] = lambda _one, _piece: None
    on_trouble: Callable[[MadoguchiError], None] = lambda _error: None


class Speaker:
    """One queue, one thread that plays, one that makes the sound.

    Every stop raises the generation; whatever belongs to an older one is thrown away. Cancelling
    keeps nothing: what was not heard is gone, except a reading that something urgent interrupted.
    """

    def __init__(self, voice: Voice, player: Player, callbacks: Callbacks | None = None) -> None:
        self._voice = voice
        self._player = player
        self._tell = callbacks or Callbacks()
        self._queue = SpeechQueue()
        self._changed = threading.Condition()
        self._generation = 0
        self._current: Utterance | None = None
        self._piece = 0
        self._last: Utterance | None = None
        self._is_paused = False
        self._is_closed = False
        self._maker = ThreadPoolExecutor(1, "speech-maker")
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
        self._thread.start()

    @property
    def is_speaking(self) -> bool:
        """Tell whether something is read or waits; the microphone is shut meanwhile."""
        with self._changed:
            return self._current is not None or len(self._queue) > 0

    def say(self, one: Utterance) -> None:
        """Read aloud when its turn comes; announce only while a screen reader runs."""
        if self._tell.is_silent():
            self._tell.announce(one)
            return
        with self._changed:
            current = self._current
            if current is not None and interrupts(one, current):
                self._generation += 1
                self._current = None
                if current.key != one.key or not one.key:
                    self._keep(current)
            self._queue.put(one)
            self._changed.notify_all()

    def stop(self) -> None:
        """Be silent now and forget what waits."""
        with self._changed:
            self._generation += 1
            self._queue.clear()
            self._current = None
            self._is_paused = False
            self._changed.notify_all()

    def pause(self) -> None:
        """Be silent now; `go_on` begins with the interrupted sentence."""
        with self._changed:
            if self._is_paused:
                return
            self._is_paused = True
            self._generation += 1
            current, self._current = self._current, None
            if current is not None:
                self._queue.put_back(current.from_piece(self._piece))

    def go_on(self) -> None:
        """Read on after a pause."""
        with self._changed:
            self._is_paused = False
            self._changed.notify_all()

    def repeat(self) -> bool:
        """Read the last text again; False when nothing was read yet."""
        with self._changed:
            last = self._last
        if last is None:
            return False
        self.say(last.from_piece(0))
        return True

    def wait(self, most_seconds: float) -> bool:
        """Wait until everything was read; False when time is up."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._current is None and len(self._queue) == 0, most_seconds
            )

    def close(self) -> None:
        """Be silent and end; safe to call twice."""
        self.stop()
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._maker.shutdown(wait=False, cancel_futures=True)
        self._thread.join(2)

    def _keep(self, current: Utterance) -> None:
        if comes_back(current):
            self._queue.put_back(current.from_piece(self._piece))

    def _run(self) -> None:
        while (taken := self._next()) is not None:
            one, generation = taken
            try:
                self._read(one, generation)
            except MadoguchiError as error:
                self._tell.on_trouble(error)
                self._tell.announce(one)
            with self._changed:
                if self._generation == generation:
                    self._current = None
                self._changed.notify_all()
            self._tell.on_sentence(one, None)

    def _next(self) -> tuple[Utterance, int] | None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._is_closed or (len(self._queue) > 0 and not self._is_paused)
            )
            one = None if self._is_closed else self._queue.take()
            if one is None:
                return None
            self._current, self._piece = one, one.first
            if one.priority is not Priority.HINT:
                self._last = one
            return one, self._generation

    def _read(self, one: Utterance, generation: int) -> None:
        made = self._make(one, one.first)
        for piece in range(one.first, len(one.pieces)):
            sound = self._sound(made, generation)
            if sound is None:
                return
            made = self._make(one, piece + 1)
            with self._changed:
                if self._generation != generation:
                    return
                self._piece = piece
            self._tell.on_sentence(one, piece)
            self._player.play(sound, lambda: self._generation != generation)
            if self._generation != generation:
                return

    def _make(self, one: Utterance, piece: int) -> Future[Sound] | None:
        if piece >= len(one.pieces):
            return None
        try:
            return self._maker.submit(self._voice.speak, one.pieces[piece], one.language, one.speed)
        except RuntimeError:  # closed meanwhile
            return None

    def _sound(self, made: Future[Sound] | None, generation: int) -> Sound | None:
        """Wait for a sentence, but not after somebody stopped it."""
        if made is None:
            return None
        done = threading.Event()
        made.add_done_callback(lambda _made: done.set())
        while not done.wait(0.02):
            if self._generation != generation:
                made.cancel()
                return None
        if made.cancelled():
            return None
        try:
            return made.result()
        except MadoguchiError:
            raise
        except Exception:
            raise Unavailable("voice.engine_stopped") from None
