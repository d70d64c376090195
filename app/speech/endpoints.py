"""Finds the first utterance in a sound: from the first speech to the first long pause."""

from __future__ import annotations

from typing import Any

from app.speech.noise import pink
from app.speech.sound import SAMPLE_BYTES, Sound

WINDOW_SECONDS = 0.3
RATIO = 0.9
JOIN_SECONDS = 1.2
SENIORS_JOIN_SECONDS = 2.0
MOST_SECONDS = 8.0
AROUND_SECONDS = 0.3
# Digital silence ruins the running mean of a recogniser; a room never is that silent.
FLOOR = 10 ** (-65 / 20) * 32_768
ROOM_DB = 25.0
FRAME = 160


def utterance(sound: Sound, join_seconds: float = JOIN_SECONDS) -> Sound | None:
    """Return the first utterance with 0.3 s of the room around it, at most 8 s; None when nobody spoke."""
    import numpy

    pieces = _speech(sound)
    if not pieces:
        return None
    start, end = pieces[0]
    for next_start, next_end in pieces[1:]:
        if next_start - end > join_seconds:
            break
        end = next_end
    end = min(end, start + MOST_SECONDS)
    values = numpy.frombuffer(sound.samples, "<i2").astype(float)
    around = round(AROUND_SECONDS * sound.rate)
    speech = values[round(start * sound.rate) : round(end * sound.rate)]
    margin = numpy.zeros(around)
    around_it = numpy.concatenate([margin, values, margin])
    padded = around_it + _room(values, speech, len(around_it))
    first, last = round(start * sound.rate), round(end * sound.rate) + 2 * around
    cut = numpy.clip(numpy.rint(padded[first:last]), -32_768, 32_767).astype("<i2")
    return Sound(cut.tobytes(), sound.rate)


def _room(values: Any, speech: Any, size: int) -> Any:
    """Return the noise of a room: as much as the recording lacks, nothing where it holds one.

    The recogniser learned from people in rooms. Speech in digital silence, as from a file made by
    a machine, is further from them than speech with a little noise behind it.
    """
    import numpy

    frames = values[: len(values) // FRAME * FRAME].reshape(-1, FRAME)
    powers = numpy.sort(numpy.mean(frames**2, axis=1)) if len(frames) else numpy.zeros(1)
    there = powers[len(powers) // 10]
    wanted = max(FLOOR**2, float(numpy.mean(speech**2)) / 10 ** (ROOM_DB / 10))
    missing = max(0.0, wanted - float(there))
    room = pink(size, numpy.random.default_rng(0))
    return room * (missing / max(float(numpy.mean(room**2)), 1e-12)) ** 0.5


def _speech(sound: Sound) -> list[tuple[float, float]]:
    """Return from when to when somebody speaks, in seconds."""
    from pocketsphinx import Endpointer

    listener = Endpointer(window=WINDOW_SECONDS, ratio=RATIO, vad_mode=0, sample_rate=sound.rate)
    size = listener.frame_bytes
    # The end is only told after silence: a second of it follows the file.
    samples = sound.samples + bytes(SAMPLE_BYTES * sound.rate)
    pieces: list[tuple[float, float]] = []
    was_speaking = False
    for place in range(0, len(samples) - size + 1, size):
        listener.process(samples[place : place + size])
        if was_speaking and not listener.in_speech:
            pieces.append((listener.speech_start, listener.speech_end))
        was_speaking = listener.in_speech
    if was_speaking:
        pieces.append((listener.speech_start, len(sound.samples) / SAMPLE_BYTES / sound.rate))
    total = sound.seconds
    return [(start, min(end, total)) for start, end in pieces if start < total]
