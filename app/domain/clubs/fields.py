"""Reads values out of a JSON document and remembers every place that cannot be taken.

Paths are written as in JavaScript: `$.offers[3].max`. Nothing stops at the first finding.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TypeVar

from app.domain.errors import Finding

T = TypeVar("T")
MOST_SHOWN = 60
LARGEST_NUMBER = 10**6


class Findings:
    """Collects the findings of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Finding] = []

    def add(self, code: str, path: str, value: object = "", **data: object) -> None:
        """Remember one place."""
        shown = value if isinstance(value, str) else repr(value)
        if len(shown) > MOST_SHOWN:
            shown = shown[: MOST_SHOWN - 1] + "…"
        self.found.append(Finding(code, self.file, 0, path, shown, dict(data)))


class Fields:
    """One object of the document; each reader returns a value of its kind, right or not.

    A reader that has to report something returns a harmless value, so that reading goes on.
    """

    def __init__(self, value: object, path: str, findings: Findings) -> None:
        self.path = path
        self.findings = findings
        self._asked: set[str] = set()
        self._values: dict[str, object] = {}
        self.is_object = isinstance(value, dict)
        if isinstance(value, dict):
            self._values = value
        else:
            findings.add("clubs.no_object", path, value)

    def has(self, key: str) -> bool:
        """Tell whether the object has the key; asking makes it a known one."""
        self._asked.add(key)
        return key in self._values

    def raw(self, key: str) -> object:
        """Return the value as it stands; None and a finding where there is none."""
        if not self.has(key):
            if self.is_object:
                self.findings.add("clubs.missing", self.at(key))
            return None
        return self._values[key]

    def at(self, key: str) -> str:
        """Return the path of one of its values."""
        return f"{self.path}.{key}"

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text that is not empty."""
        if default is not None and not self.has(key):
            return default
        value = self.raw(key)
        if isinstance(value, str) and (value.strip() or default == value):
            return value
        if self.has(key):
            self.findings.add("clubs.no_text", self.at(key), value)
        return default or ""

    def whole(self, key: str, least: int = 0, default: int | None = None) -> int:
        """Read a whole number from `least` on."""
        if default is not None and not self.has(key):
            return default
        value = self.raw(key)
        return whole(value, least, self.at(key), self.findings) if self.has(key) else least

    def distance(self, key: str) -> float:
        """Read kilometres, nothing below 0."""
        value = self.raw(key)
        if _is_number(value) and 0 <= value <= LARGEST_NUMBER:  # type: ignore[operator]
            return float(value)  # type: ignore[arg-type]
        if self.has(key):
            self.findings.add("clubs.no_distance", self.at(key), value)
        return 0.0

    def place(self, key: str) -> tuple[float, float]:
        """Read [x, y] in kilometres."""
        value = self.raw(key)
        if isinstance(value, list) and len(value) == 2 and all(_is_number(one) for one in value):
            return float(value[0]), float(value[1])
        if self.has(key):
            self.findings.add("clubs.no_place", self.at(key), value)
        return 0.0, 0.0

    def yes_or_no(self, key: str) -> bool:
        """Read true or false."""
        value = self.raw(key)
        if not isinstance(value, bool) and self.has(key):
            self.findings.add("clubs.no_yes_or_no", self.at(key), value)
        return value is True

    def choice(self, key: str, allowed: Iterable[str]) -> str:
        """Read one of a few words."""
        value, words = self.raw(key), tuple(allowed)
        if isinstance(value, str) and value in words:
            return value
        if self.has(key):
            self.findings.add("clubs.no_choice", self.at(key), value, allowed=words)
        return words[0]

    def texts(self, key: str, default: bool = False) -> tuple[str, ...]:
        """Read a list of texts, none twice."""
        if default and not self.has(key):
            return ()
        read: list[str] = []
        for path, value in self._listed(key):
            if not isinstance(value, str) or not value.strip():
                self.findings.add("clubs.no_text", path, value)
            elif value in read:
                self.findings.add("clubs.twice", path, value)
            else:
                read.append(value)
        return tuple(read)

    def counts(self, key: str, least: int = 0) -> dict[str, int]:
        """Read an object of whole numbers."""
        value = self.raw(key)
        if not isinstance(value, dict):
            if self.has(key):
                self.findings.add("clubs.no_object", self.at(key), value)
            return {}
        return {
            name: whole(count, least, f"{self.at(key)}.{name}", self.findings)
            for name, count in value.items()
        }

    def entries(self, key: str, read: Callable[[Fields], T], default: bool = False) -> list[T]:
        """Read a list of objects, each to its end."""
        if default and not self.has(key):
            return []
        entries = []
        for path, value in self._listed(key):
            one = Fields(value, path, self.findings)
            if one.is_object:
                entries.append(read(one))
                one.close()
        return entries

    def close(self) -> None:
        """Report keys nobody asked for: a key misspelt would be a rule left out."""
        for key in self._values:
            if key not in self._asked:
                near = get_close_matches(key, self._asked - set(self._values), 1)
                code = "clubs.unknown_key_near" if near else "clubs.unknown_key"
                self.findings.add(code, self.at(key), near=near[0] if near else "")

    def _listed(self, key: str) -> list[tuple[str, object]]:
        value = self.raw(key)
        if not isinstance(value, list):
            if self.has(key):
                self.findings.add("clubs.no_list", self.at(key), value)
            return []
        return [(f"{self.at(key)}[{n}]", one) for n, one in enumerate(value)]


def whole(value: object, least: int, path: str, findings: Findings) -> int:
    """Read a whole number from `least` on; true and 3.0 are none."""
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= LARGEST_NUMBER:
        return value
    findings.add("clubs.no_whole_number", path, value, least=least)
    return least


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
