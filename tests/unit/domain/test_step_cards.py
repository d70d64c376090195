"""The step cards that are shipped: easy, of known topics, one act a step."""

from __future__ import annotations

import re

import pytest

from app.domain.easy_japanese import find_hard_places
from app.domain.topics import ALL_TOPICS
from app.files.desk_words import load_step_cards, load_word_table

CARDS = load_step_cards()


def test_there_are_twenty_cards_or_more_each_with_its_own_id():
    assert len({card.id for card in CARDS}) == len(CARDS) >= 20


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_is_easy_to_read(card):
    """What stands in 「 」 is written on the device and cannot be said in other words."""
    texts = [re.sub("「[^」]*」", "「」", one) for one in (card.title, *card.steps, card.if_not)]
    hard = [(text, find_hard_places(text)) for text in texts if find_hard_places(text)]
    assert not hard


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_has_two_to_six_steps_a_time_and_known_topics(card):
    assert 2 <= len(card.steps) <= 6
    assert 1 <= card.minutes <= 30
    assert card.if_not
    assert card.topics
    assert set(card.topics) <= set(ALL_TOPICS)


def test_every_word_by_which_a_card_is_found_is_in_the_table_or_a_plain_word():
    known = set(load_word_table().words)
    for card in CARDS:
        assert set(card.words) & known, card.id
