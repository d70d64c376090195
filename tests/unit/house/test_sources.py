"""What may not stand in the source: long files, places of one machine, loose ends."""

from __future__ import annotations

import ast
import re
import subprocess

import pytest

from tests.helpers.locked import ROOT

# Data and generated text may be as long as they are.
LONGEST_FILE_LINES = 450
LONGEST_WINDOW_LINES = 250
LONGEST_FUNCTION_LINES = 60


def tracked(*patterns: str) -> list[str]:
    """Return the paths git knows of or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this copy of the source is not a git checkout, so its files are not known")
    return [name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_no_file_has_grown_into_two_user_tasks():
    long = {}
    for name in tracked("app/*.py", "tools/*.py"):
        limit = LONGEST_WINDOW_LINES if name == "app/ui/window.py" else LONGEST_FILE_LINES
        lines = text_of(name).count("\n")
        # A table of data has hardly any functions.
        is_data = len(re.findall(r"^\s*def ", text_of(name), re.M)) <= 3
        if lines > limit and not is_data:
            long[name] = lines
    assert long == {}


def test_no_function_needs_a_map():
    long = {}
    for name in tracked("app/*.py", "tools/*.py"):
        for node in ast.walk(ast.parse(text_of(name))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION_LINES:
                    long[f"{name}: {node.name}"] = lines
    assert long == {}


def test_no_drawer_for_odds_and_ends():
    names = {name.rpartition("/")[2] for name in tracked("*.py")}
    assert not names & {"utils.py", "util.py", "helpers.py", "misc.py", "widgets.py", "common.py"}


def test_every_module_opens_with_a_sentence():
    for name in tracked("app/*.py", "tools/*.py", "benchmarks/*.py"):
        tree = ast.parse(text_of(name))
        assert not tree.body or ast.get_docstring(tree), name


def test_a_loose_end_names_its_issue():
    for name in tracked("app/*.py", "tools/*.py", "tests/*.py"):
        if name.endswith("house/test_sources.py"):
            continue
        for line in text_of(name).splitlines():
            if re.search(r"#.*\b(TODO|FIXME|XXX)\b", line):
                assert re.search(r"(TODO|FIXME|XXX).*#\d+", line), f"{name}: {line.strip()}"


def test_no_place_of_one_machine_stands_in_the_source():
    """Checkouts lie anywhere; a path of the machine it was written on breaks all others."""
    places = re.compile(r"(?<![\w.})/])/(work|root|home/\w+|opt/(pypi|wheels))\b")
    for name in tracked("*.py", "*.md", "*.toml", "*.sh", "*.in", "run", "test", ".ci/run"):
        if name.endswith("house/test_sources.py"):
            continue
        found = places.search(text_of(name))
        assert not found, f"{name}: {found[0] if found else ''}"


def test_only_commands_print():
    """A print in the program would mix with the one document a command gives on stdout."""
    for name in tracked("app/*.py"):
        if name.startswith(("app/cli/", "app/dev.py", "app/bootstrap.py")):
            continue
        for node in ast.walk(ast.parse(text_of(name))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            assert not (called and node.func.id == "print"), f"{name}:{node.lineno}"


def test_screens_never_sleep():
    for name in tracked("app/ui/*.py"):
        assert not re.search(r"\btime\.sleep\(|QThread\.(m|u)?sleep\(", text_of(name)), name


def test_secrets_and_databases_are_not_in_the_tree():
    names = tracked()
    assert not [one for one in names if re.search(r"\.(db|sqlite3?|key|pem|p12|kdbx)$", one)]
    assert not [one for one in names if one.endswith((".mo", ".pyc"))]
