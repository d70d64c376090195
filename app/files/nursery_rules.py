"""Reading `rules.toml`: tie keys, aggregation, method, objective, lottery and point tables."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from app.domain.errors import Finding
from app.domain.nursery.rules import (
    AGGREGATIONS,
    DIRECTIONS,
    METHODS,
    OBJECTIVES,
    Number,
    PointTable,
    Rules,
    TieKey,
)
from app.files.nursery_cells import Findings, exact, plain

JOINS = ("sum", "max", "min")


def read_rules(data: bytes, findings: Findings) -> Rules:
    """Read the rules; what is wrong goes to the findings and its default stands in."""
    try:
        found = tomllib.loads(data.decode("utf-8-sig"), parse_float=Fraction)
    except (ValueError, ZeroDivisionError, RecursionError) as error:
        findings.errors.append(
            Finding("nursery.rules_unreadable", findings.file, data={"reason": str(error)})
        )
        return Rules()
    return _Reader(findings).rules(found)


class _Reader:
    """Takes values out of the document and names each that does not fit."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def rules(self, found: dict[str, Any]) -> Rules:
        known = {
            "tie_keys", "aggregation", "method", "objective", "lottery_seed", "letters",
            "point_tables",
        }  # fmt: skip
        self._unknown("", found, known)
        seed = found.get("lottery_seed")
        if seed is not None and (not isinstance(seed, int) or isinstance(seed, bool)):
            self._wrong("lottery_seed", seed, "0, 1, 2, …")
            seed = None
        return Rules(
            tie_keys=tuple(self._list(found, "tie_keys", self._tie_key)),
            aggregation=self._one_of(found, "aggregation", AGGREGATIONS, "own"),
            method=self._one_of(found, "method", METHODS, "points-first"),
            objective=self._one_of(found, "objective", OBJECTIVES, "matched"),
            lottery_seed=seed,
            letters=self._numbers(found, "letters", "letters"),
            point_tables=tuple(self._list(found, "point_tables", self._point_table)),
        )

    def _tie_key(self, place: str, found: dict[str, Any]) -> TieKey:
        self._unknown(place, found, {"column", "first", "letters"})
        column = self._text(found, "column", place)
        first = self._one_of(found, "first", DIRECTIONS, "larger", place)
        return TieKey(column, first, self._numbers(found, "letters", f"{place}.letters"))

    def _point_table(self, place: str, found: dict[str, Any]) -> PointTable:
        self._unknown(place, found, {"name", "columns", "points", "joined", "empty"})
        columns = found.get("columns", [])
        if not isinstance(columns, list) or not columns or not all(map(_is_text, columns)):
            self._wrong(f"{place}.columns", columns, '["父の就労", "母の就労"]')
            columns = []
        empty = found.get("empty")
        if empty is not None and not _is_number(empty):
            self._wrong(f"{place}.empty", empty, "0")
            empty = None
        return PointTable(
            name=self._text(found, "name", place),
            columns=tuple(map(plain, columns)),
            points=self._numbers(found, "points", f"{place}.points"),
            joined=self._one_of(found, "joined", JOINS, "sum", place),
            empty=None if empty is None else exact(Fraction(empty)),
        )

    def _list(
        self, found: dict[str, Any], key: str, read: Callable[[str, dict[str, Any]], Any]
    ) -> list[Any]:
        value = found.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._wrong(key, value, f"[[{key}]]")
            return []
        return [read(f"{key}[{place}]", one) for place, one in enumerate(value, 1)]

    def _text(self, found: dict[str, Any], key: str, place: str) -> str:
        value = found.get(key)
        if not _is_text(value):
            self._wrong(f"{place}.{key}", "" if value is None else value, '"…"')
            return ""
        return plain(str(value))

    def _one_of(
        self, found: dict[str, Any], key: str, allowed: tuple[str, ...], usual: str, place: str = ""
    ) -> str:
        value = found.get(key, usual)
        if value not in allowed:
            self._wrong(f"{place}.{key}" if place else key, value, " | ".join(allowed))
            return usual
        return str(value)

    def _numbers(self, found: dict[str, Any], key: str, place: str) -> Mapping[str, Number]:
        value = found.get(key, {})
        if not isinstance(value, dict):
            self._wrong(place, value, "A = 3")
            return {}
        for word, points in value.items():
            if not _is_number(points):
                self._wrong(f"{place}.{word}", points, "3")
        return {
            plain(word): exact(Fraction(points))
            for word, points in value.items()
            if _is_number(points)
        }

    def _unknown(self, place: str, found: dict[str, Any], known: set[str]) -> None:
        for key in found:
            if key not in known:
                where = f"{place}.{key}" if place else key
                self._findings.error(
                    "nursery.rules_key", 0, where, str(key), known=", ".join(sorted(known))
                )

    def _wrong(self, place: str, value: object, example: str) -> None:
        self._findings.error("nursery.rules_value", 0, place, str(value)[:80], example=example)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: object) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)
