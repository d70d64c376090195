"""Modes reach everything: colours, type, lines, icons, words."""

from __future__ import annotations

import time

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.messages import N_, language
from app.ui.parts.button import Button
from app.ui.parts.row import Row
from app.ui.parts.text import Text
from app.ui.theme import Modes, theme
from app.ui.theme.fonts import load_fonts
from app.ui.theme.icons import ICON_FOLDER, icon_pixmap
from app.ui.theme.qss import application_sheet
from app.ui.theme.tokens import SCHEMES, colour_value, contrast_ratio


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_are_readable_in_every_group_of_the_palette(qapp, scheme):
    theme().apply(Modes(scheme=scheme))
    palette = qapp.palette()
    role = QPalette.ColorRole
    pairs = (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Window),
    )
    groups = QPalette.ColorGroup
    for group in (groups.Active, groups.Inactive, groups.Disabled):
        for ink, ground in pairs:
            words, behind = palette.color(group, ink), palette.color(group, ground)
            assert contrast_ratio(words.name(), behind.name()) >= 7, (scheme, group, ink)


def test_the_application_font_follows_the_text_size(qapp):
    for percent, points in ((100, 12), (150, 18), (300, 36)):
        theme().apply(Modes(text_percent=percent))
        assert qapp.font().pointSizeF() == pytest.approx(points, abs=0.1)
        assert qapp.font().families()[0] == "BIZ UDPGothic"


def test_the_style_sheet_holds_boxes_and_never_a_font():
    for percent in (100, 200, 300):
        theme().apply(Modes(text_percent=percent))
        assert "font" not in application_sheet(theme())


def test_targets_lines_and_rings_follow_size_and_contrast():
    assert (theme().target(), theme().rule(), theme().button_border()) == (44, 1, 2)
    assert theme().ring() == (3, 2)
    theme().apply(Modes(text_percent=150))
    assert (theme().target(), theme().rule()) == (60, 2)
    assert theme().ring() == (5, 3)
    theme().apply(Modes(scheme="yellow"))
    assert (theme().target(), theme().rule(), theme().button_border()) == (44, 2, 3)
    assert theme().ring() == (5, 3)


def test_space_follows_the_scale():
    theme().apply(Modes(text_percent=200))
    assert [theme().space(px) for px in (4, 8, 16, 24)] == [5, 10, 19, 29]


def test_a_change_of_language_is_heard_before_words_are_asked_for():
    heard = []
    theme().changed.connect(lambda: heard.append(language()))
    theme().apply(Modes(language="en"))
    assert heard[-1] == "en"


def test_an_icon_takes_the_colour_of_its_words():
    red = QColor("#861616")
    image = icon_pixmap("check", red, 24).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert all(colour.rgb() == red.rgb() for colour in inked)


def test_every_icon_shipped_can_be_drawn(qapp):
    for file in ICON_FOLDER.glob("*.svg"):
        if file.stem == "madoguchi":
            continue
        image = icon_pixmap(file.stem, QColor("#000000"), 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), file


def test_a_missing_typeface_is_said_and_stops_nothing(tmp_path):
    sentence = load_fonts(tmp_path)
    assert sentence
    assert "BIZUDPGothic-Regular.ttf" in sentence


def test_three_hundred_widgets_change_their_modes_in_less_than_a_second(qapp):
    window = QWidget()
    column = QVBoxLayout(window)
    for number in range(100):
        column.addWidget(Text(N_("Saved at 10:06.")))
        column.addWidget(Button(label=f"相談 {number}", icon="plus"))
        column.addWidget(Row(None, number, "佐藤 ハナ さん 相談", "2回目", "10:00"))
    window.show()
    QApplication.processEvents()
    began = time.perf_counter()
    theme().apply(Modes(scheme="dark", text_percent=200, language="en"))
    QApplication.processEvents()
    assert time.perf_counter() - began < 1.0
    window.close()


def test_a_switch_of_scheme_reaches_what_is_already_painted(qapp):
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(Button(kind="primary", label="はじめる"))
    window.resize(300, 80)
    window.show()
    for scheme in SCHEMES:
        theme().apply(Modes(scheme=scheme))
        QApplication.processEvents()
        image = window.grab().toImage()
        middle = image.pixelColor(image.width() // 2, 20)
        assert middle.name().upper() == colour_value(scheme, "accent")
    window.close()
