"""Stories taken apart: one word however it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.topics import ALL_TOPICS
from app.domain.trouble_words import WordReader
from app.files.desk_words import load_word_table

TABLE = load_word_table()
READER = WordReader(TABLE)


def units(text: str) -> set[str]:
    return set(READER.read(text).units)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("ラインで写真を", "LINE"), ("ＬＩＮＥで", "LINE"), ("ﾗｲﾝの返事", "LINE"),
        ("ギガが足りない", "ギガ"), ("通信量が多い", "ギガ"), ("パケットがなくなった", "ギガ"),
        ("くるくる回るばかり", "読み込み中"), ("ぐるぐる", "読み込み中"),
        ("バッテリーがへる", "電池"), ("四角い模様を見せられた", "QRコード"),
        ("ワイファイ", "Wi-Fi"), ("虫めがねで見る", "字が小さい"), ("合言葉を聞かれた", "パスワード"),
    ],
)  # fmt: skip
def test_a_word_is_known_however_it_is_said(said, word):
    assert word in units(said)


@pytest.mark.parametrize("said", ["オンラインで", "ギガバイト", "LINEARの本", "サイトウさん"])
def test_a_word_inside_a_longer_one_is_not_that_word(said):
    assert not units(said) & {"LINE", "ギガ", "インターネット"}


def test_what_everybody_says_is_left_out():
    assert units("すみません、ちょっと教えてください。わかりません。") == set()


def test_hiragana_alone_is_found_by_its_pairs():
    assert READER.read("うごかん").pairs == {"うご", "ごか", "かん"}


def test_every_topic_has_words_and_all_are_in_the_table():
    assert set(TABLE.topics) == set(ALL_TOPICS)
    assert {word for words in TABLE.topics.values() for word in words} <= set(TABLE.words)


def test_no_form_belongs_to_two_words():
    seen: dict[str, str] = {}
    for word, forms in TABLE.words.items():
        for form in (word, *forms):
            assert seen.setdefault(form, word) == word, form


@given(st.text(max_size=60))
def test_every_text_can_be_taken_apart(text):
    words = READER.read(text)
    assert all(len(pair) == 2 for pair in words.pairs)
    assert all(words.units.values())
