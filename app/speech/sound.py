"""A piece of sound in memory, and how it becomes a WAV file."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass

SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono sound: 16-bit samples, little-endian, `rate` of them a second."""

    samples: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """Return how long it lasts."""
        return len(self.samples) / SAMPLE_BYTES / self.rate

    def as_wav(self) -> bytes:
        """Return it as a WAV file."""
        file = io.BytesIO()
        with wave.open(file, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(SAMPLE_BYTES)
            out.setframerate(self.rate)
            out.writeframes(self.samples)
        return file.getvalue()


def silence(seconds: float, rate: int) -> bytes:
    """Return samples of silence."""
    return bytes(SAMPLE_BYTES * round(seconds * rate))
