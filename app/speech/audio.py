"""Sound out of the loudspeaker and into the microphone through Qt; imported only when somebody wants to hear something."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.domain.errors import Unavailable
from app.speech.listener import Listener
from app.speech.sound import SAMPLE_BYTES, Sound
from app.speech.wav import RATE

STEP_SECONDS = 0.01
BUFFER_SECONDS = 0.1


class QtPlayer:
    """Plays through the system's usual loudspeaker.

    A loudspeaker that is missing or disappears raises `Unavailable("voice.no_loudspeaker")`; the
    next call looks again.
    """

    def play(self, sound: Sound, is_stopped: Callable[[], bool]) -> None:
        """Play to the end, or until stopped: at most a hundredth of a second later."""
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

        kind = QAudioFormat()
        kind.setSampleRate(sound.rate)
        kind.setChannelCount(1)
        kind.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull() or not device.isFormatSupported(kind):
            raise Unavailable("voice.no_loudspeaker")
        sink = QAudioSink(device, kind)
        sink.setBufferSize(round(BUFFER_SECONDS * sound.rate) * SAMPLE_BYTES)
        into = sink.start()
        if into is None:
            raise Unavailable("voice.no_loudspeaker")
        try:
            _push(sink, into, sound, is_stopped)
        finally:
            # Reset throws away what waits in the device: stopping is heard at once.
            sink.reset()


def _push(sink: object, into: object, sound: Sound, is_stopped: Callable[[], bool]) -> None:
    rest = memoryview(sound.samples)
    end = time.monotonic() + sound.seconds + 5
    while len(rest) and not is_stopped():
        free = sink.bytesFree() // SAMPLE_BYTES * SAMPLE_BYTES  # type: ignore[attr-defined]
        written = into.write(bytes(rest[:free])) if free else 0  # type: ignore[attr-defined]
        if written < 0 or time.monotonic() > end:
            raise Unavailable("voice.no_loudspeaker")
        rest = rest[written:]
        time.sleep(STEP_SECONDS)
    # What the device still holds is heard, too.
    heard = time.monotonic() + BUFFER_SECONDS * 2
    while time.monotonic() < heard and not is_stopped():
        time.sleep(STEP_SECONDS)


class QtMicrophone:
    """Listens through the system's usual microphone; sound stays in memory.

    A microphone that is missing or disappears raises `Unavailable("voice.no_microphone")`; the next
    call looks again.
    """

    def listen(self, listener: Listener, is_stopped: Callable[[], bool]) -> Sound | None:
        """Return the next utterance; when stopped, what was said until then, or None."""
        from PySide6.QtMultimedia import QAudioFormat, QAudioSource, QMediaDevices

        kind = QAudioFormat()
        kind.setSampleRate(RATE)
        kind.setChannelCount(1)
        kind.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        device = QMediaDevices.defaultAudioInput()
        if device.isNull() or not device.isFormatSupported(kind):
            raise Unavailable("voice.no_microphone")
        source = QAudioSource(device, kind)
        out = source.start()
        if out is None:
            raise Unavailable("voice.no_microphone")
        try:
            while not is_stopped():
                found = listener.feed(bytes(out.readAll().data()))
                if found is not None:
                    return found
                if source.error().value:
                    raise Unavailable("voice.no_microphone")
                time.sleep(STEP_SECONDS)
            return listener.end()
        finally:
            source.stop()
