"""The ears and the voice tried on this machine: how fast, how soon silent, how well understood."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.voice.queue import Priority, Utterance
from app.speech.noise import as_sound, as_values, in_noise
from app.speech.process import SpeechWorker
from app.speech.sound import Sound
from app.speech.speaker import Speaker
from app.speech.wav import RATE, resampled

NOISE_DB = 20.0
AROUND = RATE // 2
STOPS = 5
STEP_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Reading:
    """How long a text lasts when read, and how long making it took."""

    seconds: float
    took: float


@dataclass(frozen=True, slots=True)
class Hearings:
    """How many commands and sentences were said in noise, and what came of them."""

    commands: int
    right: int
    wrong: int
    sentences: int
    executed: int
    seconds_each: float


def read(worker: SpeechWorker, text: str, language: str) -> Reading:
    """Read a text once to wake the voice, then again with the clock running."""
    worker.speak(text, language, 1.0)
    start = time.perf_counter()
    sound = worker.speak(text, language, 1.0)
    return Reading(sound.seconds, time.perf_counter() - start)


class TimedPlayer:
    """Plays to nobody, as long as the sound lasts, and knows when it fell silent."""

    def __init__(self) -> None:
        self.began = 0.0
        self.ended = 0.0

    def play(self, sound: Sound, is_stopped: Callable[[], bool]) -> None:
        """Take as long as the sound lasts, or until stopped."""
        self.began = time.perf_counter()
        while time.perf_counter() < self.began + sound.seconds and not is_stopped():
            time.sleep(STEP_SECONDS)
        self.ended = time.perf_counter()


def stops(worker: SpeechWorker, text: str, language: str) -> list[float]:
    """Return how many seconds the voice went on after it was stopped, several times."""
    found = []
    for _turn in range(STOPS):
        player = TimedPlayer()
        speaker = Speaker(worker, player)
        speaker.say(Utterance.of(text, language, Priority.READING))
        while not player.began and speaker.is_speaking:
            time.sleep(STEP_SECONDS)
        time.sleep(STEP_SECONDS * 10)
        start = time.perf_counter()
        speaker.stop()
        while player.began and not player.ended:
            time.sleep(STEP_SECONDS / 5)
        found.append(max(0.0, player.ended - start))
        speaker.close()
    return found


def hearings(
    worker: SpeechWorker, commands: Mapping[str, str], sentences: tuple[str, ...]
) -> Hearings:
    """Say each English command and sentence in pink noise and listen."""
    import numpy

    generator = numpy.random.default_rng(1)
    right = wrong = executed = 0
    took = 0.0
    for said in (*commands, *sentences):
        voice = worker.speak(said, "en", 1.0)
        values = resampled(as_values(voice), voice.rate)
        sound = as_sound(in_noise(values, NOISE_DB, AROUND, generator), RATE)
        start = time.perf_counter()
        heard = worker.hear(sound, commands, "en")
        took += time.perf_counter() - start
        if heard.score < heard.threshold or heard.phrase not in commands:
            continue
        if said not in commands:
            executed += 1
        elif commands[heard.phrase] == commands[said]:
            right += 1
        else:
            wrong += 1
    count = len(commands) + len(sentences)
    return Hearings(len(commands), right, wrong, len(sentences), executed, took / max(1, count))
