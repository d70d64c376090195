"""Reads a WAV file of any usual kind into the sound a recogniser wants: mono, 16,000 samples a second."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

from app.domain.errors import BadInput, Finding
from app.speech.sound import Sound

RATE = 16_000
MOST_BYTES = 64 * 1024 * 1024
MOST_RATE = 384_000
_WHOLE, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE


def read_wav(file: Path) -> Sound:
    """Read a file: whole numbers of 8 to 32 bits or floating point, any rate, any number of channels.

    Raises:
        BadInput: `voice.no_file`, `voice.no_wav` or `voice.too_long`, with the file.
    """
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MOST_BYTES else b""
    except OSError:
        raise _refused("voice.no_file", file) from None
    if size > MOST_BYTES:
        raise _refused("voice.too_long", file)
    try:
        return from_wav(data)
    except (struct.error, ValueError):
        raise _refused("voice.no_wav", file) from None


def from_wav(data: bytes) -> Sound:
    """Return the sound of a WAV file's bytes; ValueError or struct.error when they are none."""
    import numpy

    kind, channels, rate, bits, samples = _parts(data)
    if not 1 <= channels <= 64 or not 1_000 <= rate <= MOST_RATE:
        raise ValueError("no sound")
    values = _as_floats(kind, bits, samples)
    whole = values[: len(values) // channels * channels].reshape(-1, channels)
    wave = whole.mean(axis=1)
    wave = wave[numpy.isfinite(wave)] if len(wave) else wave
    heard = resampled(wave, rate)
    return Sound(
        numpy.clip(numpy.rint(heard * 32_768), -32_768, 32_767).astype("<i2").tobytes(), RATE
    )


def resampled(wave: Any, rate: int) -> Any:
    """Return samples at 16,000 a second; what would be too high for them is left out."""
    import numpy

    if rate == RATE or not len(wave):
        return wave
    target = max(1, round(len(wave) * RATE / rate))
    # Both ends faded into nothing more: the transform takes the end for the neighbour of the start.
    margin = rate // 10
    padded = numpy.concatenate([numpy.zeros(margin), wave, numpy.zeros(margin)])
    length = max(1, round(len(padded) * RATE / rate))
    spectrum = numpy.fft.rfft(padded)
    kept = numpy.zeros(length // 2 + 1, dtype=complex)
    most = min(len(kept), len(spectrum))
    kept[:most] = spectrum[:most]
    start = round(margin * RATE / rate)
    return (numpy.fft.irfft(kept, length) * length / len(padded))[start : start + target]


def at_usual_rate(sound: Sound) -> Sound:
    """Return a sound at 16,000 samples a second."""
    import numpy

    if sound.rate == RATE:
        return sound
    values = resampled(numpy.frombuffer(sound.samples, "<i2").astype(float), sound.rate)
    samples = numpy.clip(numpy.rint(values), -32_768, 32_767).astype("<i2")
    return Sound(samples.tobytes(), RATE)


def _parts(data: bytes) -> tuple[int, int, int, int, bytes]:
    """Return kind, channels, rate, bits and the sample bytes of a RIFF file."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError("no WAV")
    place, head = 12, None
    while place + 8 <= len(data):
        name, size = data[place : place + 4], struct.unpack_from("<I", data, place + 4)[0]
        body = place + 8
        if name == b"fmt ":
            kind, channels, rate, _bytes, _frame, bits = struct.unpack_from("<HHIIHH", data, body)
            if kind == _EXTENSIBLE:
                kind = struct.unpack_from("<H", data, body + 24)[0]
            head = (kind, channels, rate, bits)
        elif name == b"data" and head is not None:
            # Written into a pipe, the size may be 0 or far too large: then it is the rest.
            end = len(data) if size == 0 or body + size > len(data) else body + size
            return (*head, data[body:end])
        place = body + size + size % 2
    raise ValueError("no samples")


def _as_floats(kind: int, bits: int, samples: bytes) -> Any:
    import numpy

    size = bits // 8
    if size == 0 or bits % 8:
        raise ValueError("no sound")
    samples = samples[: len(samples) // size * size]
    if kind == _FLOAT and bits in {32, 64}:
        return numpy.frombuffer(samples, f"<f{size}").astype(float)
    if kind != _WHOLE or bits not in {8, 16, 24, 32}:
        raise ValueError("another kind of sound")
    if bits == 8:
        return (numpy.frombuffer(samples, numpy.uint8).astype(float) - 128) / 128
    if bits == 24:
        triples = numpy.frombuffer(samples, numpy.uint8).reshape(-1, 3)
        wide = numpy.zeros((len(triples), 4), numpy.uint8)
        wide[:, 1:] = triples
        return wide.reshape(-1).view("<i4").astype(float) / 2**31
    return numpy.frombuffer(samples, f"<i{size}").astype(float) / 2 ** (bits - 1)


def _refused(code: str, file: Path) -> BadInput:
    return BadInput(code, (Finding(code, file=str(file)),), file=str(file))
