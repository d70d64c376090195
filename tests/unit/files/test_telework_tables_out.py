"""Workers and jobs written as tables are read back as they were, whatever market they come from."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.telework.inputs import Task, TeleworkInput
from app.domain.telework.invent import invent
from app.domain.telework.tables_out import jobs_table, workers_table
from app.files.telework_input import read_input
from app.files.telework_matching import write_table, write_tables


def market(folder: Path, seed: int) -> TeleworkInput:
    """Return an invented market as it is read from files."""
    write_tables(folder, invent(12, 9, seed))
    return read_input(folder / "workers.csv", folder / "jobs.csv")


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["a.csv", "a.xlsx"]))
def test_written_and_read_again_is_the_same(seed: int, name: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        before = market(folder, seed)
        workers, jobs = folder / f"workers-{name}", folder / f"jobs-{name}"
        write_table(workers, workers_table(before.workers), "utf-8")
        write_table(jobs, jobs_table(before.jobs), "utf-8")
        after = read_input(workers, jobs)
    assert after.workers == before.workers
    assert after.jobs == before.jobs


@pytest.mark.parametrize("sign", [";", "；", "、", "|"])
def test_a_task_whose_name_holds_a_separator_stays_one_task(tmp_path: Path, sign: str) -> None:
    from dataclasses import replace

    job = market(tmp_path, 1).jobs[0]
    odd = replace(job, tasks=(Task(f"入力{sign}確認", 7, (), is_remote_ready=True),))
    write_table(tmp_path / "j.csv", jobs_table((odd,)), "cp932")
    (back,) = read_input(tmp_path / "workers.csv", tmp_path / "j.csv").jobs
    assert back.tasks == (Task("入力・確認", 7, (), is_remote_ready=True),)
