"""The one theme object: colours, type, space and lines of the current modes; tells of changes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.messages import set_language
from app.messages.readings import ruby_for
from app.ui.theme.icons import forget_icons
from app.ui.theme.modes import Modes, is_high_contrast, is_large, is_stacked
from app.ui.theme.palette import scheme_palette
from app.ui.theme.qss import application_sheet
from app.ui.theme.tokens import (
    PX_PER_PT,
    TITLE_ON_PAGE_FROM_SCALE,
    chart_series,
    colour_value,
    is_bold,
    line_height_em,
    size_px,
    space_factor,
    tokens,
    type_pt,
)

ONE_COLUMN_BELOW_EM = 45
RUBY_FROM_SCALE = 150
# The system's own style would paint over our palette on Windows and macOS.
_STYLE = "fusion"


class Ring(NamedTuple):
    """The focus ring, in px: line width and the gap between widget and line."""

    width: int
    gap: int


class RubySpan(NamedTuple):
    """A reading over `text[start:end]`."""

    start: int
    end: int
    reading: str


@contextmanager
def _no_widget_dies() -> Iterator[None]:
    """Hold Python's collector while Qt walks its list of all widgets.

    Qt tells each widget of the change in turn; a window out of use that the collector takes away
    in the middle leaves Qt with a pointer to nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Theme(QObject):
    """What every painted thing asks; `changed` comes once after each change of modes."""

    changed = Signal()

    def __init__(self) -> None:
        """Start with the default modes; nothing is set on the application before `apply`."""
        super().__init__()
        self.setObjectName("theme")
        self._modes = self._shown = Modes()
        self._has_style = False
        self._fonts: dict[tuple[str, bool, bool | None], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._readings: Callable[[str], Sequence[RubySpan]] = _listed_readings

    @property
    def modes(self) -> Modes:
        """Return the current modes."""
        return self._modes

    @property
    def scale(self) -> int:
        """Return the text size that is shown, in percent; readings need at least 18 pt."""
        return self._shown.text_percent

    def apply(self, modes: Modes) -> None:
        """Switch everything that is open to other modes, without rebuilding it."""
        self._modes = modes
        percent = max(modes.text_percent, RUBY_FROM_SCALE if modes.furigana else 0)
        self._shown = replace(modes, text_percent=percent)
        self._fonts.clear()
        self._colours.clear()
        forget_icons()
        set_language(modes.language)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            if not self._has_style:
                application.setStyle(_STYLE)
                self._has_style = True
            with _no_widget_dies():
                application.setPalette(scheme_palette(modes.scheme))
                application.setFont(self.font("body"))
                application.setStyleSheet(application_sheet(self))
        self.changed.emit()

    def color(self, role: str) -> QColor:
        """Return the colour of a role of `tokens.json`."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(colour_value(self._modes.scheme, role))
        return found

    def chart(self) -> tuple[tuple[QColor, str], ...]:
        """Return the chart series: colour and pattern name, in order."""
        return tuple((QColor(value), name) for value, name in chart_series(self._modes.scheme))

    def font(self, style: str, *, tabular: bool = False, bold: bool | None = None) -> QFont:
        """Return the font of a text style; `tabular` has figures of one width."""
        key = (style, tabular, bold)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = self._made_font(style, tabular, bold)
        return found

    def font_of_pt(self, points: float, *, bold: bool = False, tabular: bool = False) -> QFont:
        """Return a font of a size given in points at 96 dpi."""
        families = tokens()["type"]["family_tabular" if tabular else "family"]
        font = QFont(list(families))
        font.setPointSizeF(points * _points_of_this_display())
        font.setBold(bold)
        # Hinting would move the glyphs of one text to different widths at different sizes.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _made_font(self, style: str, tabular: bool, bold: bool | None) -> QFont:
        heavy = is_bold(style) if bold is None else bold
        return self.font_of_pt(type_pt(style, self.scale), bold=heavy, tabular=tabular)

    def em(self, style: str = "body") -> float:
        """Return one em of a text style in px."""
        return type_pt(style, self.scale) * PX_PER_PT

    def line_height(self, name: str = "body") -> float:
        """Return a line height in em."""
        return line_height_em(name)

    def space(self, px: int) -> int:
        """Return a distance of the spacing scale at the current size."""
        return round(px * space_factor(self.scale))

    def beside(self, px: int) -> int:
        """Return a distance between things on one line of words.

        Space grows slower than text; next to very large letters that would look like no gap at
        all, so it is never less than its share of an em at 100 % damped by a third.
        """
        return max(self.space(px), round(px / 16 * self.em() * 0.7))

    def target(self) -> int:
        """Return the least height and width of anything that can be pressed."""
        return size_px("target_large_px" if is_large(self._shown) else "target_px")

    def rule(self) -> int:
        """Return the width of thin rules and card edges."""
        return 2 if is_large(self._shown) or is_high_contrast(self._modes) else 1

    def strong_rule(self) -> int:
        """Return the width of the ink line under a heading."""
        return 2

    def field_border(self) -> int:
        """Return the width of a field's edge."""
        return 2

    def button_border(self) -> int:
        """Return the width of a button's edge."""
        return 3 if is_high_contrast(self._modes) else 2

    def error_border(self) -> int:
        """Return the width of the edge of a field that has to be corrected."""
        return 3

    def ring(self) -> Ring:
        """Return the measures of the focus ring."""
        large = is_large(self._shown) or is_high_contrast(self._modes)
        return Ring(5, 3) if large else Ring(3, 2)

    def icon_px(self, style: str = "body") -> int:
        """Return the side of an icon beside text of a style."""
        return round(1.3 * self.em(style))

    def is_stacked(self) -> bool:
        """Tell whether pages are one column and tables are cards whatever the width."""
        return is_stacked(self._shown)

    def is_one_column(self, content_width_px: int) -> bool:
        """Tell whether a page of this width is laid out in one column."""
        return self.is_stacked() or content_width_px < ONE_COLUMN_BELOW_EM * self.em()

    def title_is_on_page(self) -> bool:
        """Tell whether the title has left the top bar."""
        return self.scale >= TITLE_ON_PAGE_FROM_SCALE

    def set_readings(self, source: Callable[[str], Sequence[RubySpan]]) -> None:
        """Say where the readings of a sentence come from; they show while furigana is on."""
        self._readings = source

    def readings(self, text: str) -> Sequence[RubySpan]:
        """Return the readings to draw over a sentence; none while furigana is off."""
        wanted = self._modes.furigana and self._modes.language != "en"
        return self._readings(text) if wanted else ()


def _listed_readings(text: str) -> Sequence[RubySpan]:
    return [RubySpan(ruby.start, ruby.start + ruby.length, ruby.kana) for ruby in ruby_for(text)]


def _points_of_this_display() -> float:
    """Return how many of Qt's points are one point at 96 dpi (macOS counts 72 to the inch)."""
    screen = QGuiApplication.primaryScreen() if QGuiApplication.instance() else None
    return 96 / screen.logicalDotsPerInchY() if screen is not None else 1.0


_theme: Theme | None = None


def theme() -> Theme:
    """Return the program's theme."""
    global _theme
    if _theme is None:
        _theme = Theme()
    return _theme
