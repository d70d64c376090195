"""Finding, writing and reading people, as the pages present it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime

import pytest

from app.domain.errors import BadInput, Refused
from app.domain.people import PersonFields
from app.messages import set_language
from app.ui.people.edit_presenter import (
    SCREEN,
    PersonEditPresenter,
    differs,
    taken_from,
    twin_rows,
)
from app.ui.people.list_presenter import NEW, Lead, PeoplePresenter
from app.ui.people.person_presenter import PersonPresenter
from app.ui.people.row_states import name_readings

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def finder(centre, who, for_consultation=""):
    return PeoplePresenter(centre.people, centre.consultations, who, for_consultation)


def writer(centre, who, person=None, draft="new:1", for_consultation=""):
    return PersonEditPresenter(
        centre.people, centre.consultations, centre.drafts, who, person, draft, for_consultation
    )


def typed(**values):
    return asdict(PersonFields(**values))


def test_without_words_those_who_were_here_last_are_shown(centre, who, hana):
    page = finder(centre, who).find("", 20)
    state = finder(centre, who).state(page, "", TODAY)
    assert state.heading == "Here last"
    assert [row.subject for row in state.rows] == [hana]


def test_a_row_is_heard_with_the_kana_and_never_with_a_guessed_name(centre, who, hana):
    state = finder(centre, who).state(finder(centre, who).find("さとう", 20), "さとう", TODAY)
    assert state.rows[0].spoken.startswith("さとう はな.")
    assert "2231" in state.rows[0].spoken
    assert "佐藤" not in state.rows[0].spoken


def test_family_and_given_name_carry_their_own_kana():
    assert name_readings("佐藤 ハナ", "さとう はな") == ((0, 2, "さとう"), (3, 5, "はな"))
    assert name_readings("佐藤ハナ", "さとう はな") == ((0, 4, "さとう はな"),)
    assert name_readings("", "さとう") == ()


def test_enter_opens_the_only_hit(centre, who, hana):
    page = finder(centre, who).find("2231", 20)
    assert finder(centre, who).lead_of(page, "2231") is Lead.OPEN


def test_enter_goes_into_the_list_when_several_fit(centre, who, hana):
    centre.people.add_person(who, PersonFields(kana="さとう いち"))
    page = finder(centre, who).find("さとう", 20)
    assert finder(centre, who).lead_of(page, "さとう") is Lead.ROWS


def test_enter_leads_to_a_new_record_when_nobody_fits(centre, who):
    page = finder(centre, who).find("すずき", 20)
    assert finder(centre, who).lead_of(page, "すずき") is Lead.NEW
    assert finder(centre, who).lead_of(page, "") is Lead.STAY


def test_nobody_found_repeats_what_was_looked_for(centre, who):
    state = finder(centre, who).state(finder(centre, who).find("サトウ", 20), "サトウ", TODAY)
    assert "サトウ" in state.nobody[0]
    assert state.spoken.startswith(state.nobody[0])


def test_japanese_sentences_have_no_space_between_them(centre, who):
    set_language("ja")
    state = finder(centre, who).state(finder(centre, who).find("サトウ", 20), "サトウ", TODAY)
    assert state.spoken == "".join(state.nobody)


def test_a_consultation_begins_only_once_its_person_is_chosen(centre, who, hana):
    presenter = finder(centre, who, NEW)
    presenter.find("さとう", 20)
    assert centre.consultations.recent(who).total == 0
    one, changes = presenter.choose(hana)
    assert changes.touches("consultations", one)
    assert centre.consultations.open_consultation(who, one).person == hana


def test_a_consultation_can_begin_without_a_name(centre, who):
    one, _changes = finder(centre, who, NEW).choose(None)
    assert centre.consultations.open_consultation(who, one).person is None


def test_another_person_takes_the_place_in_a_consultation_that_waits(centre, who, hana):
    one, _changes = centre.consultations.begin(who, None)
    assert finder(centre, who, one).choose(hana)[0] == one
    assert centre.consultations.open_consultation(who, one).person == hana


@pytest.mark.parametrize(
    ("text", "field"), [("さとう", "kana"), ("2231", "phone"), ("佐藤", "name"), ("", None)]
)
def test_what_was_looked_for_is_not_typed_twice(text, field):
    assert taken_from(text) == ({field: text} if field else {})


def test_typing_is_parked_and_comes_back(centre, who):
    writer(centre, who).park(typed(kana="さとう"))
    opened = writer(centre, who).open("")
    assert opened.draft is not None
    assert opened.draft["kana"] == "さとう"
    assert differs(opened.draft, opened.fields)


def test_my_number_is_never_parked(centre, who):
    writer(centre, who).park(typed(kana="さとう", note="123456789018"))
    draft = centre.drafts.take(who, SCREEN, "new:1")
    assert "note" not in draft.values


def test_an_emptied_new_form_is_forgotten(centre, who):
    writer(centre, who).park(typed(kana="さとう"))
    writer(centre, who).park(typed())
    assert centre.drafts.list_parked(who) == ()


def test_saving_forgets_the_draft_and_names_the_consultation(centre, who):
    presenter = writer(centre, who, for_consultation=NEW)
    presenter.park(typed(kana="さとう はな"))
    saved = presenter.save(typed(kana="さとう はな"))
    assert centre.drafts.list_parked(who) == ()
    found = centre.consultations.open_consultation(who, saved.consultation)
    assert found.person == saved.person


def test_a_field_to_mend_keeps_record_and_draft_apart(centre, who):
    presenter = writer(centre, who)
    presenter.park(typed(name="佐藤", phone="090"))
    with pytest.raises(BadInput) as refused:
        presenter.save(typed(name="佐藤", phone="090"))
    assert [one.column for one in refused.value.findings] == ["phone"]
    assert len(centre.drafts.list_parked(who)) == 1
    assert centre.people.find_people(who, "").total == 0


def test_undoing_a_new_record_hides_it(centre, who):
    presenter = writer(centre, who)
    presenter.take_back(presenter.save(typed(kana="さとう はな")))
    assert centre.people.find_people(who, "さとう").total == 0


def test_undoing_a_change_writes_the_fields_as_they_were(centre, who, hana):
    presenter = writer(centre, who, hana, draft=hana)
    fields = asdict(presenter.open("").fields)
    saved = presenter.save(fields | {"phone": "090-0000-9999"})
    presenter.take_back(saved)
    assert centre.people.open_person(who, hana).phone == "09000002231"


def test_undo_without_a_record_read_is_refused(centre, who, hana):
    presenter = writer(centre, who, hana, draft=hana)
    saved = presenter.save(typed(name="佐藤 ハナ", kana="さとう はな"))
    with pytest.raises(Refused):
        presenter.take_back(saved)


def test_somebody_alike_is_proposed_and_never_forced(centre, who, hana):
    presenter = writer(centre, who)
    twins = presenter.twins(typed(name="佐藤 ハナ", kana="サトウ ハナ"))
    rows = twin_rows(twins, TODAY)
    assert [row.subject for row in rows] == [hana]
    assert "same kana" in rows[0].second
    presenter.save(typed(name="佐藤 ハナ", kana="サトウ ハナ"))
    assert centre.people.find_people(who, "さとう はな").total == 2


def test_the_record_that_was_there_is_taken_instead_of_a_second_one(centre, who, hana):
    presenter = writer(centre, who, for_consultation=NEW)
    presenter.park(typed(kana="さとう はな"))
    taken = presenter.take_known(hana)
    assert centre.people.find_people(who, "さとう").total == 1
    assert centre.consultations.open_consultation(who, taken.consultation).person == hana
    assert centre.drafts.list_parked(who) == ()


def test_a_page_shows_era_age_history_and_who_looked(centre, who, hana):
    one, _changes = centre.consultations.begin(who, hana)
    presenter = PersonPresenter(centre, who, hana)
    set_language("ja")
    state = presenter.state(presenter.look(), NOW)
    assert state.name == "佐藤 ハナ さん"
    assert ("生年月日", "昭和20年3月3日(81歳)") in state.facts
    assert [row.subject for row in state.history] == [one]
    assert any("管理 はるか" in words for _when, words in state.looks)


def test_a_volunteer_does_not_see_who_looked(centre, who, hana):
    from app.domain.ids import OperatorId
    from app.domain.roles import Actor, Role

    volunteer = Actor(OperatorId("operator-2"), "山田 恵子", Role.VOLUNTEER)
    presenter = PersonPresenter(centre, volunteer, hana)
    assert presenter.look().looks == ()


def test_removing_and_restoring_a_record(centre, who, hana):
    presenter = PersonPresenter(centre, who, hana)
    presenter.remove()
    assert centre.people.find_people(who, "さとう").total == 0
    presenter.restore()
    assert centre.people.find_people(who, "さとう").total == 1
