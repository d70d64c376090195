"""Tables of telework matching: everything wrong is named at once, every encoding gives the same."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from app.domain.errors import BadInput
from app.domain.telework.inputs import TeleworkInput
from app.domain.telework.invent import JOB_COLUMNS, WORKER_COLUMNS, invent
from app.files.tables import write_csv
from app.files.telework_input import read_input
from app.files.telework_matching import write_tables

WORKERS = """worker_id,consent,hours_min,hours_max,hours_wish,windows,skills,needs,vetoes
W1,yes,10,20,15,月-金 9:00-15:00,データ入力:3;表計算:2,画面読み上げ,
W2,no,broken,,,,,,
"""
JOBS = """求人番号,同意,人数,最短時間,最長時間,時間帯,必要な技能,用意する配慮,助成で用意する配慮,作業
J1,はい,2,10,30,any,データ入力:2>1,会議の字幕,画面読み上げ:60000,入力|6|data_entry:2|split;電話|4|phone:1|
"""


def written(folder: Path, workers: str = WORKERS, jobs: str = JOBS) -> tuple[Path, Path]:
    """Write both tables and return where they are."""
    files = folder / "w.csv", folder / "j.csv"
    files[0].write_text(workers, encoding="utf-8")
    files[1].write_text(jobs, encoding="utf-8")
    return files


def test_a_table_in_japanese_or_in_codes_is_read(tmp_path: Path) -> None:
    found = read_input(*written(tmp_path))
    (worker,), (job,) = found.workers, found.jobs
    assert worker.work.skills == (("data_entry", 3), ("spreadsheets", 2))
    assert worker.conditions.needs == {"screen_reader"}
    assert job.conditions.subsidised == (("screen_reader", 60_000),)
    assert (job.work.required[0].level, job.work.required[0].redesigned_level) == (2, 1)
    assert [task.name for task in job.tasks] == ["入力", "電話"]


def test_a_row_without_consent_is_counted_and_not_looked_at(tmp_path: Path) -> None:
    found = read_input(*written(tmp_path))
    assert found.withheld_workers == 1
    assert "W2" not in repr(found)


def test_an_empty_consent_is_none(tmp_path: Path) -> None:
    found = read_input(*written(tmp_path, WORKERS.replace("W1,yes", "W1,")))
    assert found.workers == ()


def test_everything_wrong_in_all_files_is_named_at_once(tmp_path: Path) -> None:
    workers = WORKERS.replace("10,20,15", "30,20,99").replace("表計算:2", "表計さん:2")
    jobs = JOBS.replace("はい,2", "たぶん,2") + "J1,はい,x,10,30,noon,データ入力:9,会議の字幕,,\n"
    with pytest.raises(BadInput) as caught:
        read_input(*written(tmp_path, workers, jobs))
    found = {(one.file, one.row, one.column, one.code) for one in caught.value.findings}
    assert {
        ("w.csv", 2, "hours_max", "telework.hours_order"),
        ("w.csv", 2, "hours_wish", "telework.hours"),
        ("w.csv", 2, "skills", "telework.unknown_word"),
        ("j.csv", 2, "同意", "telework.yes_or_no"),
        ("j.csv", 3, "求人番号", "telework.id_twice"),
        ("j.csv", 3, "人数", "telework.whole"),
        ("j.csv", 3, "時間帯", "telework.windows"),
        ("j.csv", 3, "必要な技能", "telework.level"),
    } <= found


def test_a_misspelt_word_is_answered_with_the_nearest_one(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_input(*written(tmp_path, WORKERS.replace("表計算:2", "表計さん:2")))
    assert caught.value.findings[0].data["near"] == "表計算"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_input(*written(tmp_path, WORKERS.replace(",needs,", ",nees,")))
    assert ("telework.column_missing", "needs") in {
        (one.code, one.column) for one in caught.value.findings
    }


def test_cp932_utf8_and_spreadsheet_give_the_same(tmp_path: Path) -> None:
    plain = written(tmp_path)
    expected = read_input(*plain)
    for encoding in ("utf-8-sig", "cp932"):
        for file, text in zip(plain, (WORKERS, JOBS), strict=True):
            file.write_bytes(text.encode(encoding))
        assert read_input(*plain) == expected
    sheets = []
    for name, text in (("w.xlsx", WORKERS), ("j.xlsx", JOBS)):
        book = openpyxl.Workbook()
        for line in text.splitlines():
            book.active.append(line.split(","))
        book.save(tmp_path / name)
        sheets.append(tmp_path / name)
    assert read_input(*sheets) == expected


def without_files(found: TeleworkInput) -> tuple[object, object]:
    return found.workers, found.jobs


def test_columns_about_disability_are_not_read(tmp_path: Path) -> None:
    made = invent(40, 20, 1)
    write_tables(tmp_path, made)
    first = read_input(tmp_path / "workers.csv", tmp_path / "jobs.csv")
    kind, severity = (WORKER_COLUMNS.index(one) for one in ("disability_type", "severity"))
    changed = []
    for row in made.workers:
        cells = list(row)
        cells[kind], cells[severity] = "x", "9"
        changed.append(cells)
    write_csv(tmp_path / "workers.csv", WORKER_COLUMNS, changed)
    again = read_input(tmp_path / "workers.csv", tmp_path / "jobs.csv")
    assert without_files(first) == without_files(again)


def test_skills_of_another_vocabulary_come_in_as_a_table(tmp_path: Path) -> None:
    more = tmp_path / "esco.csv"
    more.write_text("conceptUri,preferredLabel\nesco:1,braille proofreading\n", encoding="utf-8")
    files = written(tmp_path, WORKERS.replace("表計算:2", "braille proofreading:2"))
    found = read_input(*files, skills=more)
    assert ("esco:1", 2) in found.workers[0].work.skills


def test_a_veto_of_nobody_is_said_and_names_no_one_who_did_not_agree(tmp_path: Path) -> None:
    jobs = JOBS.replace("作業\n", "作業,vetoes\n").replace("phone:1|", "phone:1|,W2;W9")
    found = read_input(*written(tmp_path, jobs=jobs))
    assert [one.value for one in found.warnings] == ["W9"]


def test_invented_tables_are_the_same_for_the_same_seed() -> None:
    assert invent(30, 10, 7) == invent(30, 10, 7)
    assert invent(30, 10, 7) != invent(30, 10, 8)
    assert all(len(row) == len(JOB_COLUMNS) for row in invent(30, 10, 7).jobs)
