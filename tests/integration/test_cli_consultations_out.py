"""`consultations export` and `consultations sheet` as scripts call them, read by other programs."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from tests.helpers.command_line import demo_centre, madoguchi

COUNT = 30


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_centre(tmp_path_factory.mktemp("out") / "centre", 10, COUNT)


def _table(file: Path, encoding: str) -> list[list[str]]:
    with file.open(encoding=encoding, newline="") as opened:
        return list(csv.reader(opened))


def test_all_consultations_come_out_alike_in_both_encodings_and_as_a_workbook(
    centre: Path, tmp_path: Path
):
    tables = []
    for name, encoding in (("a.csv", "utf-8-sig"), ("b.csv", "cp932")):
        done = madoguchi(
            "consultations", "export", "--centre", centre, "--out", tmp_path / name,
            "--encoding", encoding.replace("-sig", ""), "--language", "ja", "--json",
        )  # fmt: skip
        assert (done.code, done.document["rows"]) == (0, COUNT)
        tables.append(_table(tmp_path / name, encoding))
    assert tables[0] == tables[1]
    assert tables[0][0][:3] == ["番号", "始めた時", "終わり"]
    assert len(tables[0]) == COUNT + 1
    madoguchi("consultations", "export", "--centre", centre, "--out", tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx", read_only=True)
    stories = [row[12] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert stories == [row[12] or None for row in tables[0][1:]]


def test_the_days_to_come_hold_no_story(centre: Path, tmp_path: Path):
    done = madoguchi(
        "consultations", "export", "--centre", centre, "--format", "ics", "--out",
        tmp_path / "days", "--json",
    )  # fmt: skip
    assert done.code == 0
    text = (tmp_path / "days").read_bytes()
    events = list(Calendar.from_ical(text).walk("VEVENT"))
    assert len(events) == done.document["rows"]
    assert len({str(one["UID"]) for one in events}) == len(events)
    assert b"DESCRIPTION" not in text


def test_the_way_out_is_in_the_audit_log(centre: Path, tmp_path: Path):
    madoguchi("consultations", "export", "--centre", centre, "--out", tmp_path / "a.csv")
    madoguchi("log", "export", tmp_path / "log.csv", "--centre", centre)
    log = (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
    assert f"rows={COUNT}" in log


@pytest.mark.parametrize("size", [22, 28, 36])
def test_the_sheet_is_read_clean_by_poppler(centre: Path, tmp_path: Path, size: int):
    found = madoguchi("consultations", "search", "電", "--centre", centre, "--json")
    one = next(row for row in found.document["consultations"] if row["person"])
    file = tmp_path / "sheet.pdf"
    done = madoguchi(
        "consultations", "sheet", one["id"], "--centre", centre, "--size", str(size), "--out", file,
        "--language", "ja",
    )  # fmt: skip
    assert done.code == 0, done.err
    read = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    text = read.stdout.decode("utf-8")
    assert "きょうやったこと" in text
    assert one["person_name"] in text


def test_a_wrong_number_and_a_missing_format_get_a_sentence(centre: Path, tmp_path: Path):
    missing = madoguchi(
        "consultations", "sheet", "none", "--centre", centre, "--out", tmp_path / "a.pdf", "--json"
    )
    assert (missing.code, missing.document["errors"][0]["code"]) == (4, "store.no_such_record")
    plain = madoguchi("consultations", "export", "--centre", centre, "--out", tmp_path / "a.doc")
    assert plain.code == 2
    assert not list(tmp_path.iterdir())
