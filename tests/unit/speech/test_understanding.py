"""Sound in, command out: what was said starts, what was not said starts nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.speech.english import speak
from app.speech.sound import Sound
from benchmarks.voice_sounds import Speaker, noise_only, say
from tests.helpers.command_line import madoguchi

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is missing")

KEYS = ["heard", "intent", "action", "score", "engine", "seconds"]
VOICE = Speaker("en-us+f3", 150, 50, 20)


def heard(file: Path, sound: Sound, *words: str):
    file.write_bytes(sound.as_wav())
    done = madoguchi("voice", "understand", file, *words, "--language", "en", "--json")
    assert done.code == 0, done.err
    assert [key for key in done.document if key in KEYS] == KEYS
    return done.document


def in_noise(text: str, seed: int = 1) -> Sound:
    import numpy

    return say(text, VOICE, numpy.random.default_rng(seed))


@pytest.mark.parametrize(
    ("said", "words", "action"),
    [
        ("begin a consultation", (), "consultations.begin"),
        ("show numbers", ("--screen", "people"), "numbers.show"),
        ("import from a file", ("--all-commands",), "people.import"),
    ],
)
def test_a_command_in_noise_is_understood(tmp_path: Path, said: str, words, action: str):
    found = heard(tmp_path / "a.wav", in_noise(said), *words)
    assert (found["heard"], found["action"]) == (said, action)
    assert found["score"] >= found["threshold"]


def test_a_number_on_the_screen_is_understood(tmp_path: Path):
    found = heard(tmp_path / "a.wav", speak("number twenty three"))
    assert (found["intent"], found["number"]) == ("numbers.press", 23)


@pytest.mark.parametrize(
    "said",
    [
        "my grandson sent me a photograph of his new bicycle",
        "how much is the ticket to the city",
        "yes, do it",
    ],
)
def test_ordinary_speech_and_an_answer_without_a_question_start_nothing(tmp_path: Path, said: str):
    assert heard(tmp_path / "a.wav", in_noise(said))["action"] is None


def test_silence_and_noise_start_nothing(tmp_path: Path):
    import numpy

    for sound in (Sound(bytes(64_000), 16_000), noise_only(3, 0.05, numpy.random.default_rng(3))):
        found = heard(tmp_path / "a.wav", sound)
        assert (found["action"], found["intent"], found["score"] < found["threshold"]) == (
            None, None, True,
        )  # fmt: skip


def test_dangerous_commands_are_heard_in_noise_and_not_started(tmp_path: Path):
    removing = heard(tmp_path / "a.wav", in_noise("remove this record"), "--screen", "person")
    assert (removing["action"], removing["reason"], removing["risk"]) == (None, "confirm", "R2")
    pin = heard(tmp_path / "a.wav", in_noise("change the pin"), "--screen", "settings")
    assert (pin["action"], pin["reason"], pin["risk"]) == (None, "never_by_voice", "R3")


def test_what_cannot_be_heard_has_its_exit_code(tmp_path: Path):
    file = tmp_path / "a.wav"
    assert madoguchi("voice", "understand", file, "--language", "en").code == 3
    file.write_bytes(speak("help").as_wav())
    wrong = madoguchi("voice", "understand", file, "--screen", "nowhere", "--language", "en")
    assert wrong.code == 3
    assert madoguchi("voice", "understand", file, "--language", "ja").code == 5
