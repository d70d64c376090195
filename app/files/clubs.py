"""Reads and writes the plain files of the club planner: problem, plan, changes (JSON)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from app.domain.clubs.plan import Changes, Plan
from app.domain.clubs.problem import Problem
from app.domain.clubs.read_plan import read_changes, read_plan
from app.domain.clubs.read_problem import read_problem
from app.domain.clubs.writing import plan_document, problem_document
from app.domain.errors import BadInput, Finding, Unavailable
from app.files.writing import write_whole

LARGEST_FILE_BYTES = 200 * 1024 * 1024


def read_problem_file(path: Path) -> Problem:
    """Read `problem.json`; its hash is that of the file's bytes.

    Raises:
        BadInput: with every finding, or because the file is no JSON document.
    """
    content = _bytes(path)
    return read_problem(_document(content, path), path.name, hashlib.sha256(content).hexdigest())


def read_plan_file(path: Path, problem: Problem) -> Plan:
    """Read `plan.json` against its problem; `BadInput` as above."""
    return read_plan(_document(_bytes(path), path), path.name, problem)


def read_changes_file(path: Path, problem: Problem) -> Changes:
    """Read `changes.json` against the problem as it was; `BadInput` as above."""
    return read_changes(_document(_bytes(path), path), path.name, problem)


def write_problem_file(path: Path, problem: Problem) -> None:
    """Write `problem.json`, the same bytes for the same problem."""
    _write(path, problem_document(problem))


def write_plan_file(path: Path, plan: Plan) -> None:
    """Write `plan.json`, the same bytes for the same plan."""
    _write(path, plan_document(plan))


def _write(path: Path, document: dict[str, object]) -> None:
    write_whole(path, (_lines(document) + "\n").encode("utf-8"))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise _refused("clubs.too_large", path)
        return path.read_bytes()
    except FileNotFoundError:
        raise _refused("file.not_found", path) from None
    except OSError as error:
        raise Unavailable("file.cannot_use", file=str(path), reason=error.errno or 0) from error


def _document(content: bytes, path: Path) -> object:
    data: dict[str, object] = {"line": 1, "sign": 1}
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise _refused("clubs.not_utf8", path) from None
    except _Twice as twice:
        raise _refused("clubs.key_twice", path, key=str(twice)) from None
    except json.JSONDecodeError as error:
        data = {"line": error.lineno, "sign": error.colno}
    except (ValueError, RecursionError):
        pass
    raise _refused("clubs.not_json", path, **data)


class _Twice(Exception):
    """A name stands twice in one object."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Make an object; two values of one name would be read in two ways."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _no_number(word: str) -> object:
    """Refuse NaN and Infinity, which JSON does not have."""
    raise ValueError(word)


def _refused(code: str, path: Path, **data: object) -> BadInput:
    data = {"file": str(path), **data}
    return BadInput(code, (Finding(code, str(path), data=data),), **data)


def _lines(document: dict[str, object]) -> str:
    """Return JSON with each entry of a top-level list on a line of its own."""
    parts = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            lines = ",\n".join(f"    {json.dumps(one, ensure_ascii=False)}" for one in value)
            parts.append(f"  {json.dumps(key)}: [\n{lines}\n  ]")
        else:
            parts.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}"
