"""Today and the import, as their pages present it."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime

import pytest

from app.domain.errors import Unavailable
from app.domain.ids import OperatorId
from app.domain.progress import NoProgress
from app.domain.readiness import Check, judge_printer, judge_sound, judge_sync
from app.domain.roles import Actor, Role
from app.messages import set_language
from app.ui.home.presenter import HomePresenter, where_draft_leads
from app.ui.people.import_presenter import (
    DROP,
    KEEP,
    ImportPresenter,
    ask_words,
    done_words,
    found_state,
    read_words,
    refusal_words,
    sample_of,
)

NOW = datetime(2026, 11, 24, 0, 45, tzinfo=UTC)
TODAY = date(2026, 11, 24)
ROWS = [
    ["宛名番号", "氏名", "フリガナ", "生年月日", "電話番号", ""],
    ["1001", "佐藤 ハナ", "サトウ ハナ", "S20.3.3", "090-0000-2231", ""],
    ["1002", "髙﨑 徳子", "タカサキ トクコ", "昭和15年13月1日", "", ""],
    ["123456789018", "鈴木 一", "スズキ ハジメ", "S10.1.1", "", ""],
]


@pytest.fixture
def town(tmp_path):
    """The town's file, as its office exports it."""
    file = tmp_path / "town.csv"
    with file.open("w", encoding="cp932", newline="") as stream:
        csv.writer(stream).writerows(ROWS)
    return file


@pytest.fixture
def importer(centre, who):
    return ImportPresenter(centre.people_import, who)


def checked(importer, town, answer=""):
    table = importer.read(str(town))
    return importer.check(table, importer.guess(table), answer, NoProgress())


def test_a_page_of_today_tells_day_time_and_place(centre, who):
    set_language("ja")
    crumbs = HomePresenter(centre, who).crumbs("富士見公民館", NOW)
    assert crumbs == "11月24日(火) 午前9時45分 · 富士見公民館"


def test_what_is_not_finished_waits_on_the_page_of_today(centre, who, hana):
    one, _changes = centre.consultations.begin(who, hana)
    presenter = HomePresenter(centre, who)
    state = presenter.state(presenter.look(), NOW)
    assert [row.subject for row in state.unfinished] == [one]
    assert state.heading == "1 not finished"


def test_typing_nobody_saved_is_offered_again(centre, who):
    centre.drafts.park(who, "person-edit", "new:1", {"kana": "さとう"})
    presenter = HomePresenter(centre, who)
    (row,) = presenter.state(presenter.look(), NOW).drafts
    assert "さとう" in row.title
    assert where_draft_leads(row.subject) == {"person": None, "draft": "new:1"}
    assert where_draft_leads("p1") == {"person": "p1", "draft": "p1"}


def test_a_supporter_sees_people_and_no_consultations(centre, who, hana):
    centre.consultations.begin(who, hana)
    supporter = Actor(OperatorId("operator-3"), "佐々木 健", Role.SUPPORTER)
    presenter = HomePresenter(centre, supporter)
    state = presenter.state(presenter.look(), NOW)
    assert state.unfinished == ()
    assert [row.subject for row in state.people] == [hana]


def test_an_officer_sees_neither(centre, hana):
    officer = Actor(OperatorId("operator-4"), "西村 直子", Role.OFFICER)
    presenter = HomePresenter(centre, officer)
    state = presenter.state(presenter.look(), NOW)
    assert state.people == state.unfinished == ()


def test_the_look_at_this_place_is_real_and_in_words(centre, who):
    presenter = HomePresenter(centre, who)
    state = presenter.ready((*presenter.check_devices(), *presenter.check()), NOW)
    names = ["Printer", "Voice and microphone", "Room to save", "Clock", "Backup"]
    assert [line.name for line in state.lines] == names
    assert all(line.how for line in state.lines)


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (Check("backup", "mind", {"days": -1}), "none yet"),
        (Check("backup", "good", {"days": 0}), "today"),
        (Check("backup", "mind", {"days": 9}), "9 days ago"),
        (Check("clock", "mind", {}), "stands too early"),
        (judge_printer("Kirari-LP"), "Kirari-LP"),
        (judge_printer(""), "none; sheets can be saved as PDF"),
        (judge_sound(speaks=True, hears=False), "no microphone"),
        (judge_sound(speaks=False, hears=False), "neither is connected"),
        (judge_sync(NOW, None, 3), "not yet"),
        (Check("disk", "good", {"free_gb": 41}), "41 GB left"),
    ],
)
def test_each_look_says_how_it_stands(centre, who, check, words):
    state = HomePresenter(centre, who).ready((check,), NOW)
    assert state.lines[0].how == words
    assert state.is_good is (check.state == "good")


def test_a_cp932_file_says_how_it_was_read_and_shows_its_first_rows(importer, town):
    table = importer.read(f'"{town}"')
    assert "Shift JIS" in read_words(table)
    assert "3 rows" in read_words(table)
    headers, rows = sample_of(table)
    assert headers == ("宛名番号", "氏名", "フリガナ", "生年月日", "電話番号")
    assert rows[0] == (2, ("1001", "佐藤 ハナ", "サトウ ハナ", "S20.3.3", "090-0000-2231"))


def test_refused_cells_name_row_column_value_and_remedy(importer, town):
    state = found_state(checked(importer, town), "", TODAY)
    row, column, value, why = state.cells[0]
    assert (row, column, value) == ("3", "生年月日", "昭和15年13月1日")
    assert "13" in why
    assert "1 row is ready." in state.words


def test_numbers_that_look_like_my_number_are_asked_about_not_dropped(importer, town):
    state = found_state(checked(importer, town), "", TODAY)
    assert state.asks_numbers
    assert not any("--" in one[3] for one in state.cells)
    assert found_state(checked(importer, town, KEEP), KEEP, TODAY).words.startswith("2 rows")
    dropped = checked(importer, town, DROP)
    assert [row.fields.town_number for row in dropped.ready] == ["1001", ""]


def test_importing_the_good_rows_says_what_is_left_out(centre, who, importer, town):
    preview = checked(importer, town, KEEP)
    assert ask_words(preview) == "2 records are written. 1 row is left out."
    result = importer.write(preview, NoProgress())
    assert done_words(result) == "2 people were imported. 1 row is left out."
    assert centre.people.find_people(who, "").total == 2


def test_somebody_already_known_is_shown_beside_the_row(centre, who, hana, importer, town):
    (twin,) = found_state(checked(importer, town), "", TODAY).twins
    assert twin[0] == "2"
    assert "佐藤 ハナ" in twin[1]
    assert "same kana" in twin[2]


def test_a_file_that_is_not_there_is_a_sentence(importer, tmp_path):
    with pytest.raises(Exception) as refused:
        importer.read(str(tmp_path / "nothing.csv"))
    assert isinstance(refused.value, Unavailable) or refused.value.findings
    assert refusal_words(refused.value)
