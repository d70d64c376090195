"""Read the locked requirements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Locked:
    """One locked library: what is asked for and the hashes of its files."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The library's name as the lock writes it."""
        return self.requirement.name

    def is_for(self, python: str, system: str) -> bool:
        """Whether it is installed on a Python (`3.11`) and a system (`linux` or `win32`)."""
        marker = self.requirement.marker
        surroundings = {
            "python_version": python,
            "python_full_version": f"{python}.9",
            "sys_platform": system,
            "platform_system": "Windows" if system == "win32" else "Linux",
        }
        return marker is None or marker.evaluate(surroundings)


def read_lock(name: str) -> list[Locked]:
    """Return the libraries of requirements/NAME.txt in their order."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return [_entry(entry) for entry in entries if entry.strip() and not entry.startswith("#")]


def _entry(text: str) -> Locked:
    first, *rest = text.replace("\\\n", "\n").splitlines()
    hashes = tuple(line.strip().removeprefix("--hash=") for line in rest if "--hash=" in line)
    return Locked(Requirement(first.strip()), hashes)
