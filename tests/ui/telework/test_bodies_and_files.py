"""Bodies that place people, and tables out and in, through the real window with keys."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.bootstrap.centre import Centre
from app.ui.shell.window import MainWindow
from tests.helpers.windows import CTRL, ENTER, TAB, focus_name, press, settle

UNDO = (Qt.Key.Key_Z, CTRL)


def go(window: MainWindow, screen: str) -> None:
    window.go(screen)
    settle(window)


def run(window: MainWindow, action: str, subject: str | None = None) -> None:
    window.context.bound(action).trigger(subject) if subject else window.context.bound(
        action
    ).trigger()
    settle(window)


def names(centre: Centre, window: MainWindow) -> list[str]:
    return [one.name for one in centre.telework_choices.recipients(window.actor)]


def test_a_body_is_written_changed_taken_off_and_brought_back(window: MainWindow, centre: Centre):
    go(window, "telework-bodies")
    before = names(centre, window)
    form = window.view._form
    form.set_values({"name": "みどり就労支援", "kind": "registered", "registration": ""})
    form.focus_field("registration")
    press(window, ENTER)
    assert names(centre, window) == before
    assert form.field("registration").error.words.text()
    form.set_values({"registration": "13-ユ-301234"})
    press(window, ENTER)
    assert sorted(names(centre, window)) == sorted([*before, "みどり就労支援"])
    row = next(one for one in window.view._rows.rows if "みどり" in one.accessibleName())
    row.setFocus()
    press(window, ENTER)
    assert form.values()["name"] == "みどり就労支援"
    run(window, "telework.remove_body")
    assert names(centre, window) == before
    press(window, UNDO)
    assert "みどり就労支援" in names(centre, window)


def test_a_second_body_of_the_same_name_is_refused(window: MainWindow, centre: Centre):
    go(window, "telework-bodies")
    before = names(centre, window)
    window.view._form.set_values({"name": before[0]})
    window.view._form.focus_field("name")
    press(window, ENTER)
    assert names(centre, window) == before
    assert window.view._form.field("name").error.words.text()


@pytest.mark.parametrize(("what", "file"), [("workers", "w.csv"), ("jobs", "j.xlsx")])
def test_tables_go_out_and_jobs_come_back(
    window: MainWindow, centre: Centre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    what: str, file: str,
):  # fmt: skip
    target = tmp_path / file
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    go(window, "telework-files")
    window.view._out.set_values({"what": what})
    run(window, "telework.write_table")
    assert target.stat().st_size > 100
    if what == "workers":
        text = target.read_text(encoding="utf-8-sig")
        assert not any(one.name in text for one in centre.telework_desk.workers(window.actor))
        return
    jobs = centre.telework_desk.jobs(window.actor)
    window.view._in.set_values({"file": str(target)})
    window.view._in.focus_field("file")
    press(window, ENTER)
    settle(window)
    for _step in range(4):
        if focus_name().endswith("act"):
            break
        press(window, TAB)
    press(window, ENTER)
    settle(window)
    assert str(len(jobs)) in window.view._told.text()
    assert {one.job.id for one in centre.telework_desk.jobs(window.actor)} == {
        one.job.id for one in jobs
    }


def test_talks_go_out_as_days_of_a_calendar(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "talks.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    go(window, "telework-files")
    window.view._out.set_values({"what": "talks"})
    run(window, "telework.write_table")
    days = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert days


def test_a_table_that_is_none_says_so_at_its_field_and_stores_nothing(
    window: MainWindow, centre: Centre, tmp_path: Path
):
    broken = tmp_path / "jobs.csv"
    broken.write_text("job_id,title\nx,\n", encoding="utf-8")
    before = centre.telework_desk.jobs(window.actor)
    go(window, "telework-files")
    window.view._read_table(str(broken))
    settle(window)
    assert "jobs.csv" in window.view._in.field("file").error.words.text()
    assert centre.telework_desk.jobs(window.actor) == before
