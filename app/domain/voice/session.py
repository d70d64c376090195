"""One person speaking with the program: modes, questions that wait for an answer, misses in a row.

Nothing here knows of sound or of the window. `hear` takes what follows from one utterance and
returns one `Step`, which the window carries out and tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from app.domain.voice.commands import Command, Match
from app.domain.voice.policy import NEVER, Hearing, Reason, Understood, reason_for, understand

QUESTION_SECONDS = 30.0
SLEEP_SECONDS = 60.0
CONCRETE_CHOICES = 2


class Mode(StrEnum):
    """When the microphone listens. Off until somebody chooses otherwise."""

    OFF = "off"
    HOLD = "hold"
    ONCE = "once"
    OPEN = "open"


class Kind(Enum):
    """What is to be done after an utterance."""

    START = "start"  # start `match`; R1 offers undo for ten seconds
    ASK = "ask"  # read `match` back and wait for the full phrase or a key
    REFUSE = "refuse"  # never by voice alone: name the key
    CHOOSE = "choose"  # "did you mean": `choices`, by number
    SHOW_NUMBERS = "show_numbers"  # the second miss: numbers on every control
    CALL_HUMAN = "call_human"  # the third miss
    DROPPED = "dropped"  # the question is answered with no
    NO_QUESTION = "no_question"
    REST = "rest"
    NOTHING = "nothing"  # silence, or not listening


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, with which command or which choices, and what was heard."""

    kind: Kind
    match: Match | None = None
    choices: tuple[Match, ...] = ()
    heard: str = ""


class VoiceSession:
    """Holds the mode and what waits for an answer.

    A question is answered by the full phrase only ("yes, do it"), within 30 seconds; any other
    command takes its place. A click or a key on something else should call `forget`.
    """

    def __init__(self, mode: Mode = Mode.OFF) -> None:
        self.mode = mode
        self._question: Match | None = None
        self._choices: tuple[Match, ...] = ()
        self._asked_at = 0.0
        self._last_heard_at = 0.0
        self._misses = 0

    @property
    def question(self) -> Match | None:
        """The command that waits for the phrase of consent."""
        return self._question

    @property
    def choices(self) -> tuple[Match, ...]:
        """What "did you mean" offered last, chosen by number."""
        return self._choices

    def start(self, mode: Mode, now: float) -> None:
        """Listen in a mode from now on; `now` is any clock in seconds that never goes back."""
        self.mode = mode
        self._last_heard_at = now
        self.forget()

    def forget(self) -> None:
        """Drop the question, the choices and the misses."""
        self._question, self._choices, self._misses = None, (), 0

    def falls_asleep(self, now: float) -> bool:
        """Tell whether open listening ended because nothing was said for a minute."""
        if self.mode is Mode.OPEN and now - self._last_heard_at >= SLEEP_SECONDS:
            self.start(Mode.OFF, now)
            return True
        return False

    def hear(
        self, hearing: Hearing, commands: Sequence[Command], language: str, now: float
    ) -> Step:
        """Return the step after one utterance."""
        if self.mode is Mode.OFF or self.falls_asleep(now):
            return Step(Kind.NOTHING)
        if now - self._asked_at > QUESTION_SECONDS:
            self._question, self._choices = None, ()
        found = understand(hearing, commands, language)
        if found.reason is Reason.NOTHING_HEARD:
            return Step(Kind.NOTHING)
        self._last_heard_at = now
        if self.mode is Mode.ONCE:
            self.mode = Mode.OFF
        step = self._missed(found, now) if found.match is None else self._known(found.match, now)
        # A question or choice needs one more utterance, also of somebody who speaks once.
        if self.mode is Mode.OFF and step.kind in {Kind.ASK, Kind.CHOOSE, Kind.SHOW_NUMBERS}:
            self.mode = Mode.ONCE
        return Step(step.kind, step.match, step.choices, found.heard)

    def _known(self, match: Match, now: float) -> Step:
        self._misses = 0
        intent = match.command.intent
        if intent.startswith("answer."):
            return self._answered(intent)
        if intent == "numbers.press" and self._choices:
            chosen = self._chosen(match.number or 0)
            if chosen is not None:
                match = chosen
        self._question, self._choices = None, ()
        if match.command.intent == "rest":
            self.mode = Mode.OFF
            return Step(Kind.REST, match)
        return self._tried(match, now)

    def _tried(self, match: Match, now: float) -> Step:
        reason = reason_for(match.command)
        if match.command.risk >= NEVER:
            return Step(Kind.REFUSE, match)
        if reason is Reason.CONFIRM:
            self._question, self._asked_at = match, now
            return Step(Kind.ASK, match)
        return Step(Kind.START, match)

    def _answered(self, intent: str) -> Step:
        question, choices = self._question, self._choices
        self._question, self._choices = None, ()
        if intent == "answer.no" and (question or choices):
            return Step(Kind.DROPPED, question)
        if intent == "answer.confirm" and question is not None:
            return Step(Kind.START, question)
        # A bare "yes" is too easily heard: the question stays.
        self._question, self._choices = question, choices
        return Step(Kind.ASK, question) if question else Step(Kind.NO_QUESTION)

    def _chosen(self, number: int) -> Match | None:
        return self._choices[number - 1] if 1 <= number <= len(self._choices) else None

    def _missed(self, found: Understood, now: float) -> Step:
        self._misses += 1
        if self._question is not None:
            # Noise neither answers a question nor takes it away.
            return Step(Kind.ASK, self._question)
        if self._misses == 1 and found.guesses:
            self._choices, self._asked_at = found.guesses[:CONCRETE_CHOICES], now
            return Step(Kind.CHOOSE, None, self._choices)
        self._choices = ()
        return Step(Kind.SHOW_NUMBERS if self._misses <= CONCRETE_CHOICES else Kind.CALL_HUMAN)
