"""Reading aloud: order, interruptions, stopping, and what happens when a voice dies."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import MadoguchiError, Unavailable
from app.domain.voice.queue import Priority, SpeechQueue, Utterance
from app.speech.process import SpeechWorker
from app.speech.sound import Sound
from app.speech.speaker import Callbacks, Speaker

RATE = 16_000
SECONDS = 0.15


class QuickVoice:
    """Every text becomes a short sound; a text 'crash' is a voice that dies."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def speak(self, text: str, language: str, speed: float) -> Sound:
        self.made.append(text)
        if "crash" in text:
            raise Unavailable("voice.engine_stopped")
        return Sound(bytes(2 * round(SECONDS * RATE)), RATE)


class Room:
    """A player that takes as long as the sound lasts and remembers how long each was heard."""

    def __init__(self) -> None:
        self.heard: list[float] = []
        self.is_playing = threading.Event()
        self.ended = 0.0

    def play(self, sound: Sound, is_stopped: Callable[[], bool]) -> None:
        start = time.monotonic()
        self.is_playing.set()
        while time.monotonic() < start + sound.seconds and not is_stopped():
            time.sleep(0.005)
        self.ended = time.monotonic()
        self.heard.append(self.ended - start)


class Told:
    """Remembers what the speaker told."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.announced: list[str] = []
        self.troubles: list[str] = []
        self.is_reader_on = False

    def sentence(self, one: Utterance, piece: int | None) -> None:
        if piece is not None:
            self.begun.append(one.pieces[piece])

    def trouble(self, error: MadoguchiError) -> None:
        self.troubles.append(error.code)

    def callbacks(self) -> Callbacks:
        return Callbacks(
            lambda: self.is_reader_on,
            lambda one: self.announced.append(one.text),
            self.sentence,
            self.trouble,
        )


class Desk:
    """A speaker with everything around it."""

    def __init__(self) -> None:
        self.voice, self.room, self.told = QuickVoice(), Room(), Told()
        self.speaker = Speaker(self.voice, self.room, self.told.callbacks())

    def say(self, text: str, priority: Priority = Priority.READING, key: str = "") -> None:
        self.speaker.say(Utterance.of(text, "ja", priority, key))

    def until_playing(self) -> None:
        assert self.room.is_playing.wait(3)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.speaker.close()


def test_a_text_is_read_sentence_by_sentence_and_the_next_is_made_meanwhile(desk: Desk):
    desk.say("いち。に。さん。")
    desk.until_playing()
    time.sleep(SECONDS / 2)
    assert desk.voice.made == ["いち。", "に。"]
    assert desk.speaker.wait(5)
    assert desk.told.begun == ["いち。", "に。", "さん。"]


def test_an_error_interrupts_a_reading_which_then_goes_on_where_it_was(desk: Desk):
    desk.say("いち。に。")
    desk.until_playing()
    desk.say("あぶない。", Priority.ERROR)
    assert desk.speaker.wait(5)
    assert desk.told.begun == ["いち。", "あぶない。", "いち。", "に。"]


def test_a_hint_interrupts_nothing_and_does_not_come_back(desk: Desk):
    desk.say("ひとつ。", Priority.HINT)
    desk.until_playing()
    desk.say("答え。", Priority.ANSWER)
    desk.say("ふたつ。", Priority.HINT)
    desk.say("読む。")
    assert desk.speaker.wait(5)
    assert desk.told.begun == ["ひとつ。", "答え。", "読む。", "ふたつ。"]


def test_messages_of_one_key_replace_each_other_even_while_read(desk: Desk):
    desk.say("10パーセント。", key="progress")
    desk.until_playing()
    desk.say("20パーセント。", key="progress")
    desk.say("30パーセント。", key="progress")
    assert desk.speaker.wait(5)
    assert desk.told.begun[0] == "10パーセント。"
    assert desk.told.begun[-1] == "30パーセント。"
    assert desk.told.begun.count("10パーセント。") == 1
    assert len(desk.told.begun) <= 3


def test_a_pause_goes_on_with_the_interrupted_sentence(desk: Desk):
    desk.say("いち。に。")
    desk.until_playing()
    desk.speaker.pause()
    assert not desk.speaker.wait(SECONDS * 2)
    desk.speaker.go_on()
    assert desk.speaker.wait(5)
    assert desk.told.begun == ["いち。", "いち。", "に。"]


def test_the_last_text_is_repeated_but_no_hint(desk: Desk):
    assert not desk.speaker.repeat()
    desk.say("答え。", Priority.ANSWER)
    desk.say("こつ。", Priority.HINT)
    assert desk.speaker.wait(5)
    assert desk.speaker.repeat()
    assert desk.speaker.wait(5)
    assert desk.told.begun == ["答え。", "こつ。", "答え。"]


def test_while_a_screen_reader_runs_the_own_voice_is_silent(desk: Desk):
    desk.told.is_reader_on = True
    desk.say("聞こえますか。", Priority.ERROR)
    assert desk.speaker.wait(1)
    assert (desk.told.announced, desk.room.heard, desk.voice.made) == (["聞こえますか。"], [], [])


def test_a_voice_that_dies_in_the_middle_is_told_and_the_next_message_is_read(desk: Desk):
    desk.say("いち。crash。さん。")
    desk.say("つぎ。")
    assert desk.speaker.wait(5)
    assert desk.told.troubles == ["voice.engine_stopped"]
    assert desk.told.announced == ["いち。crash。さん。"]
    assert desk.told.begun == ["いち。", "つぎ。"]


def test_stopping_takes_less_than_a_tenth_of_a_second_and_forgets_the_rest(desk: Desk):
    for _turn in range(5):
        desk.room.is_playing.clear()
        desk.say("いち。に。さん。")
        desk.say("よん。")
        desk.until_playing()
        start = time.monotonic()
        desk.speaker.stop()
        time.sleep(0.1)
        assert desk.room.ended - start < 0.1
        assert not desk.speaker.is_speaking
        assert desk.speaker.wait(0)


def test_the_real_voice_is_stopped_as_fast(tmp_path):
    room, told, worker = Room(), Told(), SpeechWorker()
    speaker = Speaker(worker, room, told.callbacks())
    try:
        text = "これはとても長い文で、読み終わるまでに何秒もかかります。"
        speaker.say(Utterance.of(text * 3, "ja", Priority.READING))
        assert room.is_playing.wait(30)
        start = time.monotonic()
        speaker.stop()
        assert speaker.wait(0)
        time.sleep(0.1)
        assert room.ended - start < 0.1
        assert told.troubles == []
    finally:
        speaker.close()
        worker.close()


def test_spelling_reads_one_sign_at_a_time():
    assert Utterance.spelled("Wi-Fi 5", "en").pieces == ("W", "i", "-", "F", "i", "5")


@given(st.floats(allow_nan=False))
def test_speed_stays_between_half_and_double(speed: float):
    assert 0.5 <= Utterance.of("x", "ja", Priority.HINT, speed=speed).speed <= 2.0


@given(st.lists(st.tuples(st.sampled_from(Priority), st.sampled_from(["", "a", "b"]))))
def test_what_waits_is_taken_by_urgency_and_no_key_waits_twice(given_):
    queue = SpeechQueue()
    for number, (priority, key) in enumerate(given_):
        queue.put(Utterance.of(str(number), "ja", priority, key))
    taken: list[Utterance] = []
    while (one := queue.take()) is not None:
        taken.append(one)
    order = [(one.priority, int(one.text)) for one in taken]
    assert order == sorted(order)
    keys = [one.key for one in taken if one.key]
    assert len(keys) == len(set(keys))
