"""Sound in, command out: what was said starts, what was not said starts nothing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest

from app.bootstrap.listening import meanings
from app.bootstrap.voice import commands
from app.domain.voice.policy import Reason, Understood, understand
from app.messages import use_language
from app.speech import english, japanese
from app.speech.noise import as_sound, as_values, in_noise
from app.speech.process import SpeechWorker
from app.speech.sound import Sound
from app.speech.wav import RATE, resampled
from benchmarks.voice_sounds import Speaker, noise_only, say
from tests.helpers.command_line import madoguchi

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is missing")

KEYS = ["heard", "intent", "action", "score", "engine", "seconds"]
VOICE = Speaker("en-us+f3", 150, 50, 20)


@pytest.fixture(scope="module")
def worker() -> Iterator[SpeechWorker]:
    made = SpeechWorker()
    yield made
    made.close()


def heard(worker: SpeechWorker, sound: Sound, screen: str | None = "home") -> Understood:
    with use_language("en"):
        known = commands(screen, "en")
    return understand(worker.hear(sound, meanings(known, "en"), "en"), known, "en")


def noisy(text: str, noise_db: float = 20, seed: int = 1) -> Sound:
    speaker = Speaker(VOICE.voice, VOICE.words_a_minute, VOICE.pitch, noise_db)
    return say(text, speaker, numpy.random.default_rng(seed))


@pytest.mark.parametrize(
    ("said", "screen", "action"),
    [
        ("begin a consultation", "home", "consultations.begin"),
        ("show numbers", "people", "numbers.show"),
        ("import from a file", None, "people.import"),
        ("where am i", "settings", "shell.where"),
    ],
)
def test_a_command_in_noise_is_understood(
    worker: SpeechWorker, said: str, screen: str | None, action: str
):
    found = heard(worker, noisy(said), screen)
    assert (found.heard, found.action) == (said, action)


@pytest.mark.parametrize("number", ["seven", "twenty three"])
def test_a_number_on_the_screen_is_understood(worker: SpeechWorker, number: str):
    found = heard(worker, english.speak(f"number {number}"))
    assert found.match is not None
    assert found.match.number == {"seven": 7, "twenty three": 23}[number]


@pytest.mark.parametrize(
    "said",
    [
        "my grandson sent me a photograph of his new bicycle",
        "how much is the ticket to the city",
        "the weather will be fine tomorrow",
        "yes, do it",
    ],
)
def test_ordinary_speech_and_an_answer_without_a_question_start_nothing(
    worker: SpeechWorker, said: str
):
    assert heard(worker, noisy(said), None).action == ""


def test_the_own_japanese_voice_fed_back_starts_nothing(worker: SpeechWorker):
    for text in ("予定の画面を開きました。", "番号を言ってください。"):
        voice = japanese.speak(text)
        values = resampled(as_values(voice), voice.rate)
        sound = as_sound(in_noise(values, 20, RATE // 2, numpy.random.default_rng(1)), RATE)
        assert heard(worker, sound, None).action == ""


def test_silence_and_noise_start_nothing(worker: SpeechWorker):
    generator = numpy.random.default_rng(3)
    for sound in (Sound(bytes(64_000), RATE), *(noise_only(3, x, generator) for x in (0.01, 0.3))):
        found = heard(worker, sound)
        assert (found.action, found.intent) == ("", "")


@pytest.mark.parametrize("noise_db", [20, 10])
def test_dangerous_commands_in_noise_are_not_started(worker: SpeechWorker, noise_db: float):
    removing = heard(worker, noisy("remove this record", noise_db), "person")
    pin = heard(worker, noisy("change the pin", noise_db), "settings")
    assert (removing.action, pin.action) == ("", "")
    assert removing.reason in {Reason.CONFIRM, Reason.UNSURE}
    assert pin.reason in {Reason.NEVER_BY_VOICE, Reason.UNSURE}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_reading_and_listening_leave_no_socket_open(worker: SpeechWorker):
    worker.speak("help", "en", 1.0)
    worker.speak("はい。", "ja", 1.0)
    heard(worker, noisy("help"))
    names = [os.readlink(one) for one in Path(f"/proc/{worker.process_id}/fd").iterdir()]
    assert names
    assert not [name for name in names if name.startswith("socket:")]


def test_the_answer_has_its_fields_and_what_is_dangerous_is_named(tmp_path: Path):
    file = tmp_path / "a.wav"
    file.write_bytes(noisy("remove this record").as_wav())
    done = madoguchi(
        "voice", "understand", file, "--screen", "person", "--language", "en", "--json"
    )
    assert done.code == 0, done.err
    assert [key for key in done.document if key in KEYS] == KEYS
    found = done.document
    assert (found["action"], found["reason"], found["risk"]) == (None, "confirm", "R2")


def test_what_cannot_be_heard_has_its_exit_code(tmp_path: Path):
    file = tmp_path / "a.wav"
    words = ("voice", "understand", file, "--language")
    assert madoguchi(*words, "en").code == 3
    file.write_bytes(english.speak("help").as_wav())
    assert madoguchi(*words, "en", "--screen", "nowhere").code == 3
    unheard = madoguchi(*words, "ja", MADOGUCHI_VOICE_MODEL_JA=str(tmp_path / "none"))
    assert unheard.code == 5
    assert str(tmp_path) in unheard.err
