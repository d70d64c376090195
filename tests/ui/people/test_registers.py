"""Who may speak for her, and two records of one person, through the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.bootstrap.centre import Centre
from app.domain.consultations import ConsultationFields
from app.domain.people import PersonFields
from app.ui.registry import Danger, registry
from app.ui.shell.window import MainWindow
from tests.helpers.windows import ENTER, TAB, field, focus_name, press, settle, walk_tab


@pytest.fixture
def hana(window: MainWindow, centre: Centre) -> str:
    fields = PersonFields(name="神保 ハナ", kana="じんぼ はな", phone="090-0000-2231")
    return centre.people.add_person(window.actor, fields)[0]


@pytest.fixture
def twin(window: MainWindow, centre: Centre) -> str:
    """The same woman, written a second time with her address and a consultation."""
    fields = PersonFields(
        name="神保 はな", kana="じんぼ はな", phone="090-0000-2231", address="光が原市1番"
    )
    made = centre.people.add_person(window.actor, fields)[0]
    one = centre.consultations.begin(window.actor, made)[0]
    centre.consultations.save(window.actor, one, ConsultationFields(story="ざくろの写真"))
    return made


def go(window: MainWindow, screen: str, **arguments: object) -> None:
    window.go(screen, **arguments)
    settle(window)


def answer(window: MainWindow, name: str) -> None:
    """Press a button of the question that is open."""
    button = next(one for one in window.findChildren(QWidget, name) if one.isVisible())
    button.setFocus()
    press(window, Qt.Key.Key_Space)


def entries(window: MainWindow, centre: Centre, person: str):
    return centre.delegations.of_person(window.actor, person)


def test_who_may_speak_for_her_is_written_with_the_keyboard(
    window: MainWindow, centre: Centre, hana: str
):
    go(window, "person", person=hana)
    window.bound("delegations.list").trigger(None)
    settle(window)
    assert focus_name() == "action_delegations_new"
    press(window, ENTER)
    assert focus_name() == "field_name"
    press(window, "神保 史子", TAB, "長女", TAB, Qt.Key.Key_Space, TAB, Qt.Key.Key_Space)
    window.bound("delegations.save").trigger(None)
    settle(window)
    (made,) = entries(window, centre, hana)
    assert (made.name, made.relation, len(made.scopes)) == ("神保 史子", "長女", 2)
    assert (made.ends_on - made.starts_on).days == 365
    assert window.screen_id == "delegations"
    assert "神保 史子" in window.view._rows.rows[0].accessibleName()


def test_an_entry_without_a_name_or_anything_allowed_says_so_at_its_fields(
    window: MainWindow, centre: Centre, hana: str
):
    go(window, "delegation-new", person=hana)
    window.bound("delegations.save").trigger(None)
    settle(window)
    assert entries(window, centre, hana) == ()
    assert focus_name() == "field_name"
    assert window.view._form.field("scopes").error_text


def test_an_entry_ends_after_a_question_and_comes_back(window: MainWindow, centre: Centre):
    sample = registry.screen("delegation").sample(window.context)
    go(window, "delegation", **sample)
    press(window, ENTER)
    answer(window, "dialog_act")
    one = entries(window, centre, sample["person"])[0]
    assert one.revoked_at is not None
    assert not window.bound("delegations.end").is_available
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert entries(window, centre, sample["person"])[0].revoked_at is None


def test_letting_somebody_speak_for_her_is_never_done_by_voice_alone():
    assert registry.action("delegations.save").danger is Danger.NEVER_BY_VOICE
    assert registry.action("delegations.end").danger is Danger.CONFIRM
    assert registry.action("people.merge").danger is Danger.CONFIRM


def test_two_records_become_one_and_two_again(
    window: MainWindow, centre: Centre, hana: str, twin: str
):
    go(window, "person", person=hana)
    window.bound("people.merge_choose").trigger(None)
    settle(window)
    assert focus_name() == "alike_row_0"
    press(window, ENTER)
    assert window.screen_id == "people-merge"
    table = window.view._table
    spoken = [str(record.cells) for record in table.records]
    assert any("光が原市1番" in line and "書き足す" in line for line in spoken)
    assert table.view.hasFocus()
    window.bound("people.merge").trigger(None)
    settle(window)
    answer(window, "dialog_act")
    assert window.screen_id == "person"
    assert centre.people.open_person(window.actor, hana).address == "光が原市1番"
    assert centre.consultations.history_of(window.actor, hana).total == 1
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert centre.people.open_person(window.actor, hana).address == ""
    assert centre.consultations.history_of(window.actor, twin).total == 1


def test_a_merging_of_long_ago_is_taken_apart_on_the_page_of_the_person(
    window: MainWindow, centre: Centre, hana: str, twin: str
):
    centre.people_merge.merge(window.actor, hana, twin)
    go(window, "person", person=hana)
    (row,) = window.view._merges._rows.rows
    row.setFocus()
    press(window, ENTER)
    answer(window, "dialog_act")
    assert centre.people.open_person(window.actor, twin).address == "光が原市1番"
    assert window.view._merges._rows.rows == ()


def test_the_other_record_can_stay_instead(
    window: MainWindow, centre: Centre, hana: str, twin: str
):
    go(window, "people-merge", person=hana, other=twin)
    window.bound("people.merge_swap").trigger(None)
    settle(window)
    assert window.view._pair.kept.id == twin
    assert "神保 はな さん" in window.view._words.text()


def test_anybody_can_be_looked_for_but_never_the_person_herself(
    window: MainWindow, centre: Centre, hana: str
):
    go(window, "people-merge-choose", person=hana)
    assert focus_name() == "field_search"
    press(window, "じんぼ")
    QTest.qWait(300)
    settle(window)
    assert window.view._rows.rows == ()
    assert field(window, "search").text() == "じんぼ"


@pytest.mark.parametrize(
    "screen",
    ["delegations", "delegation", "delegation-new", "people-merge-choose", "people-merge"],
)
def test_tab_walks_every_stop_once_and_each_has_a_name(window: MainWindow, screen: str):
    sample = window.registry.screen(screen).sample
    go(window, screen, **sample(window.context))
    walk_tab(window)
