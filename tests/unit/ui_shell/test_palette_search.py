"""Finding an action by part of a word, in kana or kanji, in any order."""

from __future__ import annotations

from app.messages import N_, use_language
from app.ui.common.palette_search import Choice, matching

CHOICES = [
    Choice("a", N_("Help"), N_("Shows every key and what it does."), "F1"),
    Choice("b", N_("People"), N_("Opens this page."), "F3", is_page=True),
    Choice("c", N_("Lock"), N_("Locks the screen. What you wrote is kept."), "Ctrl+L"),
]


def found(typed: str) -> list[str]:
    with use_language("en"):
        return [one.id for one in matching(CHOICES, typed)]


def test_nothing_typed_lists_everything_in_its_order():
    assert found("") == ["a", "b", "c"]


def test_part_of_a_word_is_enough_and_case_does_not_matter():
    assert found("LOC") == ["c"]


def test_the_help_sentence_is_searched_after_the_word_itself():
    assert found("page") == ["b"]
    assert found("key") == ["a"]


def test_several_words_must_all_fit():
    assert found("screen wrote") == ["c"]
    assert found("screen people") == []


def test_kana_finds_what_is_written_in_kanji():
    with use_language("ja"):
        kana = [one.id for one in matching([CHOICES[1]], "りようしゃ")]
    assert kana == ["b"]
