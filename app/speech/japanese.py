"""Reading Japanese aloud with Open JTalk: its dictionary and voice come with the library."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from types import ModuleType

from app.domain.errors import Unavailable
from app.domain.voice.sentences import sentences
from app.speech.sound import Sound, silence

# A little slower than the voice by itself: most listeners are old.
USUAL_SPEED = 0.9
PAUSE_SECONDS = 0.3
LOUDEST = 32_767


def speak(text: str, speed: float = USUAL_SPEED) -> Sound:
    """Return a text read aloud, sentence by sentence.

    Args:
        text: Japanese with kanji, figures and Latin words.
        speed: 0.5 to 2.0.

    Raises:
        Unavailable: `voice.no_japanese`: the voice package is not installed.
    """
    import numpy

    voice = _open_jtalk()
    pieces: list[bytes] = []
    rate = 48_000
    for sentence in sentences(text):
        wave, rate = voice.tts(sentence, speed=speed)
        pieces.append(numpy.clip(wave, -LOUDEST, LOUDEST).astype("<i2").tobytes())
    return Sound(silence(PAUSE_SECONDS, rate).join(pieces), rate)


def kana(text: str) -> str:
    """Return how a text is read, in katakana.

    Raises:
        Unavailable: `voice.no_japanese`.
    """
    return str(_open_jtalk().g2p(text, kana=True))


def _open_jtalk() -> ModuleType:
    found = sys.modules.get("pyopenjtalk")
    if found is not None:
        return found
    try:
        # It tells of parts it does without; nobody who listens needs to know.
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            import pyopenjtalk
    except ImportError:
        raise Unavailable("voice.no_japanese") from None
    return pyopenjtalk
