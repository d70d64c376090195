"""Nothing is cut, whatever the size: every part of the gallery in Japanese."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from app.ui.parts.badge import Badge
from app.ui.parts.segmented import Segmented
from app.ui.parts.text import Text
from app.ui.theme import Modes, theme
from tests.ui.parts.gallery import Gallery, TableGallery, settle

SIZES = ((100, 1366), (150, 1366), (200, 1366), (300, 1024), (300, 800))


def shown(window: QWidget) -> list[QWidget]:
    inner = ("qt_", "QScrollBar")
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and not widget.objectName().startswith(inner)
    ]


@pytest.fixture(params=[Gallery, TableGallery])
def window(request, look, qapp):
    made = request.param()
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.parametrize(("percent", "width"), SIZES)
def test_no_words_are_cut(window, percent, width):
    theme().apply(Modes(text_percent=percent))
    window.resize(width, 768)
    settle(QApplication.instance())
    for widget in shown(window):
        if widget.hasHeightForWidth() and widget.width() > 0:
            assert widget.height() >= widget.heightForWidth(widget.width()), widget
        if isinstance(widget, Text):
            laid = widget.layout_for(widget.contentsRect().width())
            assert laid.size().width() <= widget.width() + 1, widget.text()
        if isinstance(widget, (Badge, Segmented, QComboBox, QLabel, QAbstractButton)):
            least = widget.minimumSizeHint()
            assert widget.width() >= least.width() - 1, (widget, widget.size(), least)


@pytest.mark.parametrize(("percent", "width"), SIZES)
def test_nothing_needs_sideways_scrolling(window, percent, width):
    theme().apply(Modes(text_percent=percent))
    window.resize(width, 768)
    settle(QApplication.instance())
    assert window.page.horizontalScrollBar().maximum() == 0
    inner = window.page.widget()
    for widget in shown(inner):
        right = widget.mapTo(inner, widget.rect().topRight()).x()
        assert right <= inner.width(), (widget, right, inner.width())


@pytest.mark.parametrize(("percent", "width"), SIZES)
def test_every_target_is_large_enough(window, percent, width):
    theme().apply(Modes(text_percent=percent))
    window.resize(width, 768)
    settle(QApplication.instance())
    least = 60 if percent >= 150 else 44
    for widget in shown(window):
        if isinstance(widget, (QAbstractButton, QLineEdit, QComboBox)):
            assert min(widget.width(), widget.height()) >= least, (widget, widget.size())


def test_the_window_fits_the_smallest_screen_at_the_largest_size(window):
    theme().apply(Modes(text_percent=300))
    settle(QApplication.instance())
    least = window.minimumSizeHint()
    assert least.width() <= 1024
    assert least.height() <= 768


@pytest.mark.parametrize("language", ["ja", "ja_easy", "en"])
def test_a_change_of_language_leaves_nothing_cut(window, language):
    theme().apply(Modes(text_percent=200, language=language))
    window.resize(1366, 768)
    settle(QApplication.instance())
    for widget in shown(window):
        if widget.hasHeightForWidth() and widget.width() > 0:
            assert widget.height() >= widget.heightForWidth(widget.width()), widget
