"""Instances and timetables of the ITC-2007 competition as files."""

from __future__ import annotations

from pathlib import Path

from app.domain.clubs.curriculum import Instance, Lecture, solution_text
from app.domain.clubs.curriculum_reading import read_ctt, read_solution
from app.domain.errors import BadInput, Finding
from app.files.writing import write_whole

LARGEST_FILE_BYTES = 20 * 1024 * 1024


def read_instance(path: Path) -> Instance:
    """Read an instance.

    Raises:
        BadInput: with every finding.
    """
    return read_ctt(_text(path), str(path))


def read_timetable(path: Path, instance: Instance) -> tuple[Lecture, ...]:
    """Read a timetable of an instance.

    Raises:
        BadInput: with every finding.
    """
    return read_solution(_text(path), str(path), instance)


def write_timetable(path: Path, instance: Instance, lectures: tuple[Lecture, ...]) -> None:
    """Write a timetable in the competition's format, whole or not at all."""
    write_whole(path, solution_text(instance, lectures).encode("utf-8"))


def _text(path: Path) -> str:
    """Return a file's text; old instances that are not UTF-8 are Latin-1."""
    if not path.is_file():
        raise _refusal("file.not_found", path)
    with path.open("rb") as source:
        content = source.read(LARGEST_FILE_BYTES + 1)
    if len(content) > LARGEST_FILE_BYTES:
        raise _refusal("clubs.ctt.file_too_large", path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _refusal(code: str, path: Path) -> BadInput:
    found = Finding(code, str(path), data={"file": str(path)})
    return BadInput(code, (found,), file=str(path))
