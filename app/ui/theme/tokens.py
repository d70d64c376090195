"""The design numbers of `tokens.json`, with the sizes between the listed factors worked out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

TOKENS_FILE: Final = Path(__file__).with_name("tokens.json")
SCHEMES: Final = ("light", "dark", "yellow", "white")
SMALLEST_SCALE: Final = 100
LARGEST_SCALE: Final = 300
LARGE_FROM_SCALE: Final = 150
STACKED_FROM_SCALE: Final = 200
TITLE_ON_PAGE_FROM_SCALE: Final = 260
PX_PER_PT: Final = 96 / 72


@lru_cache(maxsize=1)
def tokens() -> Mapping[str, Any]:
    """Return the parsed token file; it is read once."""
    parsed: Mapping[str, Any] = json.loads(TOKENS_FILE.read_text(encoding="utf-8"))
    return parsed


def clamp_scale(scale: int) -> int:
    """Return the text size in percent, kept between 100 and 300."""
    return max(SMALLEST_SCALE, min(LARGEST_SCALE, int(scale)))


def between_factors(stops: Mapping[str, Any], scale: int) -> float:
    """Return the value for a text size, linear between the stops ("100", "150", …)."""
    points = sorted((int(key), float(value)) for key, value in stops.items() if key.isdigit())
    wanted = clamp_scale(scale)
    for (low, low_value), (high, high_value) in pairwise(points):
        if low <= wanted <= high:
            return low_value + (high_value - low_value) * (wanted - low) / (high - low)
    return points[-1][1]


@lru_cache(maxsize=256)
def type_pt(style: str, scale: int) -> float:
    """Return the size of a text style in points at 96 dpi."""
    return between_factors(tokens()["type"]["styles"][style], scale)


def is_bold(style: str) -> bool:
    """Tell whether a text style is set in the bold weight."""
    return bool(tokens()["type"]["styles"][style]["bold"])


@lru_cache(maxsize=64)
def space_factor(scale: int) -> float:
    """Return by how much space grows; it grows slower than text."""
    return between_factors(tokens()["spacing"]["factor"], scale)


def colour_value(scheme: str, role: str) -> str:
    """Return a role's colour as "#RRGGBB"."""
    return str(tokens()["schemes"][scheme]["roles"][role])


def colour_roles() -> tuple[str, ...]:
    """Return the names of all colour roles."""
    return tuple(tokens()["schemes"]["light"]["roles"])


def chart_series(scheme: str) -> tuple[tuple[str, str], ...]:
    """Return the chart colours of a scheme in order, each with its pattern's name."""
    return tuple((str(s["color"]), str(s["pattern"])) for s in tokens()["schemes"][scheme]["chart"])


def size_px(name: str) -> int:
    """Return one entry of the "sizes" table, in px at 100 %."""
    return int(tokens()["sizes"][name])


def shape_px(name: str) -> int:
    """Return one entry of the "shape" table, in px."""
    return int(tokens()["shape"][name])


def line_height_em(name: str) -> float:
    """Return a line height ("body", "heading", "small_in_rows", "button", "ruby_min") in em."""
    return float(tokens()["type"]["line_height_em"][name])


def relative_luminance(colour: str) -> float:
    """Return the WCAG relative luminance of "#RRGGBB"."""

    def channel(start: int) -> float:
        value = int(colour[start : start + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)


def contrast_ratio(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two "#RRGGBB" colours."""
    lighter, darker = sorted((relative_luminance(first), relative_luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
