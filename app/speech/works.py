"""What the speech worker does, by name. Its engines are kept from one call to the next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from app.domain.voice.commands import ENGLISH
from app.domain.voice.policy import Hearing
from app.speech.ears import Ears
from app.speech.sound import Sound


def speak(text: str, language: str, speed: float) -> Sound:
    """Read one piece of text aloud."""
    if language == ENGLISH:
        from app.speech import english

        return english.speak(text, speed)
    from app.speech import japanese

    return japanese.speak(text, speed)


def hear(sound: Sound, phrases: Mapping[str, str], language: str) -> Hearing:
    """Listen to one sound of any rate: silence is an empty hearing."""
    from app.speech.endpoints import utterance
    from app.speech.wav import at_usual_rate

    said = utterance(at_usual_rate(sound))
    if said is None:
        return Hearing("", "", 0.0, 1.0)
    return ears(language).hear(said, phrases)


@cache
def ears(language: str) -> Ears:
    """Return the kept ears for a language; `Unavailable` when there are none."""
    if language == ENGLISH:
        from app.speech.english_ears import EnglishEars, read_judge

        return EnglishEars(read_judge())
    from app.speech.japanese_ears import JapaneseEars
    from app.speech.model_folder import find_model, usual_places

    return JapaneseEars(find_model(usual_places()))


def check(language: str) -> str:
    """Load the ears of a language and return the engine's name."""
    return ears(language).engine


WORKS = {"speak": speak, "hear": hear, "check": check}
