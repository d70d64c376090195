"""Running sound becomes utterances; devices that are missing become a sentence."""

from __future__ import annotations

import shutil

import numpy
import pytest

from app.domain.errors import Unavailable
from app.speech.endpoints import SENIORS_JOIN_SECONDS
from app.speech.listener import Listener
from app.speech.sound import SAMPLE_BYTES, Sound
from app.speech.wav import RATE
from benchmarks.voice_sounds import Speaker, noise_only, say

needs_voice = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is missing")
VOICE = Speaker("en-us", 150, 50, 25)


def spoken(text: str) -> bytes:
    return say(text, VOICE, numpy.random.default_rng(1)).samples


def quiet(seconds: float) -> bytes:
    return noise_only(seconds, 0.001, numpy.random.default_rng(2)).samples


def heard(listener: Listener, samples: bytes, step: int = 1_234) -> list[Sound]:
    pieces = (samples[at : at + step] for at in range(0, len(samples), step))
    return [found for piece in pieces if (found := listener.feed(piece)) is not None]


@needs_voice
def test_two_commands_with_a_long_pause_are_two_utterances():
    sound = quiet(1) + spoken("go back") + quiet(2.5) + spoken("show numbers") + quiet(2.5)
    found = heard(Listener(), sound)
    assert len(found) == 2
    assert all(0.8 < one.seconds < 4.5 for one in found)


@needs_voice
def test_a_pause_for_thought_joins_and_seniors_may_think_longer():
    sound = spoken("begin") + quiet(0.2) + spoken("a consultation") + quiet(3)
    assert len(heard(Listener(SENIORS_JOIN_SECONDS), sound)) == 1


@needs_voice
def test_what_is_said_when_the_key_is_let_go_is_not_lost():
    listener = Listener()
    half = spoken("begin a consultation")[: 2 * RATE * SAMPLE_BYTES // 2 * 2]
    assert heard(listener, half[:48_000]) == []
    assert listener.is_hearing
    last = listener.end()
    assert last is not None
    assert last.seconds > 0.5
    assert not listener.is_hearing
    assert listener.end() is None


@needs_voice
def test_the_microphone_is_shut_while_the_program_speaks():
    listener = Listener(is_shut=lambda: True)
    assert heard(listener, spoken("go back") + quiet(3)) == []
    assert listener.end() is None


def test_endless_noise_ends_after_eight_seconds_and_keeps_ten_at_most():
    noise = noise_only(20, 0.3, numpy.random.default_rng(3)).samples
    for one in heard(Listener(), noise):
        assert one.seconds <= 10


def test_silence_is_no_utterance():
    listener = Listener()
    assert heard(listener, bytes(RATE * 2 * 5)) == []
    assert listener.end() is None


def test_missing_devices_are_a_sentence(monkeypatch: pytest.MonkeyPatch):
    multimedia = pytest.importorskip("PySide6.QtMultimedia")
    from app.speech.audio import QtMicrophone, QtPlayer

    nothing = multimedia.QAudioDevice()
    monkeypatch.setattr(
        multimedia, "QMediaDevices",
        type("No", (), {"defaultAudioOutput": lambda: nothing, "defaultAudioInput": lambda: nothing}),
    )  # fmt: skip
    with pytest.raises(Unavailable, match=r"voice\.no_loudspeaker"):
        QtPlayer().play(Sound(bytes(100), RATE), lambda: False)
    with pytest.raises(Unavailable, match=r"voice\.no_microphone"):
        QtMicrophone().listen(Listener(), lambda: False)
