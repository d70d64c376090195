"""Tables on their way out: read back by our own reader, by openpyxl and byte by byte."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import BadInput, Unavailable
from app.domain.exports import ExportTable
from app.files.export_xlsx import LONGEST_CELL, export_xlsx
from app.files.exports import export_csv
from app.files.tables import read_table
from app.messages import use_language
from app.messages.errors import sentence_for, what_to_do

AT = datetime(2026, 11, 24, 1, 6, 30, tzinfo=UTC)
TABLE = ExportTable(
    "相談の一覧",
    ("日", "始めた時", "名前", "話", "分"),
    (
        (date(2026, 11, 24), AT, "髙﨑 花子", "写真を送りたい\n(孫へ)", 20),
        (None, None, "", '「"引用」, です', None),
        (date(2026, 12, 8), AT, "佐藤", "a〜b−c", 2.5),
    ),
)


def test_csv_for_spreadsheets_begins_with_the_mark_and_ends_lines_as_windows_does(tmp_path):
    file = tmp_path / "a.csv"
    export_csv(file, TABLE)
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1] == [
        "2026-11-24",
        "2026-11-24 10:06",
        "髙﨑 花子",
        "写真を送りたい\n(孫へ)",
        "20",
    ]
    assert data.count(b"\r\n") == 4
    assert read_table(file).headers == TABLE.headings


def test_cp932_keeps_the_characters_that_towns_have_and_turns_waves_into_their_own(tmp_path):
    file = tmp_path / "a.csv"
    export_csv(file, TABLE, "cp932")
    text = file.read_bytes().decode("cp932")
    assert "髙﨑 花子" in text
    assert "a～b－c" in text


def test_what_cp932_does_not_have_is_listed_with_place_and_remedy_and_nothing_is_written(tmp_path):
    file = tmp_path / "a.csv"
    table = ExportTable(
        "x", ("名前", "話"), (("佐藤", "はい"), ("𠮷田 葛󠄀", "😀です"), ("𠮷", "ok")),
    )  # fmt: skip
    with pytest.raises(BadInput) as told:
        export_csv(file, table, "cp932")
    places = [(f.row, f.column, f.data["character"]) for f in told.value.findings]
    assert places == [
        (3, "名前", "𠮷"),
        (3, "名前", "\U000e0100"),
        (3, "話", "😀"),
        (4, "名前", "𠮷"),
    ]
    assert not file.exists()
    with use_language("ja"):
        assert "「𠮷」(U+20BB7)" in sentence_for(told.value.findings[0])
        assert "「吉」" in what_to_do(told.value.findings[0])
        assert "UTF-8" in what_to_do(told.value.findings[2])


_CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=30
)


@settings(max_examples=60, deadline=None)
@given(_CELLS)
def test_no_cell_of_a_csv_begins_like_a_formula(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("csv") / "a.csv"
    export_csv(file, ExportTable("x", ("a", "b"), ((text, "end"),)))
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    cell = rows[1][0]
    assert cell.removeprefix("'") == text.removeprefix("'")
    assert cell[:1] not in ("=", "@", "＝", "＠", "\t", "\r", "\n")
    if cell[:1] in ("+", "-", "＋", "－"):
        assert cell[1:].replace("-", "").replace(" ", "").isdigit()


def test_telephone_numbers_with_a_plus_stay_as_they_are(tmp_path):
    file = tmp_path / "a.csv"
    export_csv(file, ExportTable("x", ("電話",), (("+81 90 0000 0000",), ("-5",), ("+cmd|calc",))))
    assert file.read_text(encoding="utf-8-sig").splitlines() == [
        "電話", "+81 90 0000 0000", "-5", "'+cmd|calc",
    ]  # fmt: skip


def test_a_spreadsheet_has_days_numbers_and_text_under_headings_that_stay(tmp_path):
    file = tmp_path / "a.xlsx"
    export_xlsx(file, TABLE)
    page = openpyxl.load_workbook(file).active
    assert page.title == "相談の一覧"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:E4"
    assert all(cell.font.bold for cell in page[1])
    first = page[2]
    assert first[0].value == datetime(2026, 11, 24)
    assert first[0].number_format == "yyyy-mm-dd"
    assert first[1].value == datetime(2026, 11, 24, 10, 6)
    assert (first[2].value, first[3].value, first[4].value) == (
        "髙﨑 花子", "写真を送りたい\n(孫へ)", 20,
    )  # fmt: skip
    assert [cell.value for cell in page[3]] == [None, None, None, '「"引用」, です', None]
    widths = [page.column_dimensions[letter].width for letter in "ABCDE"]
    assert widths[3] > widths[4]
    assert max(widths) <= 60


def test_a_spreadsheet_is_read_back_by_our_own_import(tmp_path):
    file = tmp_path / "a.xlsx"
    export_xlsx(file, TABLE)
    table = read_table(file)
    assert table.headers == TABLE.headings
    assert table.rows[0][1][0] == "2026-11-24"
    assert table.rows[0][1][2] == "髙﨑 花子"


@settings(max_examples=40, deadline=None)
@given(_CELLS)
def test_text_in_a_spreadsheet_is_never_a_formula_and_comes_back(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("xlsx") / "a.xlsx"
    export_xlsx(file, ExportTable("x", ("a",), ((text,), ("=1+1",))))
    page = openpyxl.load_workbook(file).active
    assert page["A3"].data_type == "s"
    assert page["A3"].value == "=1+1"
    kept = "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))
    assert (page["A2"].value or "") == kept


def test_a_cell_longer_than_a_spreadsheet_takes_is_told_instead_of_cut(tmp_path):
    table = ExportTable("x", ("話",), (("あ" * (LONGEST_CELL + 1),),))
    with pytest.raises(BadInput) as told:
        export_xlsx(tmp_path / "a.xlsx", table)
    assert [(f.row, f.column) for f in told.value.findings] == [(2, "話")]
    export_csv(tmp_path / "a.csv", table)


@pytest.mark.parametrize("title", ["", "a/b[c]:*?", "あ" * 40, "'x'"])
def test_any_title_names_a_sheet(tmp_path, title):
    export_xlsx(tmp_path / "a.xlsx", ExportTable(title, ("a",), ()))
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active.max_row == 1


@pytest.mark.parametrize("write", [export_csv, export_xlsx])
def test_a_file_that_cannot_be_written_leaves_the_one_before(tmp_path, write):
    with pytest.raises(Unavailable) as told:
        write(tmp_path / "no folder" / "a", TABLE)
    assert told.value.code == "files.cannot_write"
    taken = tmp_path / "taken"
    taken.mkdir()
    with pytest.raises(Unavailable):
        write(taken, TABLE)
    assert [one.name for one in tmp_path.iterdir()] == ["taken"]
