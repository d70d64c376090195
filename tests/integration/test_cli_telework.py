"""`telework` on real files, as a script would call it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.helpers.command_line import Answer, madoguchi


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with invented tables."""
    folder = tmp_path_factory.mktemp("market")
    made = madoguchi(
        "telework", "generate", "--workers", "120", "--jobs", "50", "--seed", "1", "--out", folder
    )
    assert made.code == 0, made.err
    return folder


def tables(folder: Path) -> tuple[str | Path, ...]:
    return ("--workers", folder / "workers.csv", "--jobs", folder / "jobs.csv")


def match(folder: Path, method: str, *more: str | Path) -> Answer:
    out = folder / f"{method}.csv"
    return madoguchi("telework", "match", *tables(folder), "--method", method, "--out", out, *more)


@pytest.mark.parametrize("method", ["most", "fit", "stable"])
def test_a_matching_is_written_reported_and_passes_its_check(market: Path, method: str) -> None:
    answer = match(market, method, "--json")
    assert answer.code == 0, answer.err
    report = json.loads((market / "report.json").read_text(encoding="utf-8"))
    assert answer.document == report
    assert report["method"] == method
    assert report["unmet_needs"] == 0
    assert {"placed", "fit", "blocking_pairs", "seconds"} <= set(report)
    stable = ["--stable"] if method == "stable" else []
    checked = madoguchi(
        "telework", "check", *tables(market), "--matching", market / f"{method}.csv", "--json",
        *stable,
    )  # fmt: skip
    assert checked.code == 0, checked.out
    assert checked.document["placed"] == report["placed"]


def test_the_same_seed_writes_the_same_bytes(market: Path) -> None:
    match(market, "stable")
    first = (market / "stable.csv").read_bytes()
    match(market, "stable")
    assert (market / "stable.csv").read_bytes() == first


def test_a_placement_that_breaks_a_rule_ends_with_4(market: Path) -> None:
    match(market, "most")
    text = (market / "most.csv").read_text(encoding="utf-8-sig").splitlines()
    first, second = text[1].split(","), text[2].split(",")
    first[1], second[1] = second[1], first[1]
    bad = market / "bad.csv"
    bad.write_text("\n".join([text[0], ",".join(first), ",".join(second)]), encoding="utf-8")
    checked = madoguchi("telework", "check", *tables(market), "--matching", bad, "--json")
    assert checked.code == 4
    assert checked.document["violations"]


def test_a_matching_of_another_program_needs_two_columns_only(market: Path) -> None:
    match(market, "fit")
    lines = (market / "fit.csv").read_text(encoding="utf-8-sig").splitlines()
    bare = market / "bare.csv"
    bare.write_text("\n".join(",".join(line.split(",")[:2]) for line in lines), encoding="utf-8")
    full, short = (
        madoguchi("telework", "check", *tables(market), "--matching", file, "--json")
        for file in (market / "fit.csv", bare)
    )
    assert short.code == full.code == 0, short.out
    assert short.document == full.document
    wrong = lines[1].split(",")
    wrong[2] = "1.00"
    bare.write_text("\n".join([lines[0], ",".join(wrong)]), encoding="utf-8")
    answer = madoguchi("telework", "check", *tables(market), "--matching", bare, "--json")
    assert (answer.code, answer.document["wrong_scores"]) == (0, 1)


def test_a_blocking_pair_ends_with_4_only_when_asked(market: Path) -> None:
    match(market, "stable")
    text = (market / "stable.csv").read_text(encoding="utf-8-sig").splitlines()
    empty = market / "empty.csv"
    empty.write_text(text[0] + "\n" + text[1] + "\n", encoding="utf-8")
    words = ("telework", "check", *tables(market), "--matching", empty)
    assert madoguchi(*words).code == 0
    assert madoguchi(*words, "--stable").code == 4


def test_an_explanation_adds_up_in_every_language(market: Path) -> None:
    for language in ("ja", "ja_easy", "en"):
        answer = madoguchi(
            "telework", "explain", *tables(market), "--worker", "W00001", "--job", "J00002",
            "--json", "--language", language,
        )  # fmt: skip
        assert answer.code == 0, answer.out
        found = answer.document
        assert sum(found["terms"].values()) == pytest.approx(found["score"])
        assert all(one["message"] for one in found["satisfied"] + found["unsatisfied"])


def test_a_job_is_taken_apart_into_a_sheet(market: Path) -> None:
    rows = (market / "jobs.csv").read_text(encoding="utf-8-sig").splitlines()
    job = next(row.split(",")[0] for row in rows if "作業2" in row and row.split(",")[3] == "yes")
    sheet = market / "tasks.csv"
    answer = madoguchi(
        "telework", "tasks", *tables(market), "--job", job, "--out", sheet, "--json"
    )  # fmt: skip
    assert answer.code == 0, answer.out
    lines = sheet.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == answer.document["pieces"] + 1 >= 3


def test_who_has_not_agreed_is_not_told_apart_from_who_is_not_there(market: Path) -> None:
    rows = (market / "workers.csv").read_text(encoding="utf-8-sig").splitlines()
    withheld = next(row.split(",")[0] for row in rows if row.split(",")[1] == "no")
    answers = [
        madoguchi("telework", "explain", *tables(market), "--worker", who, "--job", "J00001")
        for who in (withheld, "W99999")
    ]
    assert [one.code for one in answers] == [3, 3]
    assert answers[0].err.replace(withheld, "?") == answers[1].err.replace("W99999", "?")


def test_findings_name_file_row_and_column(market: Path, tmp_path: Path) -> None:
    text = (market / "workers.csv").read_text(encoding="utf-8-sig").splitlines()
    cells = text[1].split(",")
    cells[2] = "many"
    bad = tmp_path / "workers.csv"
    bad.write_text("\n".join([text[0], ",".join(cells)]), encoding="cp932")
    answer = madoguchi(
        "telework", "match", "--workers", bad, "--jobs", market / "jobs.csv", "--method", "fit",
        "--out", tmp_path / "m.csv", "--json",
    )  # fmt: skip
    assert answer.code == 3
    (one,) = answer.document["errors"]
    assert (one["file"], one["row"], one["column"]) == ("workers.csv", 2, "hours_min")
    assert not (tmp_path / "m.csv").exists()


@pytest.mark.parametrize("method", ["most", "fit", "stable"])
def test_kind_and_degree_of_a_disability_change_not_one_byte(
    market: Path, tmp_path: Path, method: str
) -> None:
    with (market / "workers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"disability_type", "severity"} <= set(rows[0])
    for place, row in enumerate(rows):
        row["disability_type"], row["severity"] = f"other-{place % 5}", str(place % 7)
    with (tmp_path / "workers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    (tmp_path / "jobs.csv").write_bytes((market / "jobs.csv").read_bytes())
    assert match(market, method).code == 0
    assert match(tmp_path, method).code == 0
    assert (tmp_path / f"{method}.csv").read_bytes() == (market / f"{method}.csv").read_bytes()
