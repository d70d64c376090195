"""What a verb says, to people and to scripts."""

from __future__ import annotations

import io
import json

import pytest

from app.cli.output import ConsoleProgress, Output
from app.domain.errors import BadInput, Finding, Refused
from app.messages import use_language


@pytest.fixture(autouse=True)
def in_english():
    with use_language("en"):
        yield


def spoken(is_json: bool = False) -> tuple[Output, io.StringIO, io.StringIO]:
    out, beside = io.StringIO(), io.StringIO()
    return Output(is_json, out, beside), out, beside


def test_json_holds_one_document_and_nothing_for_people():
    output, out, beside = spoken(is_json=True)
    output.say("hello")
    output.table(["A"], [["b"]])
    output.document({"name": "髙橋 𠮷"})
    assert json.loads(out.getvalue()) == {"name": "髙橋 𠮷"}
    assert "髙橋" in out.getvalue()
    assert beside.getvalue() == ""


def test_every_finding_becomes_a_row_with_place_and_remedy():
    output, out, _beside = spoken(is_json=True)
    data = {"need": 11, "have": 10, "missing": 1}
    found = Finding("people.phone_too_short", "a.csv", 3, "電話", "090-0000-991", data)
    output.error(BadInput("import.refused", (found,), count=1))
    (row,) = json.loads(out.getvalue())["errors"]
    assert {key: row[key] for key in ("file", "row", "column", "value")} == {
        "file": "a.csv", "row": 3, "column": "電話", "value": "090-0000-991",
    }  # fmt: skip
    assert row["message"] == "This phone number needs 11 digits. It has 10."
    assert row["what_to_do"] == "Add 1."


def test_a_refusal_without_findings_has_the_same_shape():
    output, out, _beside = spoken(is_json=True)
    output.error(Refused("signin.wrong", left=2, seconds=0, name="x"))
    (row,) = json.loads(out.getvalue())["errors"]
    assert set(row) == {"file", "row", "column", "value", "code", "message", "what_to_do"}
    assert "2" in row["message"]


def test_people_read_the_place_the_value_and_what_to_do():
    output, out, beside = spoken()
    found = Finding("day.month", "a.csv", 2, "生年月日", "S15.13.1", {"month": 13})
    output.error(BadInput("import.refused", (found,), count=1))
    assert out.getvalue() == ""
    said = beside.getvalue()
    for piece in ("a.csv", "row 2", "生年月日", "S15.13.1", "13", "→"):
        assert piece in said


def test_a_thousand_findings_do_not_flood_the_terminal():
    output, _out, beside = spoken()
    found = tuple(Finding("day.month", "a.csv", n, data={"month": 13}) for n in range(1000))
    output.error(BadInput("import.refused", found, count=1000))
    assert len(beside.getvalue().splitlines()) < 120
    assert "--json" in beside.getvalue()


def test_somebodys_data_cannot_move_the_cursor():
    output, out, _beside = spoken()
    output.table(["Name"], [["山田\x1b[2J\n恵子\u202e"]])
    assert "\x1b" not in out.getvalue()
    assert "\u202e" not in out.getvalue()
    assert len(out.getvalue().splitlines()) == 2


def test_columns_line_up_under_full_width_names():
    output, out, _beside = spoken()
    output.table(["Name", "Kana"], [["佐藤", "さとう"], ["Abe", "あべ"]])
    lines = out.getvalue().splitlines()
    assert lines[1].index("さ") + 2 == lines[2].index("あ")


def test_short_work_reports_nothing():
    beside = io.StringIO()
    progress = ConsoleProgress(beside)
    for done in range(1, 11):
        progress.step("import.write", done, 10)
    assert beside.getvalue() == ""
