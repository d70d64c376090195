"""Words before sound: numbers, phrases, what is done with a hearing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.voice.alike import apart, distance
from app.domain.voice.commands import Command, all_phrases, find, spoken
from app.domain.voice.numbers import english_number, read_english, read_japanese
from app.domain.voice.policy import Hearing, Reason, understand

KNOWN = (
    Command("number {number}", "numbers.press", "numbers.press"),
    Command("Begin a consultation", "action.consultations.begin", "consultations.begin", 1),
    Command("Scam?", "action.shell.scam_card", "shell.scam_card"),
    Command("Throw away", "action.consultations.discard", "consultations.discard", 2),
    Command("Change the PIN", "action.settings.change_pin", "settings.change_pin", 3),
    Command("yes, do it", "answer.confirm", ""),
)
PHONES = st.lists(
    st.sampled_from(["AA", "AE", "IY", "B", "P", "T", "D", "M", "N", "S"]), max_size=8
)


def sure(phrase: str) -> Hearing:
    return Hearing(phrase, phrase, 0.99, 0.5)


@given(st.integers(0, 99))
def test_every_number_said_is_read_back(number: int):
    assert read_english(english_number(number)) == number
    assert read_english(str(number)) == number


@pytest.mark.parametrize(
    ("signs", "number"),
    [("五", 5), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("７", 7), ("42", 42)],
)
def test_japanese_numerals_are_read(signs: str, number: int):
    assert read_japanese(signs) == number


@pytest.mark.parametrize("signs", ["", "百", "十十", "〇十", "二三", "いち", "100"])
def test_what_is_no_number_up_to_99_is_none(signs: str):
    assert read_japanese(signs) is None


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Begin a consultation.", "en", "begin a consultation"),
        ("Um, Scam?", "en", "scam"),
        ("Number 23, please", "en", "number twenty three"),
        ("yes, do it", "en", "yes do it"),
        ("this person’s way", "en", "this person's way"),
        ("えーと、もう一度 点検。", "ja", "もう一度点検"),
        ("あのー５番", "ja", "5番"),
    ],
)
def test_what_is_said_is_compared_without_fillers_and_signs(text: str, language: str, said: str):
    assert spoken(text, language) == said


def test_numbers_on_the_screen_are_understood_in_both_languages():
    assert (found := find("number forty two", KNOWN, "en")) is not None
    assert found.number == 42
    japanese = (Command("{number}番", "numbers.press", "numbers.press"),)
    for said in ("十二番", "12番", "１２ 番"):
        assert (found := find(said, japanese, "ja")) is not None
        assert found.number == 12
    assert find("number of visitors", KNOWN, "en") is None


def test_every_phrase_that_can_be_said_is_found_again():
    phrases = list(all_phrases(KNOWN, "en"))
    assert len(phrases) == len(set(phrases)) == len(KNOWN) - 1 + 99
    assert all(find(phrase, KNOWN, "en") for phrase in phrases)


def test_harmless_commands_are_done_at_once():
    found = understand(sure("begin a consultation"), KNOWN, "en")
    assert (found.action, found.reason) == ("consultations.begin", Reason.DONE)


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("throw away", Reason.CONFIRM),
        ("change the pin", Reason.NEVER_BY_VOICE),
        ("yes do it", Reason.NO_QUESTION),
    ],
)
def test_what_a_voice_alone_may_not_do_is_named_and_not_done(phrase: str, reason: Reason):
    found = understand(sure(phrase), KNOWN, "en")
    assert (found.action, found.reason) == ("", reason)
    assert found.intent


@given(st.floats(0, 0.4999), st.sampled_from(list(all_phrases(KNOWN, "en"))))
def test_below_the_threshold_nothing_is_done_and_choices_are_given(score: float, phrase: str):
    guesses = ("scam", "begin a consultation", "number one", "number two")
    found = understand(Hearing(phrase, "a scan", score, 0.5, guesses), KNOWN, "en")
    assert (found.action, found.intent, found.reason) == ("", "", Reason.UNSURE)
    assert [one.command.phrase for one in found.guesses][:2] == ["Scam?", "Begin a consultation"]
    assert len(found.guesses) == 3


def test_silence_is_nothing_heard():
    assert understand(Hearing("", "", 0.0, 0.5), KNOWN, "en").reason is Reason.NOTHING_HEARD


@given(PHONES, PHONES)
def test_being_apart_is_the_same_both_ways_and_nothing_for_the_same(one, other):
    assert distance(one, other) == distance(other, one)
    assert 0 <= apart(one, other) <= 1
    assert apart(one, one) == 0
    assert (distance(one, other) == 0) == (one == other)
