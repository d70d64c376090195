"""The centre's own workers, jobs and talks as files, as a script would ask for them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from app.bootstrap.centre import Centre
from app.demo.build import demo_login
from app.store.centre import Passphrase, open_centre
from tests.helpers.command_line import demo_centre, madoguchi


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_centre(tmp_path_factory.mktemp("demo") / "centre", 12, 3)


def sheet(file: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(file, read_only=True).worksheets[0].values)


def test_what_is_exported_is_what_matching_reads(centre: Path, tmp_path: Path) -> None:
    for what, name in (("workers", "w.csv"), ("jobs", "j.xlsx")):
        done = madoguchi(
            "telework", "export", what, "--out", tmp_path / name, "--centre", centre, "--json"
        )
        assert done.code == 0, done.err
        assert done.document["rows"] > 0
    matched = madoguchi(
        "telework", "match", "--workers", tmp_path / "w.csv", "--jobs", tmp_path / "j.xlsx",
        "--method", "most", "--out", tmp_path / "m.csv", "--json",
    )  # fmt: skip
    assert matched.code == 0, matched.err
    assert matched.document["unmet_needs"] == 0


def test_no_name_and_nobody_who_said_stop_is_in_the_table(centre: Path, tmp_path: Path) -> None:
    file, login = tmp_path / "w.csv", demo_login()
    opened = Centre(open_centre(centre, Passphrase(login.passphrase)))
    who = opened.operators.sign_in(opened.operators.named(login.operator).id, login.pin)
    line = next(one for one in opened.telework_desk.workers(who) if not one.card.missing)
    names = [one.name for one in opened.telework_desk.workers(who)]
    assert madoguchi("telework", "export", "workers", "--out", file, "--centre", centre).code == 0
    assert line.person in file.read_text("utf-8-sig")
    opened.telework_choices.leave(who, line.person)
    assert madoguchi("telework", "export", "workers", "--out", file, "--centre", centre).code == 0
    opened.telework_choices.join(who, line.person)
    opened.close()
    text = file.read_text("utf-8-sig")
    assert line.person not in text
    assert not [name for name in names if name in text]


def test_jobs_go_out_and_come_in_as_they_were(centre: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    at = ("--centre", centre)
    assert madoguchi("telework", "export", "jobs", "--out", first, *at).code == 0
    taken = madoguchi("telework", "import", first, *at, "--json")
    assert taken.code == 0, taken.err
    assert madoguchi("telework", "export", "jobs", "--out", second, *at).code == 0
    assert sheet(second) == sheet(first)
    agreed = [row for row in sheet(first)[1:] if row[3] == "yes"]
    assert taken.document == {
        "stored": len(agreed),
        "withheld": len(sheet(first)) - 1 - len(agreed),
    }


def test_a_table_with_one_wrong_cell_stores_no_job(centre: Path, tmp_path: Path) -> None:
    at = ("--centre", centre)
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    assert madoguchi("telework", "export", "jobs", "--out", before, *at).code == 0
    table = tmp_path / "jobs.csv"
    table.write_bytes(
        "求人番号,同意,人数,最短時間,最長時間,時間帯,必要な技能,用意する配慮\r\n"
        "N1,はい,1,10,20,any,データ入力:2,画面読み上げ\r\n"
        "N2,はい,二,30,20,any,データ入力:9,画面読み上げ\r\n".encode("cp932")
    )
    done = madoguchi("telework", "import", table, *at, "--json")
    assert done.code == 3
    assert done.out.count('"row": 3') + done.err.count('"row": 3') >= 3, done.out + done.err
    assert madoguchi("telework", "export", "jobs", "--out", after, *at).code == 0
    assert sheet(after) == sheet(before)


def test_talks_are_days_of_a_calendar(centre: Path, tmp_path: Path) -> None:
    import icalendar

    file = tmp_path / "talks.ics"
    done = madoguchi(
        "telework", "export", "talks", "--out", file, "--centre", centre, "--json", LANG="ja_JP"
    )
    assert done.code == 0, done.err
    days = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert len(days) == done.document["rows"] > 0
    assert len({str(one["UID"]) for one in days}) == len(days)


def test_an_ending_nobody_writes_is_refused_before_the_centre_is_opened(tmp_path: Path) -> None:
    done = madoguchi("telework", "export", "talks", "--out", tmp_path / "talks.csv")
    assert done.code == 2
    assert ".ics" in done.err
