"""Pink noise, as rooms and fans make it: for trying the ears."""

from __future__ import annotations

from typing import Any

from app.speech.sound import Sound


def pink(size: int, generator: Any) -> Any:
    """Return noise with the same power in every octave, from a random generator of numpy."""
    import numpy

    spectrum = numpy.fft.rfft(generator.standard_normal(size))
    steps = numpy.arange(len(spectrum), dtype=float)
    steps[0] = 1
    return numpy.fft.irfft(spectrum / numpy.sqrt(steps), size)


def in_noise(values: Any, quieter_db: float, around: int, generator: Any) -> Any:
    """Return speech with noise so much quieter than it, and `around` samples of noise on each side."""
    import numpy

    room = numpy.zeros(around)
    whole = numpy.concatenate([room, values, room])
    loud = numpy.sqrt(numpy.mean(values**2)) / 10 ** (quieter_db / 20)
    behind = pink(len(whole), generator)
    return whole + behind * loud / numpy.sqrt(numpy.mean(behind**2))


def as_sound(values: Any, rate: int) -> Sound:
    """Return samples between -1 and 1 as a sound."""
    import numpy

    samples = numpy.clip(numpy.rint(values * 32_768), -32_768, 32_767).astype("<i2")
    return Sound(samples.tobytes(), rate)


def as_values(sound: Sound) -> Any:
    """Return a sound as samples between -1 and 1."""
    import numpy

    return numpy.frombuffer(sound.samples, "<i2").astype(float) / 32_768
