"""The numbers of the design hold: contrast, sizes, spacing."""

from __future__ import annotations

import pytest

from app.ui.theme.tokens import (
    SCHEMES,
    chart_series,
    colour_roles,
    colour_value,
    contrast_ratio,
    space_factor,
    tokens,
    type_pt,
)

TEXT_RATIO = 7.0
MARK_RATIO = 3.0


def _colour(scheme: str, name: str) -> str:
    """Return a role's colour, or the colour of "chart[n]"."""
    if name.startswith("chart["):
        return chart_series(scheme)[int(name[6:-1])][0]
    return colour_value(scheme, name)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("kind", "least"), [("text", TEXT_RATIO), ("non_text", MARK_RATIO)])
def test_every_listed_pair_of_colours_keeps_its_contrast(scheme, kind, least):
    pairs = tokens()["schemes"][scheme]["contrast"][kind]
    assert len(pairs) >= 70
    for ink, ground, written in pairs:
        ratio = contrast_ratio(_colour(scheme, ink), _colour(scheme, ground))
        assert ratio >= least, (scheme, ink, ground, ratio)
        assert ratio == pytest.approx(written, abs=0.02), (scheme, ink, ground)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_has_every_role(scheme):
    assert set(tokens()["schemes"][scheme]["roles"]) == set(colour_roles())


def test_black_on_white_is_twenty_one_to_one():
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21.0)


@pytest.mark.parametrize(
    ("style", "scale", "points"),
    [
        ("body", 100, 12),
        ("body", 150, 18),
        ("body", 200, 24),
        ("body", 300, 36),
        ("body", 125, 15),
        ("h1", 250, 42),
        ("display", 175, 51),
        ("small", 90, 11),
        ("small", 400, 33),
    ],
)
def test_type_grows_linearly_between_the_listed_sizes(style, scale, points):
    assert type_pt(style, scale) == pytest.approx(points)


def test_nothing_is_set_below_eleven_points():
    for style in tokens()["type"]["styles"]:
        assert min(type_pt(style, scale) for scale in range(100, 301, 25)) >= 11


def test_space_grows_slower_than_text():
    assert space_factor(100) == 1
    assert space_factor(150) == pytest.approx(1.1)
    assert space_factor(300) == pytest.approx(1.3)
