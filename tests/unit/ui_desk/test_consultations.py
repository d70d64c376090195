"""Writing, closing and finding consultations, as the pages present it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from app.domain.consultations import ConsultationFields, Status
from app.domain.errors import BadInput
from app.messages import set_language
from app.ui.consultations.list_presenter import ConsultationsPresenter, Question
from app.ui.consultations.presenter import ConsultationPresenter, is_blank, saved_words

NOW = datetime(2026, 11, 24, 1, 6, tzinfo=UTC)
MY_NUMBER = "123456789018"


def typed(**values):
    return asdict(ConsultationFields(**values))


def whole(**values):
    fields = {"story": "孫の写真が送れない", "topic": "line.line_photo", "outcome": "hands_on"}
    return typed(**(fields | values))


@pytest.fixture
def one(centre, who, hana):
    return centre.consultations.begin(who, hana)[0]


def page_of(centre, who, one):
    return ConsultationPresenter(centre.consultations, centre.people, centre.delegations, who, one)


def test_what_is_typed_is_kept(centre, who, one):
    kept = page_of(centre, who, one).keep(typed(story="孫の写真"))
    assert kept.findings == ()
    assert centre.consultations.open_consultation(who, one).story == "孫の写真"


def test_one_field_that_may_not_be_stored_does_not_cost_the_others(centre, who, one):
    page = page_of(centre, who, one)
    page.keep(typed(story="孫の写真"))
    kept = page.keep(typed(story=f"番号は {MY_NUMBER}", steps="設定を見た"))
    assert [finding.column for finding in kept.findings] == ["story"]
    found = centre.consultations.open_consultation(who, one)
    assert (found.story, found.steps) == ("孫の写真", "設定を見た")


def test_closing_names_everything_that_is_missing(centre, who, one):
    with pytest.raises(BadInput) as refused:
        page_of(centre, who, one).close(typed(story="孫の写真"))
    assert [finding.column for finding in refused.value.findings] == ["topic", "outcome"]
    assert centre.consultations.open_consultation(who, one).status is Status.OPEN


def test_closing_reopening_throwing_away_and_taking_back(centre, who, one):
    page = page_of(centre, who, one)
    page.close(whole())
    assert page.state(page.look(), NOW).is_closed
    page.reopen()
    assert not page.state(page.look(), NOW).is_closed
    page.discard()
    assert centre.consultations.recent(who).total == 0
    page.restore()
    assert centre.consultations.recent(who).total == 1


def test_the_device_of_the_last_visit_is_not_asked_again(centre, who, hana, one):
    page_of(centre, who, one).close(whole(device="らくらくスマートフォン"))
    second, _changes = centre.consultations.begin(who, hana)
    found = page_of(centre, who, second).look()
    assert found.fields.device == found.device_before == "らくらくスマートフォン"


def test_what_was_written_already_is_not_filled_from_the_last_visit(centre, who, hana, one):
    page_of(centre, who, one).close(whole(device="らくらくスマートフォン"))
    second, _changes = centre.consultations.begin(who, hana)
    page_of(centre, who, second).keep(typed(story="電話が鳴らない"))
    assert page_of(centre, who, second).look().fields.device == ""


def test_beside_it_stands_only_what_was_asked_before(centre, who, hana, one):
    second, _changes = centre.consultations.begin(who, hana)
    later = page_of(centre, who, second)
    earlier = page_of(centre, who, one)
    assert [row.subject for row in later.state(later.look(), NOW).history] == [one]
    assert earlier.state(earlier.look(), NOW).history == ()


def test_the_card_tells_the_person_from_her_record(centre, who, hana, one):
    set_language("ja")
    page = page_of(centre, who, one)
    state = page.state(page.look(), NOW)
    assert (state.name, state.kana) == ("佐藤 ハナ さん", "さとう はな")
    assert "昭和20年生まれ(81歳)" in state.facts
    assert "2231" in state.facts


def test_without_a_name_the_page_says_so(centre, who):
    one, _changes = centre.consultations.begin(who, None)
    page = page_of(centre, who, one)
    state = page.state(page.look(), NOW)
    assert (state.name, state.is_known) == ("No name given", False)


def test_a_closed_consultation_is_read_in_words_not_codes(centre, who, one):
    page = page_of(centre, who, one)
    page.close(whole(minutes="12", next_date="2026-12-08", asked_elsewhere="shop"))
    written = dict(page.state(page.look(), NOW).written)
    assert written["Kind of question"] == "LINE › Photos in LINE"
    assert written["How it ended"] == "Done together"
    assert written["Minutes"] == "12 minutes"
    assert written["Asked elsewhere before?"] == "Asked a shop"
    assert "8 December" in written["Next date"]


def test_the_line_under_the_form_tells_when_it_was_saved():
    assert "10:06" in saved_words(NOW)
    assert "(" not in saved_words(None)


def test_only_the_speaker_makes_no_record():
    assert is_blank(ConsultationFields(speaker="family"))
    assert not is_blank(ConsultationFields(device="iPhone"))


def test_found_words_are_marked_in_the_first_line(centre, who, one):
    page_of(centre, who, one).close(whole())
    finder = ConsultationsPresenter(centre.consultations, who)
    question = Question("写真")
    state = finder.state(finder.find(question, 20), question, NOW)
    (start, end) = state.rows[0].marks[0]
    assert state.rows[0].title[start:end] == "写真"
    assert state.heading == "1 found"


def test_words_within_one_kind_are_counted_truly(centre, who, one):
    page_of(centre, who, one).close(whole())
    other, _changes = centre.consultations.begin(who, None)
    page_of(centre, who, other).keep(typed(story="写真が消えた"))
    finder = ConsultationsPresenter(centre.consultations, who)
    for which, wanted in (("open", other), ("closed", one)):
        page = finder.find(Question("写真", which), 1)
        assert (page.total, page.rows[0].id) == (1, wanted)


def test_nothing_found_says_which_word(centre, who):
    finder = ConsultationsPresenter(centre.consultations, who)
    question = Question("年金")
    assert "年金" in finder.state(finder.find(question, 20), question, NOW).none[0]


@pytest.mark.parametrize("which", ["all", "open", "closed"])
def test_each_kind_lists_its_own(centre, who, one, which):
    finder = ConsultationsPresenter(centre.consultations, who)
    total = finder.find(Question("", which), 20).total
    assert total == (0 if which == "closed" else 1)


def test_a_row_is_one_sentence_with_the_kana(centre, who, one):
    page_of(centre, who, one).keep(typed(story="孫の写真"))
    finder = ConsultationsPresenter(centre.consultations, who)
    row = finder.state(finder.find(Question(), 20), Question(), NOW).rows[0]
    assert "さとう はな" in row.spoken
    assert "佐藤" not in row.spoken
    assert "Not finished" in row.spoken
