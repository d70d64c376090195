"""The files of one allocation, and what reading them gave."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Finding
from app.domain.nursery.instance import Instance


@dataclass(frozen=True, slots=True)
class InputFiles:
    """Where the input lies; combinations and rules may be missing."""

    children: Path
    facilities: Path
    combinations: Path | None = None
    rules: Path | None = None


@dataclass(frozen=True, slots=True)
class NurseryInput:
    """An input without errors.

    `rows` is the row of each child in the file of children, by child index; `sha256` is the hash
    of one line a file, `children <its own hash>` and so on, in the order of `InputFiles`.
    """

    instance: Instance
    warnings: tuple[Finding, ...]
    children_file: str
    rows: tuple[int, ...]
    sha256: str
