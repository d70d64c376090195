"""A sound file and what follows from it, joined: ears, commands, policy."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from app.bootstrap.voice import commands
from app.domain.voice.commands import Command, Match, all_phrases, find
from app.domain.voice.policy import Understood, understand


def understand_file(file: Path, language: str, screen: str | None) -> dict[str, object]:
    """Return what was said in a WAV file and what it starts; nothing is started.

    Args:
        file: the first utterance in it counts.
        language: `ja` or `en`.
        screen: whose commands may be said; None for the commands of every screen.

    Raises:
        BadInput: `voice.no_screen`, `voice.no_file`, `voice.no_wav` or `voice.too_long`.
        Unavailable: there are no ears for the language, or they stopped.
    """
    from app.speech.process import SpeechWorker
    from app.speech.wav import read_wav

    start = time.perf_counter()
    known = commands(screen, language)
    whole = read_wav(file)
    worker = SpeechWorker()
    try:
        engine = worker.ask("check", language)
        hearing = worker.hear(whole, meanings(known, language), language)
    finally:
        worker.close()
    found = understand(hearing, known, language)
    return {
        **_document(found),
        "engine": engine,
        "seconds": round(time.perf_counter() - start, 3),
        "sound_seconds": round(whole.seconds, 3),
        "threshold": hearing.threshold,
    }


def meanings(known: Sequence[Command], language: str) -> dict[str, str]:
    """Return each phrase that can be said, and what it means; equal means no rival."""
    found: dict[str, str] = {}
    for phrase in all_phrases(known, language):
        match = find(phrase, known, language)
        if match is not None:
            one = match.command
            what = one.action or one.intent
            found[phrase] = f"{what} {one.opens} {'' if match.number is None else match.number}"
    return found


def _document(found: Understood) -> dict[str, object]:
    match = found.match
    return {
        "heard": found.heard,
        "intent": found.intent or None,
        "action": found.action or None,
        "score": found.score,
        "number": match.number if match else None,
        "opens": (match.command.opens or None) if match else None,
        "risk": f"R{match.command.risk}" if match else None,
        "reason": str(found.reason),
        "did_you_mean": [_guess(one) for one in found.guesses],
    }


def _guess(match: Match) -> dict[str, object]:
    one = match.command
    phrase = one.phrase if match.number is None else one.phrase.format(number=match.number)
    return {"phrase": phrase, "intent": one.intent, "action": one.action or None}
