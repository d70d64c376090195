"""The words people read and hear are complete, kind and readable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.domain.easy_japanese import find_hard_places
from app.messages.readings import unread_kanji

FOLDER = Path(__file__).parents[3] / "translations"
HARSH_JAPANESE = ("失敗", "不正", "エラー", "無効")
HARSH_ENGLISH = re.compile(r"\b(please|sorry|oops|failed|invalid|error)\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\{[a-z_]+(?::[^}]*)?\}")


def catalogue(language: str):
    with (FOLDER / language / "LC_MESSAGES" / "madoguchi.po").open("rb") as file:
        return read_po(file, locale=language.split("_")[0])


def pairs(language: str):
    """Every translated (source, translation), plural forms one by one."""
    for message in catalogue(language):
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings:
            yield sources, string


def test_japanese_is_complete():
    missing = [s for s, t in pairs("ja") if not t]
    assert not missing, missing[:20]


@pytest.mark.parametrize("language", ["ja", "ja_easy", "en"])
def test_nothing_is_left_fuzzy(language):
    fuzzy = [message.id for message in catalogue(language) if message.id and message.fuzzy]
    assert not fuzzy


@pytest.mark.parametrize("language", ["ja", "ja_easy"])
def test_every_placeholder_is_one_of_the_source(language):
    for sources, string in pairs(language):
        if string:
            known = {p for s in sources for p in PLACEHOLDER.findall(s)}
            assert set(PLACEHOLDER.findall(string)) <= known, (sources, string)
            if len(sources) == 1:
                assert set(PLACEHOLDER.findall(string)) == known, (sources, string)


@pytest.mark.parametrize("language", ["ja", "ja_easy"])
def test_no_sentence_blames_anybody(language):
    harsh = [t for _s, t in pairs(language) if any(word in t for word in HARSH_JAPANESE)]
    assert not harsh


def test_the_english_source_neither_begs_nor_apologises():
    harsh = [s for sources, _t in pairs("ja") for s in sources if HARSH_ENGLISH.search(s)]
    assert not harsh


def test_easy_japanese_is_easy():
    hard = [
        (string, find_hard_places(string))
        for _sources, string in pairs("ja_easy")
        if string and find_hard_places(PLACEHOLDER.sub("7", string))
    ]
    assert not hard, hard[:10]


@pytest.mark.parametrize("language", ["ja", "ja_easy"])
def test_every_kanji_has_a_reading(language):
    silent = {
        string: unread_kanji(string)
        for _sources, string in pairs(language)
        if string and unread_kanji(string)
    }
    assert not silent, list(silent.items())[:20]
