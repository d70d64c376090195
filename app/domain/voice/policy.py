"""From what was heard to what is done: sure enough, and not too dangerous for a voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.voice.commands import Command, Match, find

CONFIRM, NEVER = 2, 3
MOST_GUESSES = 3


class Reason(StrEnum):
    """Why something is done, or nothing."""

    DONE = "done"
    NOTHING_HEARD = "nothing_heard"
    UNSURE = "unsure"
    CONFIRM = "confirm"
    NEVER_BY_VOICE = "never_by_voice"
    NO_QUESTION = "no_question"


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a recogniser made of one utterance.

    `phrase` is the best command phrase, `heard` the words it would write down, `score` how likely
    it is (0 to 1) that the phrase was said, `threshold` what the engine needs to be sure, and
    `guesses` the phrases nearest to the sound, best first.
    """

    phrase: str
    heard: str
    score: float
    threshold: float
    guesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What follows from a hearing; `action` is empty when nothing is executed."""

    heard: str
    intent: str
    action: str
    score: float
    reason: Reason
    match: Match | None = None
    guesses: tuple[Match, ...] = ()


def understand(hearing: Hearing, commands: Sequence[Command], language: str) -> Understood:
    """Decide what a hearing starts.

    R0 and R1 are started at once. R2 names its intent and waits for the full phrase of consent;
    R3 names its intent and is never started. An answer without a question starts nothing.
    Unsure: nothing, with up to three guesses to choose from.
    """
    guesses = tuple(_matches(hearing.guesses, commands, language))[:MOST_GUESSES]
    score = round(hearing.score, 4)
    if not hearing.heard and not hearing.phrase:
        return Understood("", "", "", score, Reason.NOTHING_HEARD)
    match = find(hearing.phrase, commands, language)
    if match is None or hearing.score < hearing.threshold:
        return Understood(hearing.heard, "", "", score, Reason.UNSURE, None, guesses)
    command = match.command
    reason = reason_for(command)
    action = command.action if reason is Reason.DONE else ""
    return Understood(hearing.phrase, command.intent, action, score, reason, match)


def reason_for(command: Command) -> Reason:
    """Return what happens to a command that was surely heard."""
    if command.risk >= NEVER:
        return Reason.NEVER_BY_VOICE
    if command.risk >= CONFIRM:
        return Reason.CONFIRM
    return Reason.DONE if command.action else Reason.NO_QUESTION


def _matches(phrases: Sequence[str], commands: Sequence[Command], language: str) -> list[Match]:
    found: list[Match] = []
    for phrase in phrases:
        match = find(phrase, commands, language)
        if match is not None and match not in found:
            found.append(match)
    return found
