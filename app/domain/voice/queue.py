"""What waits to be read aloud: by urgency, then in the order it came; one message for each key."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum

from app.domain.voice.sentences import sentences

SLOWEST, FASTEST = 0.5, 2.0
USUAL_SPEED = 0.9  # a little slow: most listeners are old


class Priority(IntEnum):
    """Errors interrupt everything, hints nothing."""

    ERROR = 0
    ANSWER = 1
    READING = 2
    HINT = 3


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something to read aloud, sentence by sentence.

    `key` names what it tells: a newer message with the same key takes its place. `first` is the
    sentence to begin with, after an interruption.
    """

    text: str
    language: str = "ja"
    priority: Priority = Priority.READING
    key: str = ""
    speed: float = USUAL_SPEED
    first: int = 0
    pieces: tuple[str, ...] = field(default=())

    @classmethod
    def of(
        cls, text: str, language: str, priority: Priority, key: str = "", speed: float = USUAL_SPEED
    ) -> Utterance:
        """Return a text cut into sentences, its speed between 0.5 and 2.0."""
        pace = min(FASTEST, max(SLOWEST, speed))
        return cls(text, language, priority, key, pace, 0, tuple(sentences(text)))

    @classmethod
    def spelled(cls, word: str, language: str, speed: float = USUAL_SPEED) -> Utterance:
        """Return a word spelled out, a sign at a time."""
        signs = tuple(sign for sign in word if not sign.isspace())
        return cls(word, language, Priority.ANSWER, "spell", speed, 0, signs)

    def from_piece(self, piece: int) -> Utterance:
        """Return the rest of it, beginning with this sentence."""
        return replace(self, first=piece)


class SpeechQueue:
    """The waiting utterances."""

    def __init__(self) -> None:
        self._waiting: list[Utterance] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, one: Utterance) -> None:
        """Add an utterance behind those as urgent; one with the same key goes."""
        self.drop(one.key)
        self._insert(one, before_equals=False)

    def put_back(self, one: Utterance) -> None:
        """Add an interrupted utterance before those as urgent; a newer one of its key wins."""
        if not one.key or all(other.key != one.key for other in self._waiting):
            self._insert(one, before_equals=True)

    def drop(self, key: str) -> None:
        """Forget what waits under a key."""
        if key:
            self._waiting = [one for one in self._waiting if one.key != key]

    def take(self) -> Utterance | None:
        """Return what is to be said next; None when nothing waits."""
        return self._waiting.pop(0) if self._waiting else None

    def clear(self) -> None:
        """Forget everything."""
        self._waiting.clear()

    def _insert(self, one: Utterance, *, before_equals: bool) -> None:
        waits_before = [
            other.priority < one.priority or (other.priority == one.priority and not before_equals)
            for other in self._waiting
        ]
        self._waiting.insert(sum(waits_before), one)


def interrupts(new: Utterance, current: Utterance) -> bool:
    """Tell whether a new utterance stops the one being read: errors and answers, or its own key."""
    if new.key and new.key == current.key:
        return True
    return new.priority <= Priority.ANSWER and new.priority < current.priority


def comes_back(current: Utterance) -> bool:
    """Tell whether an interrupted utterance is taken up again: a reading is, a hint is not."""
    return current.priority is not Priority.HINT
