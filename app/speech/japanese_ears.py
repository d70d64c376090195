"""Hears Japanese commands with Vosk and a model folder the centre supplies; nothing goes online."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.errors import Unavailable
from app.domain.voice.alike import apart
from app.domain.voice.commands import spoken
from app.domain.voice.cutting import cut_into_words
from app.domain.voice.policy import Hearing
from app.speech.sound import Sound

UNKNOWN = "[unk]"
# Not fitted: no Japanese model can be shipped or tried with every microphone. Careful instead.
THRESHOLD = 0.7
MOST_GUESSES = 5


class JapaneseEars:
    """One kept model; a grammar of phrases for the command, and free listening against it."""

    engine = "vosk"

    def __init__(self, folder: Path) -> None:
        self._vosk = _library()
        self._vosk.SetLogLevel(-1)
        try:
            # By path always: names and languages are looked up online, and may end the process.
            self._model = self._vosk.Model(model_path=str(folder))
        except Exception:
            raise Unavailable("voice.model_unreadable", folder=str(folder)) from None
        self._knows = cache(lambda word: self._model.vosk_model_find_word(word) >= 0)

    def hear(self, sound: Sound, phrases: Mapping[str, str]) -> Hearing:
        """Return which phrase was said, and how likely it is."""
        cut = {phrase: cut_into_words(phrase, self._knows) for phrase in phrases}
        choices = [" ".join(words) for words in cut.values() if words]
        said, sure = self._listen(sound, self._grammar(choices)) if choices else ("", 0.0)
        free, _sure = self._listen(sound, None)
        phrase = said if said in phrases else ""
        likeness = 1 - apart(list(free), list(phrase)) if phrase else 0.0
        guesses = sorted(phrases, key=lambda one: (apart(list(free), list(one)), one))
        near = tuple(guesses[:MOST_GUESSES]) if free else ()
        return Hearing(phrase, free or phrase, min(sure, likeness), THRESHOLD, near)

    def _grammar(self, choices: list[str]) -> str:
        # Some models have no word for what is no word; naming it would end the engine.
        unknown = [UNKNOWN] if self._knows(UNKNOWN) else []
        return json.dumps([*choices, *unknown], ensure_ascii=False)

    def _listen(self, sound: Sound, grammar: str | None) -> tuple[str, float]:
        """Return what was heard without spaces, and the confidence of its least sure word."""
        make = self._vosk.KaldiRecognizer
        rate = sound.rate
        listener = make(self._model, rate, grammar) if grammar else make(self._model, rate)
        listener.SetWords(True)
        listener.AcceptWaveform(sound.samples)
        found: dict[str, Any] = json.loads(listener.FinalResult())
        words = found.get("result", [])
        text = spoken(str(found.get("text", "")), "ja")
        return text, min((float(word.get("conf", 0)) for word in words), default=0.0)


def _library() -> Any:
    try:
        import vosk
    except (ImportError, OSError):
        raise Unavailable("voice.no_vosk") from None
    return vosk
