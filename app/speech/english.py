"""Reading English aloud with espeak-ng, a program of the system that is never shipped with ours."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave

from app.domain.errors import Unavailable
from app.speech.sound import Sound

WORDS_A_MINUTE = 150
MOST_SECONDS = 60


def speak(text: str, speed: float = 1.0) -> Sound:
    """Return a text read aloud.

    Raises:
        Unavailable: `voice.no_english`: espeak-ng is not installed, or did not answer.
    """
    program = shutil.which("espeak-ng")
    if program is None:
        raise Unavailable("voice.no_english")
    pace = str(round(WORDS_A_MINUTE * speed))
    command = [program, "--stdout", "-v", "en-us", "-s", pace, "--stdin"]
    try:
        done = subprocess.run(
            command,
            input=text.encode("utf-8"),
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
        )
        # Written into a pipe, the head of the file cannot know its length.
        with wave.open(io.BytesIO(done.stdout), "rb") as sound:
            rate = sound.getframerate()
        return Sound(done.stdout[44:], rate)
    except (subprocess.SubprocessError, OSError, wave.Error, EOFError):
        raise Unavailable("voice.no_english") from None
