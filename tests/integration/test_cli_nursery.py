"""The nursery verbs as scripts call them: the cases of docs/nursery.md, whatever the row order."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import pytest

from tests.helpers.command_line import madoguchi

SEATS = "保育所ID,保育所名,0歳募集人数,1歳募集人数,2歳募集人数,3歳募集人数,4歳募集人数,5歳募集人数"
CHILDREN = "申請者番号,世帯番号,年齢,在籍保育所ID,きょうだいパターン,希望保育園ID_1,希望保育園ID_2,点数,加配"
Case = tuple[list[str], list[str], list[str], dict[str, str]]
CASES: dict[str, Case] = {
    "both in one nursery": (
        ["1,X,1,,5,A,B,40,", "4,X,1,,5,A,B,10,", "2,Y,1,,5,A,B,30,", "3,Y,1,,5,A,B,20,"],
        ["A,A,0,2,0,0,0,0", "B,B,0,2,0,0,0,0"],
        [],
        {"1": "A", "4": "A", "2": "B", "3": "B"},
    ),
    "rather apart": (
        ["1,X,1,,6,A,B,40,", "4,X,1,,6,A,B,10,", "2,Y,1,,6,A,B,30,", "3,Y,1,,6,A,B,20,"],
        ["A,A,0,2,0,0,0,0", "B,B,0,2,0,0,0,0"],
        ["X,1,1,A,4,B", "X,2,1,A,4,A", "X,3,1,B,4,B",
         "Y,1,2,A,3,B", "Y,2,2,A,3,A", "Y,3,2,B,3,B"],
        {"1": "A", "2": "A", "3": "B", "4": "B"},
    ),
    "nothing stable": (
        ["1,P,1,,4,d1,d2,30,", "2,P,1,,4,d2,d3,10,", "3,Q,1,,,d2,,20,"],
        ["d1,d1,0,1,0,0,0,0", "d2,d2,0,1,0,0,0,0", "d3,d3,0,1,0,0,0,0"],
        ["P,1,1,d1,2,d2", "P,2,1,d2,2,d3"],
        {"1": "d1", "2": "d2", "3": ""},
    ),
    "two who swap": (
        ["a,1,1,A,,B,,30,", "b,2,1,B,,A,,20,", "new,3,1,,,A,B,5,"],
        ["A,A,0,0,0,0,0,0", "B,B,0,0,0,0,0,0"],
        [],
        {"a": "B", "b": "A", "new": ""},
    ),
    "a chain": (
        ["a,1,1,A,,B,,30,", "b,2,1,B,,C,,20,", "new,3,1,,,A,,10,"],
        ["A,A,0,0,0,0,0,0", "B,B,0,0,0,0,0,0", "C,C,0,1,0,0,0,0"],
        [],
        {"a": "B", "b": "C", "new": "A"},
    ),
    "extra staff": (
        ["1,1,1,,,A,,40,1", "2,2,1,,,A,,30,1", "3,3,1,,,A,,20,", "4,4,1,,,A,,10,"],
        ["A,A,0,3,0,0,0,0,1"],
        [],
        {"1": "A", "2": "", "3": "A", "4": "A"},
    ),
}  # fmt: skip


def _write(folder: Path, case: Case, seed: int, encoding: str = "utf-8-sig") -> list[str]:
    children, facilities, combinations, _answer = case
    draw = random.Random(seed)
    heads = {
        "children": CHILDREN,
        "facilities": SEATS + (",加配定員" if facilities[0].count(",") == 8 else ""),
        "combinations": "ファミリーコード,総当たり順位,宛名コード1,希望施設1,宛名コード2,希望施設2",
    }
    words: list[str] = []
    for name, rows in zip(heads, (children, facilities, combinations), strict=True):
        if rows:
            shuffled = draw.sample(rows, len(rows))
            file = folder / f"{name}.csv"
            file.write_bytes("\r\n".join([heads[name], *shuffled, ""]).encode(encoding))
            words += [f"--{name}", str(file)]
    return words


def _places(file: Path) -> dict[str, str]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return {row["申請者番号"]: row["保育所ID"] for row in csv.DictReader(opened)}


@pytest.mark.parametrize("name", CASES)
def test_the_cases_have_the_stated_answer_whatever_the_row_order(tmp_path: Path, name: str):
    written = set()
    for seed, encoding in ((1, "utf-8"), (2, "cp932")):
        words = _write(tmp_path, CASES[name], seed, encoding)
        done = madoguchi("nursery", "allocate", *words, "--out", tmp_path / "out", "--json")
        assert done.code == 0, done.err
        assert set(done.document["proved"].values()) == {True}
        assert _places(tmp_path / "out" / "result.csv") == CASES[name][3]
        written.add((tmp_path / "out" / "result.csv").read_bytes())
    assert len(written) == 1
    assert written.pop().startswith("\ufeff申請者番号,結果,保育所ID,希望順位,理由\r\n".encode())


def test_where_nothing_is_stable_the_family_whose_appeal_would_succeed_is_named(tmp_path: Path):
    words = _write(tmp_path, CASES["nothing stable"], 1)
    done = madoguchi("nursery", "allocate", *words, "--out", tmp_path, "--json")
    assert done.document["blocking"] == [
        {"household": "Q", "position": 1, "wanted": ["d2"], "holds": [None], "displaces": ["2"]}
    ]
    result = ["--result", tmp_path / "result.csv"]
    checked = madoguchi("nursery", "verify", *words, *result, "--json")
    assert (checked.code, checked.document["feasible"], checked.document["stable"]) == (
        4,
        True,
        False,
    )
    why = madoguchi("nursery", "explain", *words, *result, "--child", "3", "--json")
    assert why.document["wishes"][0]["reason_code"] == "appeal"


def test_the_reason_is_the_staff_and_not_the_seats(tmp_path: Path):
    words = _write(tmp_path, CASES["extra staff"], 1)
    madoguchi("nursery", "allocate", *words, "--out", tmp_path)
    result = ["--result", tmp_path / "result.csv"]
    why = madoguchi("nursery", "explain", *words, *result, "--child", "2", "--json")
    assert why.document["wishes"][0]["reason_code"] == "staff"
    assert madoguchi("nursery", "verify", *words, *result).code == 0


def test_every_planted_error_stands_under_its_kind(tmp_path: Path):
    together = ["1,X,1,,1,A,B,40,", "4,X,1,,1,A,B,10,", "2,Y,1,,,A,B,30,", "3,Z,1,,,A,B,20,"]
    words = _write(tmp_path, (together, ["A,A,0,2,0,0,0,0", "B,B,0,2,0,0,0,0"], [], {}), 1)
    planted = {
        "over_budget": "1,A\n4,A\n2,A\n3,B\n",
        "blocking": "1,B\n4,B\n2,A\n3,\n",
        "not_listed": "1,A\n4,B\n2,A\n3,B\n",
    }
    file = tmp_path / "typed.csv"
    for kind, rows in planted.items():
        file.write_text("申請者番号,保育所ID\n" + rows, encoding="utf-8")
        done = madoguchi("nursery", "verify", *words, "--result", file, "--json")
        assert done.code == 4
        assert done.document[kind], (kind, done.document)
    file.write_text("申請者番号,保育所ID\n1,C\n9,A\n", encoding="utf-8")
    refused = madoguchi("nursery", "verify", *words, "--result", file, "--json")
    assert refused.code == 3
    codes = [one["code"] for one in refused.document["errors"]]
    assert codes == ["nursery.unknown_nursery", "nursery.result_unknown_child"]
    words = _write(tmp_path, CASES["two who swap"], 1)
    file.write_text("申請者番号,保育所ID\na,B\nb,\nnew,\n", encoding="utf-8")
    done = madoguchi("nursery", "verify", *words, "--result", file, "--json")
    assert done.document["lost_seat"] == [{"child": "b", "nursery": "B"}]


def test_full_ties_stop_the_run_and_are_all_listed(tmp_path: Path):
    rows = ["1,1,1,,,A,,30,", "2,2,1,,,A,,30,", "3,3,1,,,A,,30,"]
    words = _write(tmp_path, (rows, ["A,A,0,1,0,0,0,0"], [], {}), 1)
    done = madoguchi("nursery", "allocate", *words, "--out", tmp_path / "out", "--json")
    assert done.code == 3
    pairs = {(one["code"], one["value"]) for one in done.document["errors"]}
    assert pairs == {("nursery.full_tie", "2"), ("nursery.full_tie", "3")}
    assert len(done.document["errors"]) == 3
    assert not (tmp_path / "out").exists()
    (tmp_path / "rules.toml").write_text("lottery_seed = 7\n", encoding="utf-8")
    drawn = madoguchi(
        "nursery", "allocate", *words, "--rules", tmp_path / "rules.toml", "--out", tmp_path
    )
    assert drawn.code == 0
    wide = _write(tmp_path, (rows, ["A,A,0,3,0,0,0,0"], [], {}), 1)
    assert madoguchi("nursery", "check", *wide).code == 0


def test_files_that_are_not_there_are_all_named(tmp_path: Path):
    gone = [tmp_path / "a.csv", tmp_path / "b.csv"]
    words = ["--children", gone[0], "--facilities", gone[1], "--out", tmp_path / "out", "--json"]
    done = madoguchi("nursery", "allocate", *words)
    assert done.code == 3
    assert [one["file"] for one in done.document["errors"]] == list(map(str, gone))
    assert not (tmp_path / "out").exists()


def test_bad_input_is_refused_with_every_finding(tmp_path: Path):
    rows = ["1,1,7,,,A,A,30,", "1,2,1,,,Z,,x,-1", "3,3,1,A,,A,,30,"]
    words = _write(tmp_path, (rows, ["A,A,0,-1,0,0,0,0"], [], {}), 1)
    done = madoguchi("nursery", "check", *words, "--json")
    assert done.code == 3
    codes = {one["code"] for one in done.document["errors"]}
    assert codes >= {
        "nursery.age", "nursery.id_twice", "nursery.wish_twice", "nursery.unknown_nursery",
        "nursery.negative", "nursery.wish_present",
    }  # fmt: skip
    assert all(
        one["row"] and one["message"] and one["what_to_do"] for one in done.document["errors"]
    )


def test_invented_files_are_the_same_for_the_same_seed_and_allocate_twice_alike(tmp_path: Path):
    made = []
    for name in ("a", "b"):
        folder = tmp_path / name
        done = madoguchi(
            "nursery", "generate", "--children", "300", "--facilities", "12", "--seed", "3",
            "--out", folder,
        )  # fmt: skip
        assert done.code == 0
        words = [w for n in ("children", "facilities") for w in (f"--{n}", folder / f"{n}.csv")]
        words += ["--rules", folder / "rules.toml"]
        assert madoguchi("nursery", "allocate", *words, "--out", folder).code == 0
        report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        report.pop("seconds")
        made.append(((folder / "result.csv").read_bytes(), report))
        compared = madoguchi(
            "nursery", "compare", "--result", folder / "result.csv",
            "--against", tmp_path / "a" / "result.csv", "--json",
        )  # fmt: skip
        assert compared.document == []
    assert made[0] == made[1]


def test_a_result_as_chilmai_writes_it_is_checked_and_compared(tmp_path: Path):
    words = _write(tmp_path, CASES["two who swap"], 1)
    file = tmp_path / "chilmai.csv"
    heads = "申請者番号,在籍保育所ID,希望保育園ID_1,入所選考結果保育所ID,入所選考結果保育所名"
    file.write_text(f"{heads}\na,A,B,,\nb,B,A,,\nnew,,A,,\n", encoding="utf-8")
    done = madoguchi("nursery", "verify", *words, "--result", file, "--json")
    # Nobody may take the other's seat; that they swap is what the aim of most placed adds.
    assert (done.code, done.document["lost_seat"]) == (0, [])
    madoguchi("nursery", "allocate", *words, "--out", tmp_path)
    against = ["--result", tmp_path / "result.csv", "--against", file]
    found = madoguchi("nursery", "compare", *words, *against, "--json")
    assert [(one["child"], one["ours"], one["theirs"]) for one in found.document] == [
        ("a", "B", "A"),
        ("b", "A", "B"),
    ]
    assert {one["cause"] for one in found.document} == {"rule"}
    assert all(one["sentence"] for one in found.document)
    half = madoguchi("nursery", "compare", *words[:2], *against)
    assert half.code == 2


def test_the_check_names_in_words_what_is_wrong(tmp_path: Path):
    words = _write(tmp_path, CASES["nothing stable"], 1)
    file = tmp_path / "typed.csv"
    file.write_text("申請者番号,保育所ID\n1,d1\n2,d2\n3,d2\n", encoding="utf-8")
    done = madoguchi("nursery", "verify", *words, "--result", file)
    assert done.code == 4
    assert "Nursery d2, age 1: 2 placed on 1 seats." in done.out


def test_an_id_that_looks_like_a_formula_is_read_back_as_it_was(tmp_path: Path):
    words = _write(tmp_path, (["+x,1,1,,,A,,30,"], ["A,A,0,1,0,0,0,0"], [], {}), 1)
    assert madoguchi("nursery", "allocate", *words, "--out", tmp_path).code == 0
    result = ["--result", tmp_path / "result.csv"]
    assert b"'+x," in (tmp_path / "result.csv").read_bytes()
    assert madoguchi("nursery", "verify", *words, *result).code == 0
