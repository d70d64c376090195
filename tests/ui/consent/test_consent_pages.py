"""Who can see, how she stops, and the talk that asks, through the real window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap.centre import Centre
from app.domain.consent.events import EventType
from app.domain.consent.request import Request
from app.domain.people import PersonFields
from app.messages.consent_topics import TOPICS, scope_of
from app.services.consent import Choice
from app.ui.consent.talk_presenter import ASK, CHOOSE, HELP, MOST_ROUNDS, TalkPresenter
from app.ui.registry import Danger, registry
from app.ui.shell.window import MainWindow
from tests.helpers.windows import ENTER, ESC, TAB, focus_name, press, settle, walk_tab

SCAN_SECONDS = 1
SCREENS = ["consent", "consent-talk", "consent-stop", "consent-log"]


@pytest.fixture
def hana(window: MainWindow, centre: Centre) -> str:
    fields = PersonFields(name="神保 ハナ", kana="じんぼ はな", phone="090-0000-2231")
    return centre.people.add_person(window.actor, fields)[0]


def go(window: MainWindow, screen: str, **arguments: object) -> None:
    window.go(screen, **arguments)
    settle(window)


def give(window: MainWindow, centre: Centre, person: str, purpose: str = "placement") -> str:
    scope = scope_of(TOPICS[purpose])
    choice = Choice(scope.purpose, scope.categories, scope.recipient, classes=scope.classes)
    return centre.consent.give(window.actor, person, choice).event.id


def types(window: MainWindow, centre: Centre, person: str) -> list[EventType]:
    return [one.type for one in centre.consent.events(window.actor, person)]


def is_permitted(window: MainWindow, centre: Centre, person: str) -> bool:
    scope = scope_of(TOPICS["placement"])
    asked = Request(scope.recipient, "provide", person, scope.categories, scope.purpose)
    return centre.consent.decide(window.actor, asked).is_permitted


def tab_to(window: MainWindow, name: str, most: int = 60) -> int:
    """Tab until something has the focus; return how many presses it took."""
    for count in range(most):
        if focus_name().startswith(name):
            return count
        press(window, TAB)
    raise AssertionError(f"{name} is not in the Tab order")


def stop_from_her_page(window: MainWindow) -> tuple[int, int]:
    """Stop the only consent from the person's page; return activations and steps of a scan."""
    steps = tab_to(window, "action_consent_open") + 1
    press(window, ENTER)
    steps += tab_to(window, "stop_") + 1
    press(window, ENTER)
    steps += tab_to(window, "action_consent_stop_now") + 1
    press(window, ENTER)
    return 3, steps


def give_in_a_talk(window: MainWindow) -> tuple[int, int]:
    """Say yes to everything; return activations and steps of a scan."""
    presses, steps = 0, 0
    while window.screen_id == "consent-talk":
        presenter: TalkPresenter = window.view._presenter
        wanted = "answer_0"
        if presenter.phase == ASK:
            wanted = ("answer_1", "answer_0", "answer_1")[presenter.at]
        steps += tab_to(window, wanted) + 1
        press(window, ENTER)
        presses += 1
    return presses, steps


def test_stopping_takes_three_presses_forty_seconds_and_never_more_than_giving(
    window: MainWindow, centre: Centre, hana: str
):
    go(window, "consent", person=hana)
    window.view._talk.trigger("placement")
    settle(window)
    given, giving_steps = give_in_a_talk(window)
    assert is_permitted(window, centre, hana)

    go(window, "person", person=hana)
    presses, steps = stop_from_her_page(window)
    assert not is_permitted(window, centre, hana)
    assert presses <= 3
    assert presses <= given
    # One switch steps from one thing to the next each second; every step that is waited for counts.
    assert steps * SCAN_SECONDS <= 40
    assert steps <= giving_steps
    # The whole talk by one switch at two seconds a step stays below three minutes.
    assert giving_steps * 2 < 180


def test_a_stop_says_what_follows_before_and_gives_a_receipt_after(
    window: MainWindow, centre: Centre, hana: str
):
    event = give(window, centre, hana)
    go(window, "consent", person=hana)
    go(window, "consent-stop", person=hana, event=event)
    before = [line.text() for line in window.view._lines]
    assert types(window, centre, hana) == [EventType.GIVEN]
    press(window, ENTER)
    assert types(window, centre, hana) == [EventType.GIVEN, EventType.WITHDRAWN]
    assert [line.text() for line in window.view._lines] != before
    receipt = centre.consent.events(window.actor, hana)[-1].id
    assert receipt in [value.text() for _label, value in window.view._receipt._pairs]
    assert focus_name() == "action_consent_keep"
    press(window, ENTER)
    assert window.screen_id == "consent"
    assert window.view._cards == []


def test_stopping_everything_stops_everything(window: MainWindow, centre: Centre, hana: str):
    give(window, centre, hana)
    give(window, centre, hana, "family")
    go(window, "consent", person=hana)
    assert len(window.view._cards) == 2
    window.bound("consent.freeze").trigger(None)
    settle(window)
    press(window, ENTER, ENTER)
    assert window.screen_id == "consent"
    assert centre.consent.who_can_see(window.actor, hana).is_frozen
    assert window.view._cards == []
    assert window.view._frozen.isVisible()
    assert not window.bound("consent.freeze").is_available


def test_every_line_names_whom_it_stops(window: MainWindow, centre: Centre, hana: str):
    give(window, centre, hana)
    give(window, centre, hana, "family")
    go(window, "consent", person=hana)
    names = [card.stop.accessibleName() for card in window.view._cards]
    assert len(set(names)) == 2
    assert any("ハローワーク" in name for name in names)


def test_nothing_is_chosen_beforehand_and_the_three_answers_are_equally_large(
    window: MainWindow, hana: str
):
    go(window, "consent-talk", person=hana, topic="placement")
    assert focus_name() == "action_consent_read"
    boxes = window.view._trio.boxes
    assert len({(box.width() // 4, box.height()) for box in boxes}) == 1
    assert not any(box.isChecked() or box.hasFocus() for box in boxes)


def test_leaving_the_talk_answers_nothing(window: MainWindow, centre: Centre, hana: str):
    go(window, "consent", person=hana)
    go(window, "consent-talk", person=hana, topic="placement")
    press(window, ESC)
    assert window.screen_id == "consent"
    assert types(window, centre, hana) == []


@pytest.mark.parametrize(
    ("box", "written"), [("answer_1", EventType.REFUSED), ("answer_2", EventType.DEFERRED)]
)
def test_no_and_later_take_one_press_and_are_written(
    window: MainWindow, centre: Centre, hana: str, box: str, written: EventType
):
    go(window, "consent", person=hana)
    go(window, "consent-talk", person=hana, topic="placement")
    tab_to(window, box)
    press(window, ENTER)
    assert types(window, centre, hana) == [written]
    assert window.screen_id == "consent"
    row = window.view._topics.rows[0]
    assert row._badge is not None
    assert not is_permitted(window, centre, hana)


def test_a_yes_names_the_text_that_was_shown_and_ends_by_itself(
    window: MainWindow, centre: Centre, hana: str
):
    go(window, "consent", person=hana)
    go(window, "consent-talk", person=hana, topic="placement")
    give_in_a_talk(window)
    (event,) = centre.consent.events(window.actor, hana)
    assert event.notice is not None
    assert event.notice.id.startswith("placement/ja/sha256:")
    assert event.expression.teach_back == "understood_in_round_1"
    assert event.ends is not None
    assert (event.ends - event.at).days in (365, 366)


def test_who_does_not_understand_gets_help_and_is_never_scored(
    window: MainWindow, centre: Centre, hana: str
):
    presenter = TalkPresenter(centre, window.actor, hana, "placement")
    for _step in range(6):
        assert presenter.answer("yes") == ""
    for _round in range(MOST_ROUNDS):
        assert presenter.phase == ASK
        assert presenter.answer("") == ""
    assert presenter.phase == HELP
    assert presenter.teach_back == "needs_help"
    assert [box.value for box in presenter.state().boxes] == ["again", "together", "later"]
    assert presenter.answer("later") == "deferred"


def test_a_wrong_answer_tells_once_more_and_asks_again(
    window: MainWindow, centre: Centre, hana: str
):
    presenter = TalkPresenter(centre, window.actor, hana, "placement")
    for _step in range(6):
        presenter.answer("yes")
    presenter.answer("0")
    assert presenter.state().hint
    for right in ("1", "0", "1"):
        presenter.answer(right)
    assert presenter.phase == CHOOSE
    assert presenter.teach_back == "understood_in_round_2"


def test_her_page_leads_to_it(window: MainWindow, hana: str):
    go(window, "person", person=hana)
    window.bound("consent.open").trigger(None)
    settle(window)
    assert window.screen_id == "consent"


def test_answering_is_never_done_by_voice_alone_and_stopping_is_asked_back():
    assert registry.action("consent.answer").danger is Danger.NEVER_BY_VOICE
    assert registry.action("consent.stop_now").danger is Danger.CONFIRM


def test_the_log_says_that_nothing_was_changed(window: MainWindow, centre: Centre, hana: str):
    give(window, centre, hana)
    go(window, "consent-log")
    press(window, ENTER)
    assert window.view._card.isVisible()
    assert window.view._checked is not None
    assert window.view._checked[1] == ()
    assert window.view._checked[0] >= 1


@pytest.mark.parametrize("screen", SCREENS)
def test_tab_walks_every_stop_once_and_each_has_a_name(window: MainWindow, screen: str):
    sample = window.registry.screen(screen).sample
    go(window, screen, **(sample(window.context) if sample else {}))
    walk_tab(window)
    QApplication.processEvents()
