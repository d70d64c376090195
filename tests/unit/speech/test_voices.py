"""Reading aloud: the right kana, sound that can be played, sentences where a voice is missing."""

from __future__ import annotations

import shutil
import wave
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.domain.voice.sentences import sentences
from app.speech import english, japanese
from tests.helpers.command_line import madoguchi

READINGS = {
    "11月23日": "ジューイチガツニジューサンニチ",
    "4月1日": "シガツツイタチ",
    "20日": "ハツカ",
    "Wi-Fi": "ワイファイ",
    "貸出中": "カシダシチュー",
    "午前8時30分": "ゴゼンハチジサンジュップン",
    "LINE": "ライン",
    "年金": "ネンキン",
}


@pytest.mark.parametrize(("text", "kana"), READINGS.items())
def test_japanese_is_read_right(text: str, kana: str):
    assert japanese.kana(text) == kana


def test_a_text_is_cut_where_somebody_would_breathe():
    assert sentences("はい。そうです!\n次は?  ") == ["はい。", "そうです!", "次は?"]
    assert sentences(" \n") == []


@pytest.mark.parametrize("words", [["もう一度言います。"], ["Once more.", "--language", "en"]])
def test_two_texts_in_a_row_are_both_written(tmp_path: Path, words: list[str]):
    for name in ("a.wav", "b.wav"):
        done = madoguchi("voice", "say", *words, "--out", tmp_path / name, "--json")
        assert done.code == 0, done.err
        with wave.open(str(tmp_path / name)) as sound:
            assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
            seconds = sound.getnframes() / sound.getframerate()
            loudest = max(abs(value) for value in memoryview(sound.readframes(10**6)).cast("h"))
        assert 0.5 < seconds < 5
        assert done.document["seconds"] == pytest.approx(seconds, abs=0.01)
        assert loudest > 2_000


def test_a_slower_voice_takes_longer():
    fast, slow = (
        japanese.speak("ゆっくり読みます。", 1.5),
        japanese.speak("ゆっくり読みます。", 0.7),
    )
    assert slow.seconds > fast.seconds * 1.5


def test_a_missing_english_voice_gets_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(Unavailable) as missing:
        english.speak("hello")
    assert missing.value.code == "voice.no_english"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_phrases_of_every_screen_hold_core_words_and_its_actions(language: str):
    screens = madoguchi("screens", "--json").document["screens"]
    home = next(one for one in screens if one["id"] == "home")
    done = madoguchi("voice", "phrases", "--screen", "home", "--language", language, "--json")
    phrases = done.document["phrases"]
    assert {one["action"] for one in phrases} >= set(home["actions"])
    assert ("number {number}" if language == "en" else "{number}番") in {
        one["phrase"] for one in phrases
    }
    spoken = [one["phrase"].casefold() for one in phrases]
    assert len(spoken) == len(set(spoken))
    assert madoguchi("voice", "phrases", "--screen", "none").code == 3
