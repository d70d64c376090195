"""Kana over what people write freely: right or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.messages.readings import KANJI
from app.messages.sure_readings import has_all_kana, sure_ruby_for
from app.printing.words import free_words

LIST = Path(__file__).resolve().parents[2] / "data" / "ruby_300.tsv"
WORDS = [
    tuple(line.split("\t"))
    for line in LIST.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def read_aloud(text: str) -> str:
    """Return a text as its kana on paper say it."""
    out, place = "", 0
    for ruby in free_words(text).readings:
        out += text[place : ruby.start] + ruby.kana
        place = ruby.start + ruby.length
    return out + text[place:]


def test_98_of_100_words_of_the_desk_are_read_right_and_none_wrong():
    assert len(WORDS) >= 300
    heard = {word: read_aloud(word) for word, _reading in WORDS}
    right = [word for word, reading in WORDS if heard[word] == reading]
    wrong = [
        (word, heard[word])
        for word, reading in WORDS
        if heard[word] != reading and not KANJI.search(heard[word])
    ]
    assert wrong == []
    assert len(right) >= 0.98 * len(WORDS), sorted(set(heard) - set(right))


def shown(sentence):
    return [(sentence[r.start : r.start + r.length], r.kana) for r in sure_ruby_for(sentence)]


@pytest.mark.parametrize(
    "sentence", ["人工", "東京都市", "その分は", "その方が", "下ろす", "手榴弾"]
)
def test_what_may_be_read_in_two_ways_gets_no_kana(sentence):
    assert shown(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("上がる", [("上", "あ")]),
        ("上に行く", [("上", "うえ"), ("行", "い")]),
        ("手を上げる", [("手", "て"), ("上", "あ")]),
        ("開けて、開いた", [("開", "あ"), ("開", "ひら")]),
        ("12人で3回", [("人", "にん"), ("回", "かい")]),
        ("今日中に", [("今日中", "きょうじゅう")]),
    ],
)
def test_the_word_around_a_kanji_settles_how_it_is_read(sentence, expected):
    assert shown(sentence) == expected


def test_a_name_only_half_read_is_told():
    assert has_all_kana("ふれあい公民館")
    assert not has_all_kana("光が丘公民館")
