"""Telework through the real window, with the keyboard alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap.centre import Centre
from app.domain.errors import Refused
from app.domain.modes import Modes
from app.domain.telework.placements import Stage, TalkResult
from app.services.telework_desk import WorkerLine
from app.ui.shell.window import MainWindow
from app.ui.theme import theme
from tests.helpers.windows import CTRL, DOWN, ENTER, ESC, TAB, field, focus_name, press, settle

UNDO = (Qt.Key.Key_Z, CTRL)
RIGHT, SPACE = Qt.Key.Key_Right, Qt.Key.Key_Space
SCREENS = (
    "telework", "telework-worker", "telework-card", "telework-profile", "telework-disclosure",
    "telework-match", "telework-job", "telework-proposal", "telework-results", "telework-join",
    "telework-job-edit", "telework-loans", "telework-loan", "telework-rate",
    "telework-bodies", "telework-files",
)  # fmt: skip


def go(window: MainWindow, screen: str, **arguments: object) -> None:
    window.go(screen, **arguments)
    settle(window)


def spoken(window: MainWindow) -> list[str]:
    return [one.text for one in window.announcer.history]


def workers(window: MainWindow, centre: Centre) -> tuple[WorkerLine, ...]:
    return centre.telework_desk.workers(window.actor)


def at_stage(window: MainWindow, centre: Centre, stage: Stage) -> str:
    return next(
        one.proposal.id for one in centre.proposals.open_ones(window.actor)
        if one.proposal.stage is stage
    )  # fmt: skip


def free_match(window: MainWindow, centre: Centre) -> tuple[str, str]:
    """Return a pair that fits and is on no list."""
    taken = {(one.proposal.person, one.proposal.job)
             for one in centre.proposals.open_ones(window.actor)}  # fmt: skip
    for line in workers(window, centre):
        for one in centre.telework_desk.matches_of(window.actor, line.person):
            pair = (one.person, one.job.id)
            if one.explanation.is_possible and pair not in taken:
                return pair
    raise AssertionError("nobody is free")


def test_from_the_list_to_the_reasons_and_onto_the_short_list_with_keys_alone(
    window: MainWindow, centre: Centre
):
    person, job = free_match(window, centre)
    go(window, "telework")
    rows = window.view._rows.rows
    assert [row.subject for row in rows] == [line.person for line in workers(window, centre)]
    assert focus_name() == "row_0"
    for _step in range([row.subject for row in rows].index(person)):
        press(window, DOWN)
    press(window, ENTER)
    assert window.screen_id == "telework-worker"
    matches = window.view._matches.rows
    place = [row.subject for row in matches].index(job)
    for _step in range(30):
        press(window, TAB)
        if focus_name() == "match_row_0":
            break
    for _step in range(place):
        press(window, DOWN)
    press(window, ENTER)
    assert window.screen_id == "telework-match"
    assert focus_name() == "action_telework_shortlist"
    press(window, ENTER)
    assert window.screen_id == "telework-proposal"
    assert any("どこにも送っていません" in words for words in spoken(window))
    stages = {(one.proposal.person, one.proposal.job): one.proposal.stage
              for one in centre.proposals.open_ones(window.actor)}  # fmt: skip
    assert stages[person, job] is Stage.SHORTLISTED


def test_each_list_can_be_chosen_with_the_arrow_keys(window: MainWindow, centre: Centre):
    go(window, "telework")
    window.view._form.focus_field("which")
    press(window, RIGHT)
    wanted = [line.job.id for line in centre.telework_desk.jobs(window.actor)]
    assert [row.subject for row in window.view._rows.rows] == wanted
    press(window, RIGHT)
    open_ones = centre.proposals.open_ones(window.actor)
    assert [row.subject for row in window.view._rows.rows] == [one.proposal.id for one in open_ones]
    assert any(f"{len(open_ones)}件" in words for words in spoken(window))


def test_who_says_stop_is_gone_from_every_list_at_the_next_look(window: MainWindow, centre: Centre):
    proposal = at_stage(window, centre, Stage.WORKING)
    person = centre.proposals.open_one(window.actor, proposal).proposal.person
    go(window, "telework")
    go(window, "telework-worker", person=person)
    window.bound("telework.leave").trigger(None)
    settle(window)
    press(window, TAB, ENTER)
    assert window.screen_id == "telework"
    assert person not in [row.subject for row in window.view._rows.rows]
    assert proposal not in [one.proposal.id for one in centre.proposals.open_ones(window.actor)]
    for line in centre.telework_desk.jobs(window.actor):
        found = centre.telework_desk.candidates_of(window.actor, line.job.id)
        assert person not in [one.person for one in found]
    assert person not in centre.telework_desk.results(window.actor).names
    with pytest.raises(Refused):
        centre.proposals.open_one(window.actor, proposal)
    # Offscreen no window is active once a question was answered.
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert person in [row.subject for row in window.view._rows.rows]


def test_a_page_that_is_open_closes_when_she_says_stop_elsewhere(
    window: MainWindow, centre: Centre
):
    proposal = at_stage(window, centre, Stage.WORKING)
    person = centre.proposals.open_one(window.actor, proposal).proposal.person
    go(window, "telework")
    go(window, "telework-proposal", proposal=proposal)
    window.context.publish(centre.telework_choices.leave(window.actor, person))
    settle(window)
    assert window.screen_id == "telework"


def test_a_field_is_shown_and_hidden_with_enter_and_nothing_else_changes(
    window: MainWindow, centre: Centre
):
    person = workers(window, centre)[0].person
    recipient = centre.telework_choices.recipients(window.actor)[0].id
    before = centre.telework_choices.shown_to(window.actor, person, recipient)
    go(window, "telework-disclosure", person=person, recipient=recipient)
    assert focus_name() == "row_0"
    subject = window.view._rows.rows[0].subject
    press(window, ENTER)
    after = centre.telework_choices.shown_to(window.actor, person, recipient)
    assert after ^ before == {subject}
    assert focus_name() == "row_0"
    press(window, UNDO)
    assert centre.telework_choices.shown_to(window.actor, person, recipient) == before


def test_the_choices_of_disclosure_are_equal(window: MainWindow, centre: Centre):
    go(window, "telework-disclosure", person=workers(window, centre)[0].person)
    assert all(kind != "primary" for _bound, kind in window.view.header_actions)


def test_hours_that_do_not_follow_each_other_are_told_at_the_field(
    window: MainWindow, centre: Centre
):
    line = next(one for one in workers(window, centre) if not one.card.missing)
    go(window, "telework-card", person=line.person)
    assert focus_name() == "field_least"
    field(window, "least").setText("30")
    field(window, "most").setText("10")
    window.bound("telework.save_card").trigger(None)
    settle(window)
    assert window.screen_id == "telework-card"
    assert focus_name() == "field_most"
    assert field(window, "most").accessibleDescription()


def test_a_card_is_written_with_the_keyboard_and_taken_back(window: MainWindow, centre: Centre):
    line = next(one for one in workers(window, centre) if one.card.missing)
    go(window, "telework-card", person=line.person)
    press(window, "8", TAB, "20", TAB, "12", TAB, "月-金 10:00-15:00")
    window.bound("telework.save_card").trigger(None)
    settle(window)
    card = centre.telework_desk.card(window.actor, line.person)
    assert card.hours == (16, 40, 24)
    assert not card.missing
    assert card.skills == line.card.skills
    press(window, UNDO)
    assert centre.telework_desk.card(window.actor, line.person) == line.card


def test_words_of_a_supporter_are_hers_only_once_she_takes_them(window: MainWindow, centre: Centre):
    person = next(one.person for one in workers(window, centre) if one.waiting)
    before = centre.worker_profiles.own(window.actor, person)
    key = before.proposed[0].key
    assert key not in before.entries
    go(window, "telework-profile", person=person, section="strengths")
    window.bound("telework.take").trigger(key)
    settle(window)
    after = centre.worker_profiles.own(window.actor, person)
    assert after.entries[key] == before.proposed[0].text
    assert not after.proposed


def test_her_own_words_are_written_and_taken_back(window: MainWindow, centre: Centre):
    person = next(line.person for line in workers(window, centre) if line.card.missing)
    go(window, "telework-profile", person=person, section="communication")
    assert focus_name() == "field_easy_ways"
    press(window, "メールで先に要点を")
    window.bound("telework.save_section").trigger(None)
    settle(window)
    assert (
        centre.worker_profiles.own(window.actor, person).entries["easy_ways"]
        == "メールで先に要点を"
    )
    press(window, UNDO)
    assert "easy_ways" not in centre.worker_profiles.own(window.actor, person).entries


def test_a_hand_over_writes_what_she_shows_and_nothing_else(
    window: MainWindow, centre: Centre, tmp_path: Path
):
    proposal = at_stage(window, centre, Stage.SHORTLISTED)
    person = centre.proposals.open_one(window.actor, proposal).proposal.person
    file = tmp_path / "pack.zip"
    go(window, "telework-proposal", proposal=proposal)
    window.view._form.set_values({"recipient": "hello-work", "file": str(file)})
    window.view._say_shown()
    window.bound("telework.hand_over").trigger(None)
    settle(window)
    press(window, TAB, ENTER)
    assert centre.proposals.open_one(window.actor, proposal).proposal.stage is Stage.HANDED_OVER
    with zipfile.ZipFile(file) as pack:
        everything = "".join(pack.read(name).decode("utf-8-sig") for name in pack.namelist())
    entries = centre.worker_profiles.own(window.actor, person).entries
    shown = centre.telework_choices.shown_to(window.actor, person, "hello-work")
    assert entries["past_work"] in everything
    for key, text in entries.items():
        if key not in shown and not key.startswith("card_"):
            assert text not in everything
    assert "通院日の休み" not in everything


def test_nobody_gets_a_pack_to_whom_she_shows_nothing(window: MainWindow, centre: Centre):
    proposal = at_stage(window, centre, Stage.SHORTLISTED)
    go(window, "telework-proposal", proposal=proposal)
    window.view._form.set_values({"recipient": "registered"})
    window.view._say_shown()
    assert not window.bound("telework.hand_over").is_available


def test_a_talk_is_written_down_and_the_next_one_comes(window: MainWindow, centre: Centre):
    proposal = at_stage(window, centre, Stage.WORKING)
    before = centre.proposals.open_one(window.actor, proposal).next_talk
    go(window, "telework-proposal", proposal=proposal)
    assert field(window, "step").value() == before.step
    window.view._form.set_values(
        {"result": TalkResult.GOES_WELL.value, "note": "音声の速さを上げた"}
    )
    window.bound("telework.note_talk").trigger(None)
    settle(window)
    after = centre.proposals.open_one(window.actor, proposal)
    assert after.next_talk.step != before.step
    assert any(one.talk and one.talk.note == "音声の速さを上げた" for one in after.talks)
    press(window, UNDO)
    assert centre.proposals.open_one(window.actor, proposal).next_talk.step == before.step


def test_the_work_ends_after_a_question_and_can_go_on(window: MainWindow, centre: Centre):
    proposal = at_stage(window, centre, Stage.WORKING)
    go(window, "telework-proposal", proposal=proposal)
    window.bound("telework.end").trigger(None)
    settle(window)
    press(window, TAB, ENTER)
    ended = centre.proposals.of_person(
        window.actor, centre.proposals.open_one(window.actor, proposal).proposal.person
    )
    assert ended[0].proposal.stage is Stage.ENDED
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert centre.proposals.open_one(window.actor, proposal).proposal.stage is Stage.WORKING


def test_yes_no_and_later_look_the_same_and_later_notes_nothing(window: MainWindow, centre: Centre):
    known = {line.person for line in workers(window, centre)}
    person = next(one.id for one in centre.people.find_people(window.actor, "").rows
                  if one.id not in known)  # fmt: skip
    go(window, "telework")
    go(window, "telework-join", person=person)
    trio = window.view._question.findChildren(QWidget)
    kinds = {one.property("kind") for one in trio if one.property("kind")}
    assert kinds == {"secondary"}
    events = len(centre.consent.events(window.actor, person))
    press(window, ESC)
    assert len(centre.consent.events(window.actor, person)) == events
    go(window, "telework-join", person=person)
    window.bound("telework.say_yes").trigger(None)
    settle(window)
    assert window.screen_id == "telework-worker"
    assert person in {line.person for line in workers(window, centre)}


def test_needs_are_named_with_who_provides_them_and_never_among_the_points(
    window: MainWindow, centre: Centre
):
    sample = window.registry.screen("telework-match").sample
    go(window, "telework-match", **sample(window.context))
    needs = {record.subject for record in window.view._needs.records}
    terms = {record.subject for record in window.view._terms.records}
    assert needs
    assert terms == {"required", "desired", "hours", "interests"}


@pytest.mark.parametrize("screen", SCREENS)
def test_tab_walks_every_stop_once_and_each_has_a_name(
    window: MainWindow, centre: Centre, screen: str
):
    sample = window.registry.screen(screen).sample
    go(window, screen, **(sample(window.context) if sample else {}))
    QAccessible.setActive(True)
    seen: list[QWidget] = []
    for _step in range(90):
        QTest.keyClick(window, TAB)
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        if focus is None or focus in seen:
            break
        seen.append(focus)
    assert focus is seen[0]
    for widget in seen:
        node = QAccessible.queryAccessibleInterface(widget)
        assert node.text(QAccessible.Text.Name), widget.objectName()
        assert node.role() is not QAccessible.Role.NoRole
    QAccessible.setActive(False)


def test_a_job_nobody_fits_is_shared_by_two_in_one_sentence(window: MainWindow, centre: Centre):
    shared = {
        line.job.id: centre.telework_desk.shared_by(window.actor, line.job.id)
        for line in centre.telework_desk.jobs(window.actor)
    }
    job, found = next((job, one) for job, one in shared.items() if one is not None)
    assert not any(
        one.explanation.is_possible for one in centre.telework_desk.candidates_of(window.actor, job)
    )
    assert len(found.split.parts) == 2
    go(window, "telework-job", job=job)
    assert window.view._shared_card.isVisible()
    words = window.view._shared.text()
    assert all(name in words for name, _tasks in found.split.parts)
    assert words.count("。") == 1


def test_who_works_keeps_her_place_while_the_others_are_matched(window: MainWindow, centre: Centre):
    proposal = at_stage(window, centre, Stage.WORKING)
    person = centre.proposals.open_one(window.actor, proposal).proposal.person
    found = centre.telework_desk.results(window.actor)
    assert person not in found.names
    assert all(one.report.unmet_needs == 0 for one in found.matchings)


def test_a_proposal_begins_at_its_next_step(window: MainWindow, centre: Centre):
    go(window, "telework-proposal", proposal=at_stage(window, centre, Stage.WORKING))
    assert focus_name() == "action_telework_note_talk"
    assert window.view.page.verticalScrollBar().value() == 0


def test_a_new_job_is_written_down_and_matched_once_its_employer_agrees(
    window: MainWindow, centre: Centre
):
    before = {line.job.id for line in centre.telework_desk.jobs(window.actor)}
    go(window, "telework", which="jobs")
    window.bound("telework.new_job").trigger(None)
    settle(window)
    assert focus_name() == "field_title"
    press(window, "録音の書き起こし", TAB, "ことのは字幕社", TAB, TAB, SPACE, TAB)
    press(window, "8", TAB, "20", TAB, "いつでも")
    window.view._form.set_values(
        {"tasks": "書き起こし | 12 | 文字起こし:3 | 分けられる\n見直し | 4"}
    )
    window.bound("telework.save_job").trigger(None)
    settle(window)
    (line,) = [one for one in centre.telework_desk.jobs(window.actor) if one.job.id not in before]
    assert line.job.conditions.has_consented
    assert [task.half_hours for task in line.job.tasks] == [24, 8]
    assert line.job.tasks[0].is_splittable
    assert line.job.tasks[0].skills == (("transcription", 3),)
    press(window, UNDO)
    assert {one.job.id for one in centre.telework_desk.jobs(window.actor)} == before


def test_a_job_is_changed_without_losing_what_the_form_does_not_show(
    window: MainWindow, centre: Centre
):
    job = next(one.job for one in centre.telework_desk.jobs(window.actor)
               if one.job.conditions.subsidised)  # fmt: skip
    go(window, "telework-job-edit", job=job.id)
    window.bound("telework.save_job").trigger(None)
    settle(window)
    assert centre.telework_desk.job(window.actor, job.id) == job


def test_what_is_wrong_with_a_job_is_told_at_its_fields(window: MainWindow, centre: Centre):
    go(window, "telework-job-edit")
    window.view._form.set_values({"least": "x", "tasks": "何か | たくさん"})
    window.bound("telework.save_job").trigger(None)
    settle(window)
    assert window.screen_id == "telework-job-edit"
    for key in ("title", "least", "most", "windows", "tasks"):
        assert field(window, key).accessibleDescription(), key


def test_a_loan_runs_from_the_day_it_arrived_and_warns_before_its_end(
    window: MainWindow, centre: Centre
):
    go(window, "telework-loans")
    rows = window.view._rows.rows
    assert "もうすぐ返す" in rows[0].accessibleName()
    asked = rows[-1].subject
    go(window, "telework-loan", loan=asked)
    assert focus_name() == "action_telework_loan_arrived"
    press(window, ENTER)
    assert centre.loans.one(window.actor, asked).starts_on is not None
    assert focus_name() == "action_telework_loan_back"
    assert not window.bound("telework.loan_longer").is_available
    press(window, UNDO)
    assert centre.loans.one(window.actor, asked).starts_on is None


def test_only_private_employers_borrow(window: MainWindow, centre: Centre):
    before = centre.loans.open_ones(window.actor)
    go(window, "telework-loans")
    window.view._form.set_values({"employer": "市役所"})
    window.bound("telework.ask_loan").trigger(None)
    settle(window)
    assert centre.loans.open_ones(window.actor) == before


def test_the_legal_rate_is_counted_for_a_report_and_stored_nowhere(
    window: MainWindow, centre: Centre
):
    go(window, "telework-rate")
    assert focus_name() == "field_full"
    press(window, "200")
    window.view._form.set_values({"day": "2026-12-01", "severe_30": "1", "mental_20": "2"})
    window.bound("telework.count_rate").trigger(None)
    settle(window)
    words = [line.text() for line in window.view._lines]
    assert "2.7%" in words[0]
    assert "5人" in words[1]
    assert "4人" in words[2]
    assert words[3].startswith("1人")


def test_she_can_read_her_page_in_her_own_letters_and_colours(window: MainWindow, centre: Centre):
    person = workers(window, centre)[0].person
    modes = Modes(text_percent=200, scheme="yellow")
    centre.people.set_modes(window.actor, person, modes)
    go(window, "telework-worker", person=person)
    window.bound("people.use_modes").trigger(None)
    settle(window)
    assert theme().modes == modes
    assert window.screen_id == "telework-worker"
    window.bound("people.leave_modes").trigger(None)
    settle(window)
    assert theme().modes != modes
