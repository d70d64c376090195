"""Cells of the telework files: ids, hours, lists and levels, with a finding for each wrong one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from unicodedata import normalize

from app.domain.errors import Finding
from app.domain.tables import Table
from app.domain.telework.vocabulary import HIGHEST_LEVEL, Words, plain
from app.domain.telework.windows import parse_windows

MOST_HOURS = 60
LONGEST_ID = 64
_YES = frozenset(
    {"yes", "y", "true", "1", "はい", "同意", "同意する", "あり", "有", "○", "〇", "◯"}
)
_NO = frozenset({"", "no", "n", "false", "0", "いいえ", "同意しない", "なし", "無", "×", "✕"})
_HOURS = re.compile(r"([0-9]{1,3})(\.[05])?")
_WHOLE = re.compile(r"[0-9]{1,9}")


class Row:
    """One row whose cells are judged one by one; what is wrong is added to `findings`."""

    def __init__(
        self,
        file: str,
        number: int,
        cells: Mapping[str, str],
        names: Mapping[str, str],
        findings: list[Finding],
    ) -> None:
        """Take the cells by key; `names` is key → the heading the file uses."""
        self.number = number
        self._file = file
        self._cells = cells
        self._names = names
        self._findings = findings

    def text(self, key: str) -> str:
        """Return a cell without spaces around it; empty where the column is missing."""
        return self._cells.get(key, "").strip()

    def error(self, key: str, code: str, value: str = "", **data: object) -> None:
        """Add a finding about the column `key`."""
        column = self._names.get(key, key)
        self._findings.append(
            Finding(code, self._file, self.number, column, value or self.text(key)[:60], data)
        )

    def id(self, key: str, seen: dict[str, int]) -> str:
        """Return an id; it may stand in one row only."""
        found = normalize("NFKC", self.text(key))
        if not found:
            self.error(key, "telework.no_id")
        elif len(found) > LONGEST_ID or ";" in found:
            self.error(key, "telework.bad_id", limit=LONGEST_ID)
        elif seen.setdefault(found, self.number) != self.number:
            self.error(key, "telework.id_twice", first=seen[found])
        return found

    def yes(self, key: str) -> bool:
        """Return whether the cell says yes; an empty one never does."""
        found = plain(self.text(key))
        if found not in _YES and found not in _NO:
            self.error(key, "telework.yes_or_no")
        return found in _YES

    def half_hours(self, key: str, default: int | None = None) -> int:
        """Return hours a week in half hours."""
        text = plain(self.text(key))
        if not text and default is not None:
            return default
        found = _HOURS.fullmatch(text)
        if found is None or not 0 < float(text) <= MOST_HOURS:
            self.error(key, "telework.hours", limit=MOST_HOURS)
            return default or 0
        return round(float(text) * 2)

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """Return a whole number between two bounds."""
        text = plain(self.text(key)).replace(",", "")
        if not text and default is not None:
            return default
        if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
            self.error(key, "telework.whole", least=least, most=most)
            return least
        return int(text)

    def windows(self, key: str) -> int:
        """Return times of the week; an empty cell is unreadable, `any` is any time."""
        bits = parse_windows(self.text(key))
        if not bits:
            self.error(key, "telework.windows")
            return 0
        return bits

    def pieces(self, key: str) -> list[str]:
        """Return the parts of a list separated by semicolons."""
        parts = self.text(key).replace("；", ";").replace("、", ";").split(";")
        return [normalize("NFKC", part).strip() for part in parts if part.strip()]

    def codes(self, key: str, words: Words) -> frozenset[str]:
        """Return the codes of a list of words."""
        found = (self.code(key, one, words) for one in self.pieces(key))
        return frozenset(one for one in found if one)

    def code(self, key: str, word: str, words: Words) -> str | None:
        """Return the code of one word, or None after a finding that names the nearest word."""
        known = words.known
        code = known.get(plain(word))
        if code is None:
            near = get_close_matches(plain(word), known, 1, 0.4)
            self.error(
                key, "telework.unknown_word", word, near=near[0] if near else next(iter(words))
            )
        return code

    def level(self, key: str, text: str, whole: str, least: int = 1) -> int | None:
        """Return a level, or None after a finding."""
        digits = plain(text)
        if _WHOLE.fullmatch(digits) and least <= int(digits) <= HIGHEST_LEVEL:
            return int(digits)
        self.error(key, "telework.level", whole, least=least, most=HIGHEST_LEVEL)
        return None

    def levels(self, key: str, words: Words) -> tuple[tuple[str, int], ...]:
        """Return (skill, level) of `data_entry:3;表計算:2`, each skill once, in a fixed order."""
        return self.levels_of(key, self.pieces(key), words)

    def levels_of(self, key: str, pieces: list[str], words: Words) -> tuple[tuple[str, int], ...]:
        """Return (skill, level) of some pieces."""
        found: dict[str, int] = {}
        for piece in pieces:
            word, _colon, digits = piece.partition(":")
            code, level = self.code(key, word, words), self.level(key, digits, piece)
            if code is None or level is None:
                continue
            if code in found:
                self.error(key, "telework.word_twice", piece)
            found[code] = level
        return tuple(sorted(found.items()))


def rows_of(
    table: Table,
    headings: Mapping[str, tuple[str, ...]],
    needed: tuple[str, ...],
    findings: list[Finding],
) -> list[Row]:
    """Return the rows by key; a heading that is needed and missing is a finding.

    Args:
        table: what was read.
        headings: key → headings that mean it, folded.
        needed: keys without which no row can be read.
        findings: receives what is wrong.
    """
    places: dict[str, int] = {}
    for place, heading in enumerate(table.headers):
        folded = plain(heading).replace(" ", "")
        for key, known in headings.items():
            if folded == key or folded in known:
                places.setdefault(key, place)
    missing = [key for key in needed if key not in places]
    findings += [Finding("telework.column_missing", table.file, 1, key) for key in missing]
    if missing:
        return []
    names = {key: table.headers[place] for key, place in places.items()}
    return [
        Row(table.file, number, {key: cells[p] for key, p in places.items()}, names, findings)
        for number, cells in table.rows
    ]
