"""The real nurseries that trials may be invented around (see NOTICE)."""

from __future__ import annotations

import csv
from pathlib import Path

from app.domain.nursery.invent import AGES, PlaceRow

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "nursery"
FILES = {"yokohama": "yokohama-2024-08.csv"}


def read_places(name: str) -> list[PlaceRow]:
    """Return the nurseries of a town, neighbours near each other."""
    with (FOLDER / FILES[name]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [
        PlaceRow(
            row[1], row[2],
            tuple(map(int, row[3 + AGES : 3 + 2 * AGES])),
            tuple(map(int, row[3 + 2 * AGES : 3 + 3 * AGES])),
        )
        for row in rows
    ]  # fmt: skip
