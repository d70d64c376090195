"""Which checks there are, and in which order they run."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PYTHON: Final = (sys.executable, "-P")

# The import contracts have no `python -m` of their own.
IMPORT_CONTRACTS: Final = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
)

NORMAL_LIMIT_SECONDS: Final = 20 * 60
LONG_LIMIT_SECONDS: Final = 60 * 60


@dataclass(frozen=True)
class Check:
    """One check: a command that exits with 0 when all is well.

    `counts_tests` marks a pytest run, whose tests are counted one by one.
    """

    title: str
    command: tuple[str, ...]
    counts_tests: bool = False
    limit_seconds: int = NORMAL_LIMIT_SECONDS


def normal_checks(has_long: bool) -> list[Check]:
    """Return what ./test runs; `has_long` adds what ./test --all has on top."""
    static = [
        Check("Code style", (*PYTHON, "-m", "ruff", "check", ".")),
        Check("Code format", (*PYTHON, "-m", "ruff", "format", "--check", ".")),
        Check("Types", (*PYTHON, "-m", "mypy")),
        Check("Imports go one way", (*PYTHON, "-c", IMPORT_CONTRACTS)),
        Check("Sentences are translated", (*PYTHON, "-m", "app.dev", "strings", "--check")),
    ]
    groups = [
        ("House rules: licences, lock, sizes", ["tests/unit/house"], []),
        ("Units", ["tests/unit"], ["--ignore=tests/unit/house"]),
        ("Screens", ["tests/ui"], []),
        ("Accessibility", ["tests/a11y"], []),
        ("Parts together", ["tests/integration"], []),
        ("The real program on a virtual screen", ["tests/e2e"], ["--dist=loadfile"]),
    ]
    if has_long:
        groups.append(("Packages", ["tests/packaging"], ["--dist=loadfile"]))
    tests = [
        pytest_check(title, paths, extra, has_long)
        for title, paths, extra in groups
        if any((ROOT / path).is_dir() for path in paths)
    ]
    return [*static, *tests, *_audits(has_long)]


def _audits(has_long: bool) -> list[Check]:
    """Return the audit of screens: a seeded sample, or every cell and the planted faults."""
    audit = (*PYTHON, "-m", "app", "audit")
    if not has_long:
        return [Check("Audit of a sample of screens", (*audit, "--sample", "60", "--seed", "1"))]
    return [
        Check("Audit finds its planted faults", (*audit, "--self-test")),
        Check("Audit of every screen", audit, limit_seconds=LONG_LIMIT_SECONDS),
    ]


def pytest_check(title: str, paths: list[str], extra: list[str], has_long: bool) -> Check:
    """Return a pytest run over the paths; long tests only when asked for, benchmarks never."""
    chosen = "not bench" if has_long else "not bench and not long"
    workers = str(max(2, min(4, os.cpu_count() or 2)))
    slowest = ("--durations=5", "--durations-min=5")
    run = (*PYTHON, "-m", "pytest", "-q", "-n", workers, "-m", chosen, *slowest)
    limit = LONG_LIMIT_SECONDS if has_long else NORMAL_LIMIT_SECONDS
    return Check(title, (*run, *extra, *paths), counts_tests=True, limit_seconds=limit)


def path_checks(paths: list[str]) -> list[Check]:
    """Return one pytest run, in one process, over paths a person named."""
    command = (*PYTHON, "-m", "pytest", *paths)
    return [Check("Tests you named", command, counts_tests=True, limit_seconds=LONG_LIMIT_SECONDS)]


def benchmarks() -> list[Check]:
    """Return every module of benchmarks/ that can be run; each prints what it measured."""
    scripts = sorted((ROOT / "benchmarks").glob("*.py"))
    names = [one.stem for one in scripts if "__main__" in one.read_text(encoding="utf-8")]
    return [
        Check(
            f"Benchmark: {name}",
            (*PYTHON, "-m", f"benchmarks.{name}"),
            limit_seconds=LONG_LIMIT_SECONDS,
        )
        for name in names
    ]
