"""The keyboard on the screen writes every Japanese word, letter by letter and mark by mark."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.writing.letters import (
    PAGES,
    has_mark,
    kana_at_end,
    letters_of,
    other_kana,
    with_mark,
)
from app.domain.writing.line import Change, chosen, marked, offers, turned

KANA = [chr(code) for code in range(0x3041, 0x3094)] + ["ー"]


def reach(letter: str) -> list[Change] | None:
    """Return the keys that write one letter, as a person with the table before her finds them."""
    if letter in letters_of("kana"):
        return [Change(0, letter)]
    for start in letters_of("kana"):
        text, keys = start, [Change(0, start)]
        for _press in range(3):
            change = marked(text)
            if change == Change():
                break
            keys.append(change)
            text = change.made_in(text)
            if text == letter:
                return keys
    return None


def test_every_kana_is_written_with_the_table_and_the_mark_key():
    old = set("ゐゑゎ")
    assert [one for one in KANA if reach(one) is None and one not in old] == []


@given(st.text(st.sampled_from([one for one in KANA if one not in "ゐゑゎ"]), max_size=20))
def test_a_word_written_key_by_key_is_that_word(word: str):
    text = ""
    for letter in word:
        for change in reach(letter) or []:
            text = change.made_in(text)
    assert text == word


@given(st.sampled_from(KANA + list("ガパッヴア")))
def test_the_mark_key_comes_round_to_where_it_began(letter: str):
    seen, here = [letter], with_mark(letter)
    while here != letter:
        seen.append(here)
        assert len(seen) <= 3
        here = with_mark(here)
    assert has_mark(letter) == (len(seen) > 1)


@given(st.text(max_size=12), st.text(st.sampled_from(KANA), max_size=12))
def test_katakana_and_back_is_the_same_text(start: str, kana: str):
    text = start + "。" + kana
    once = turned(text).made_in(text)
    assert len(once) == len(text)
    if kana.replace("ー", ""):
        assert turned(once).made_in(once) == text


def test_only_the_kana_at_the_end_are_turned():
    assert turned("電話をすまほ") == Change(4, "ヲスマホ")
    assert turned("電話。すまほ") == Change(3, "スマホ")
    assert turned("abc") == Change()
    assert other_kana("スマホ") == "すまほ"
    assert kana_at_end("山田はなこ") == "はなこ"


def test_words_are_offered_for_the_longest_kana_first_and_take_their_place():
    words = {"でんわ": ("電話",), "わ": ("輪",), "こうでんわ": ("港電話",)}
    found = offers("きょうでんわ", words)
    assert found[0] == ("でんわ", "電話")
    assert chosen("きょうでんわ", "でんわ", "電話").made_in("きょうでんわ") == "きょう電話"
    assert chosen("もう別の", "でんわ", "電話") == Change()


def test_a_letter_stands_once_on_its_page_and_a_row_holds_five():
    for page, blocks in PAGES.items():
        letters = letters_of(page)
        assert len(letters) == len(set(letters)), page
        assert all(len(row) <= 5 for block in blocks for row in block), page
        assert max(len(block) for block in blocks) <= 5, page
