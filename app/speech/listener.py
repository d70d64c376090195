"""Cuts running sound into utterances: from a microphone, a file or any row of samples.

Sound is kept in memory only, ten seconds at most, and thrown away with each utterance.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.speech.endpoints import JOIN_SECONDS, MOST_SECONDS, RATIO, WINDOW_SECONDS
from app.speech.sound import SAMPLE_BYTES, Sound
from app.speech.wav import RATE

BEFORE_SECONDS = 1.0
AFTER_SECONDS = 0.4
KEPT_SECONDS = 10.0


class Listener:
    """Takes samples as they come and returns an utterance when it has ended.

    While `is_shut`, everything is thrown away: the program must not hear its own voice.
    """

    def __init__(
        self,
        join_seconds: float = JOIN_SECONDS,
        is_shut: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take how long a pause inside one utterance may last (seniors: 2 s)."""
        self._join_seconds = join_seconds
        self._is_shut = is_shut
        self._start: float | None = None
        self._reset()

    @property
    def is_hearing(self) -> bool:
        """Tell whether somebody is speaking now; for the indicator."""
        return self._start is not None

    def feed(self, samples: bytes) -> Sound | None:
        """Take 16-bit samples, 16,000 a second; return an utterance that has just ended."""
        if self._is_shut():
            if self._seconds:
                self._reset()
            return None
        self._waiting += samples
        size: int = self._endpointer.frame_bytes
        while len(self._waiting) >= size:
            frame = bytes(self._waiting[:size])
            del self._waiting[:size]
            if (ended := self._frame(frame)) is not None:
                self._reset()
                return ended
        return None

    def end(self) -> Sound | None:
        """Return what was being said when the sound ended, for example when a key is let go."""
        self._waiting += bytes(-len(self._waiting) % SAMPLE_BYTES)
        self._kept += self._waiting
        self._seconds += len(self._waiting) / SAMPLE_BYTES / RATE
        start, now = self._start, self._seconds
        found = None if start is None else self._cut(start, now)
        self._reset()
        return found

    def _frame(self, frame: bytes) -> Sound | None:
        self._kept += frame
        self._seconds += len(frame) / SAMPLE_BYTES / RATE
        surplus = len(self._kept) - round(KEPT_SECONDS * RATE) * SAMPLE_BYTES
        if surplus > 0:
            del self._kept[:surplus]
        self._endpointer.process(frame)
        if self._endpointer.in_speech:
            self._end = self._seconds
            if self._start is None:
                self._start = self._endpointer.speech_start
        if self._start is None:
            return None
        is_over = self._seconds - self._end > self._join_seconds
        if is_over or self._seconds - self._start >= MOST_SECONDS:
            return self._cut(self._start, self._end)
        return None

    def _cut(self, start: float, end: float) -> Sound:
        offset = self._seconds - len(self._kept) / SAMPLE_BYTES / RATE
        first = max(0, round((start - BEFORE_SECONDS - offset) * RATE)) * SAMPLE_BYTES
        last = max(0, round((end + AFTER_SECONDS - offset) * RATE)) * SAMPLE_BYTES
        return Sound(bytes(self._kept[first:last]), RATE)

    def _reset(self) -> None:
        from pocketsphinx import Endpointer

        self._endpointer: Any = Endpointer(
            window=WINDOW_SECONDS, ratio=RATIO, vad_mode=0, sample_rate=RATE
        )
        self._waiting = bytearray()
        self._kept = bytearray()
        self._seconds = 0.0
        self._start = None
        self._end = 0.0
