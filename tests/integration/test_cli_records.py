"""People and consultations from the command line, on a demo centre."""

from __future__ import annotations

import json
import stat
import subprocess
import sys

import pytest

from tests.helpers.command_line import ROOT, demo_centre, madoguchi

ROWS = [
    "氏名,フリガナ,生年月日,電話番号,宛名番号",
    "髙橋 清,タカハシ キヨシ,S15.4.1,090-0000-9911,T1",
    "渡邊 ハル,ワタナベ ハル,昭和12年3月5日,0999-00-1234,T2",
]


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    return demo_centre(tmp_path_factory.mktemp("records") / "centre")


def write(file, rows, encoding="cp932"):
    file.write_bytes("\r\n".join(rows).encode(encoding) + b"\r\n")
    return file


def test_the_login_file_is_for_its_owner_only(centre):
    login = centre / "demo-login.txt"
    assert stat.S_IMODE(login.stat().st_mode) == 0o600
    keys = [line.partition("=")[0] for line in login.read_text("utf-8").splitlines()]
    assert keys == ["operator", "pin", "passphrase"]


def test_the_same_seed_gives_the_same_answers(centre, tmp_path):
    twin = demo_centre(tmp_path / "twin")
    for words in (["consultations", "search", "写真"], ["people", "find", "や"]):
        first, second = (
            madoguchi(*words, "--json", "--centre", one).document for one in (centre, twin)
        )
        assert first == second
        assert first["total"] > 0


def test_a_demo_is_never_made_over_something(centre):
    before = sorted(one.name for one in centre.iterdir())
    told = madoguchi("demo", "--out", centre)
    assert told.code == 3
    assert sorted(one.name for one in centre.iterdir()) == before


def test_people_of_a_cp932_file_are_imported_and_found(centre, tmp_path):
    file = write(tmp_path / "town.csv", ROWS)
    added = madoguchi("people", "import", file, "--centre", centre, "--json")
    assert added.code == 0, added.err
    assert added.document["added"] == 2
    found = madoguchi("people", "find", "たかはし", "きよし", "--centre", centre, "--json").document
    assert [one["name"] for one in found["people"]] == ["髙橋 清"]
    by_phone = madoguchi("people", "find", "9911", "--centre", centre, "--json").document
    assert by_phone["people"] == found["people"]
    shown = madoguchi("people", "show", found["people"][0]["id"], "--centre", centre, "--json")
    assert shown.document["person"]["birth_date"] == "1940-04-01"


def test_importing_twice_adds_nobody_twice(centre, tmp_path):
    file = write(tmp_path / "again.csv", ["氏名,宛名番号", "林 進,T77"])
    assert madoguchi("people", "import", file, "--centre", centre, "--json").document["added"] == 1
    again = madoguchi("people", "import", file, "--centre", centre, "--json").document
    assert (again["added"], again["known"]) == (0, [2])


def test_one_bad_cell_keeps_the_whole_file_out_and_is_named(centre, tmp_path):
    rows = [*ROWS, "無番 太郎,ムバン タロウ,S15.13.1,090-0000-991,T9"]
    file = write(tmp_path / "bad.csv", rows)
    told = madoguchi("people", "import", file, "--centre", centre, "--json")
    assert told.code == 3
    errors = told.document["errors"]
    assert [(e["file"], e["row"], e["column"], e["value"]) for e in errors] == [
        ("bad.csv", 4, "生年月日", "S15.13.1"),
        ("bad.csv", 4, "電話番号", "090-0000-991"),
    ]
    assert all(e["message"] and e["what_to_do"] for e in errors)
    assert madoguchi("people", "find", "無番", "--centre", centre, "--json").document["total"] == 0


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"\x8e\x81\x96\xbc,\x93d\x98b\r\n\x8e\x52,09000000001\r\n\x81\x20\xfe\xff,1\r\n", 3),
        ("氏名,電話\n山,09000000001\n海,1,2,3\n".encode(), 3),
        ("氏名,電話\n山,09000000001\n\"海,1\n".encode(), 3),
        (b"", 0),
        (b"PK\x03\x04 no spreadsheet", 0),
        ("氏名,電話\n\0山,1\n".encode(), 2),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_its_place(centre, tmp_path, content, row):
    file = tmp_path / "broken.csv"
    file.write_bytes(content)
    told = madoguchi("people", "import", file, "--centre", centre, "--json")
    assert told.code == 3, told.out
    assert told.document["errors"][0]["file"] == "broken.csv"
    assert told.document["errors"][0]["row"] == row


def test_a_file_that_is_not_there_is_refused(centre, tmp_path):
    told = madoguchi("people", "import", tmp_path / "no.csv", "--centre", centre)
    assert told.code == 3
    assert "no.csv" in told.err


def test_my_number_is_refused_and_not_repeated(centre, tmp_path):
    number = "123456789018"
    file = write(tmp_path / "mn.csv", ["氏名,備考", f"山 一郎,番号は {number} です"])
    told = madoguchi("people", "import", file, "--centre", centre, "--json")
    assert told.code == 3
    assert number not in told.out + told.err


@pytest.mark.parametrize("turned", [False, True])
def test_a_mapping_names_columns_the_program_does_not_know(centre, tmp_path, turned):
    file = write(tmp_path / "odd.csv", ["だれ,なんばん", f"海野 {turned},0900000444{int(turned)}"])
    pairs = {"だれ": "name", "なんばん": "phone"}
    if turned:
        pairs = {field: heading for heading, field in pairs.items()}
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps(pairs, ensure_ascii=False), "utf-8")
    words = ("people", "import", file, "--centre", centre, "--json")
    assert madoguchi(*words).code == 3
    added = madoguchi(*words, "--mapping", mapping)
    assert added.code == 0, added.out
    assert added.document["added"] == 1


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}', "\x00", '{"無い列": "name"}'])
def test_a_mapping_that_does_not_fit_is_refused(centre, tmp_path, content):
    file = write(tmp_path / "list.csv", ["氏名", "海野 一"])
    mapping = tmp_path / "mapping.json"
    mapping.write_text(content, "utf-8")
    told = madoguchi("people", "import", file, "--mapping", mapping, "--centre", centre, "--json")
    assert told.code == 3, told.out
    assert told.document["errors"]


def test_search_finds_words_inside_stories_in_any_width(centre):
    wide = madoguchi("consultations", "search", "ＬＩＮＥ", "--centre", centre, "--json").document
    narrow = madoguchi("consultations", "search", "line", "--centre", centre, "--json").document
    assert wide["total"] == narrow["total"]


@pytest.mark.parametrize("text", ["%", "_", '"', "'", "*", "NEAR(", "-", "()", "🙂", "שלום", "\\"])
def test_odd_signs_in_a_search_are_only_signs(centre, text):
    for area, verb in (("consultations", "search"), ("people", "find")):
        found = madoguchi(area, verb, "--centre", centre, "--json", "--", text)
        assert found.code == 0, found.err
        assert found.document["total"] <= 40


def test_pages_of_a_search_join_without_gap(centre):
    whole = madoguchi("consultations", "search", "の", "--centre", centre, "--json").document
    pieces = []
    for offset in range(0, whole["total"], 7):
        pieces += madoguchi(
            "consultations", "search", "の", "--centre", centre, "--json",
            "--limit", "7", "--offset", str(offset),
        ).document["consultations"]  # fmt: skip
    assert len({one["id"] for one in pieces}) == whole["total"] == len(pieces)


def test_two_programs_write_to_one_centre_at_once(centre, tmp_path):
    running = []
    for n in range(3):
        rows = ["氏名,フリガナ", *[f"双子{n} {k:03d},フタゴ" for k in range(150)]]
        file = write(tmp_path / f"{n}.csv", rows)
        words = [
            sys.executable,
            "-m",
            "app",
            "people",
            "import",
            str(file),
            "--centre",
            str(centre),
        ]
        running.append(subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL))
    assert [one.wait(60) for one in running] == [0, 0, 0]
    found = madoguchi("people", "find", "双子", "--centre", centre, "--json").document
    assert found["total"] == 450


def test_the_demo_login_opens_nothing_else_than_a_demo(centre):
    """Roles apply: the officer's PIN is right and she still sees no people."""
    pin = centre.parent / "pin.txt"
    pin.write_text("7305\n", "utf-8")
    told = madoguchi(
        "people", "find", "山", "--centre", centre, "--operator", "西村直子", "--pin-file", pin
    )
    assert told.code == 4
    assert "officer" in told.err
