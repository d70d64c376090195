"""The files of one allocation, and what reading them gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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


# The files of an input by their words, in the order in which they are hashed.
WORDS = ("children", "facilities", "combinations", "rules")


@dataclass(frozen=True, slots=True)
class InputContent:
    """One file of an input as it was handed over: its name, its bytes, and what its headings mean.

    `columns` holds the file's own heading → ours, for those that differ.
    """

    name: str
    data: bytes
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NurseryInput:
    """An input without errors.

    `rows` is the row of each child in the file of children, by child index; `sha256` is the hash
    of one line a file, `children <its own hash>` and so on, in the order of `WORDS`; a file whose
    headings were given another meaning has a second line.
    """

    instance: Instance
    warnings: tuple[Finding, ...]
    children_file: str
    rows: tuple[int, ...]
    sha256: str
