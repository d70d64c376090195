"""`voice bench`, joined: the voices and ears of this machine, measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.bootstrap.listening import meanings
from app.bootstrap.voice import commands
from app.domain.errors import Unavailable
from app.messages import use_language

if TYPE_CHECKING:
    from app.speech.process import SpeechWorker

JAPANESE = "11月23日の午前10時から、Wi-Fiのつなぎ方を説明します。タブレットは貸出中です。"
ENGLISH = "The tablet is on loan. We explain the wireless network on Monday."
TWELVE = (
    "begin a consultation", "find a person", "check again", "show all of them", "go back", "read",
    "stop", "help", "show numbers", "menu", "larger text", "where am i",
)  # fmt: skip
SENTENCES = (
    "my daughter sent me a photograph", "the train was late this morning", "thank you very much",
    "it is very cold outside", "where did i put my glasses", "i will ask my son tomorrow",
    "the doctor said to come back", "how much does it cost",
)  # fmt: skip


def bench() -> dict[str, object]:
    """Return reading by language, stopping, and hearing; null where something is missing here."""
    from app.speech.process import SpeechWorker

    worker = SpeechWorker()
    try:
        return {
            "reading": {
                "ja": _reading(worker, JAPANESE, "ja"),
                "en": _reading(worker, ENGLISH, "en"),
            },
            "stop_ms": _stops(worker),
            "hearing": _hearing(worker),
        }
    finally:
        worker.close()


def _reading(worker: SpeechWorker, text: str, language: str) -> dict[str, float] | None:
    from app.speech.trial import read

    try:
        found = read(worker, text, language)
    except Unavailable:
        return None
    rate = found.took / found.seconds if found.seconds else 0.0
    return {
        "seconds": round(found.seconds, 3),
        "took": round(found.took, 3),
        "real_time_factor": round(rate, 4),
    }


def _stops(worker: SpeechWorker) -> dict[str, float] | None:
    from app.speech.trial import stops

    for language, text in (("ja", JAPANESE), ("en", ENGLISH)):
        try:
            worker.speak(text, language, 1.0)
        except Unavailable:
            continue
        found = sorted(1000 * one for one in stops(worker, text, language))
        return {"median": round(found[len(found) // 2], 1), "most": round(found[-1], 1)}
    return None


def _hearing(worker: SpeechWorker) -> dict[str, object] | None:
    from app.speech.trial import NOISE_DB, hearings

    with use_language("en"):
        known = meanings(commands("home", "en"), "en")
    spoken = {phrase: known[phrase] for phrase in TWELVE if phrase in known}
    try:
        engine = worker.ask("check", "en")
        found = hearings(worker, spoken, SENTENCES)
    except Unavailable:
        return None
    return {
        "engine": engine,
        "language": "en",
        "noise_db": NOISE_DB,
        "commands": found.commands,
        "right": found.right,
        "wrong": found.wrong,
        "sentences": found.sentences,
        "executed": found.executed,
        "seconds_each": round(found.seconds_each, 3),
    }
