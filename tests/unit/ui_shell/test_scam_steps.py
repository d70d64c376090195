"""How the help of one visitor goes forward, back and from the beginning."""

from __future__ import annotations

from datetime import UTC, datetime

from app.ui.common.scam_steps import STEPS, ScamHelp

NOW = datetime(2026, 11, 24, 2, 20, tzinfo=UTC)


def test_opening_the_card_twice_notes_it_once():
    card = ScamHelp()
    card.open(NOW, "山口")
    card.open(NOW, "山口")
    assert len(card.done) == 1
    assert card.at_step == 1


def test_each_done_goes_one_step_further_until_all_are_done():
    card = ScamHelp()
    for _step in STEPS:
        card.finish_step(NOW, "山口")
    assert card.is_finished
    card.finish_step(NOW, "山口")
    assert len(card.done) == len(STEPS)


def test_a_step_can_be_taken_back_but_not_the_opening():
    card = ScamHelp()
    card.open(NOW, "山口")
    card.finish_step(NOW, "山口")
    card.take_step_back()
    card.take_step_back()
    assert card.at_step == 1
    assert len(card.done) == 1
