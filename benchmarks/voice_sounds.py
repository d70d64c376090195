"""Speech by machine with pink noise, for tuning and judging the ears: no recording of anybody.

Synthetic voices are not seniors: the figures say whether a change made the ears better or worse.
"""

from __future__ import annotations

import io
import subprocess
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.speech.noise import as_sound, in_noise, pink
from app.speech.sound import Sound
from app.speech.wav import RATE, resampled

AROUND_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice of espeak-ng, its words a minute, its pitch, and the noise behind it in dB."""

    voice: str
    words_a_minute: int
    pitch: int
    noise_db: float


TUNING = (
    Speaker("en-us", 150, 50, 20),
    Speaker("en-gb", 140, 55, 20),
    Speaker("en-us+f4", 150, 50, 20),
    Speaker("en-gb-x-rp+m3", 165, 40, 20),
    Speaker("en-gb+f2", 130, 60, 15),
    Speaker("en-us+m1", 150, 50, 30),
    Speaker("en-us-nyc+f1", 160, 50, 20),
    Speaker("en-gb-scotland", 140, 50, 20),
)
# None of these voices and variants is among those above.
JUDGING = tuple(
    Speaker(voice, pace, pitch, 20)
    for voice, pace, pitch in (
        ("en-us+f3", 150, 50),
        ("en-us+m4", 140, 45),
        ("en-gb+m7", 150, 50),
        ("en-gb-x-gbcwmd+f5", 145, 50),
        ("en-029", 150, 50),
    )
)
IN_MORE_NOISE = (Speaker("en-us+f3", 150, 50, 10), Speaker("en-gb+m7", 150, 50, 10))


def say(text: str, speaker: Speaker, noise: Any) -> Sound:
    """Return a text said in pink noise, with half a second of the noise around it.

    Args:
        text: English.
        speaker: who says it and how loud the noise is.
        noise: a random generator of numpy.
    """
    room = round(AROUND_SECONDS * RATE)
    return as_sound(in_noise(_speak(text, speaker), speaker.noise_db, room, noise), RATE)


def noise_only(seconds: float, level: float, noise: Any) -> Sound:
    """Return pink noise alone; `level` is its mean amplitude, 1.0 the loudest there is."""
    import numpy

    wave_ = pink(round(seconds * RATE), noise)
    return as_sound(wave_ * level / numpy.sqrt(numpy.mean(wave_**2)), RATE)


def _speak(text: str, speaker: Speaker) -> Any:
    import numpy

    command = [
        "espeak-ng", "--stdout", "-v", speaker.voice, "-s", str(speaker.words_a_minute),
        "-p", str(speaker.pitch), "--stdin",
    ]  # fmt: skip
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    with wave.open(io.BytesIO(done.stdout)) as head:
        rate = head.getframerate()
    return resampled(numpy.frombuffer(done.stdout[44:], "<i2").astype(float) / 32_768, rate)


def many(
    texts: Iterator[str] | list[str], speaker: Speaker, seed: int
) -> Iterator[tuple[str, Sound]]:
    """Return each text and its sound, the same for the same seed."""
    import numpy

    noise = numpy.random.default_rng(seed)
    for text in texts:
        yield text, say(text, speaker, noise)
