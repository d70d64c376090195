"""Whatever can be pressed comes from the registry or is a labelled field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit

from app.domain.modes import Modes
from app.ui.registry import registry
from app.ui.shell.window import MainWindow
from tests.helpers.windows import settle

PRESSABLE = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit)
# Buttons of the parts themselves: they close or stop what they stand on.
OF_THE_PARTS = {"message.close", "dialog.keep", "dialog.act", "progress.stop"}


def open_all(window: MainWindow):
    for screen in registry.screens():
        sample = screen.sample(window.context) if screen.sample else {}
        window.show_screen(screen.id, **sample)
        settle(window)
        yield screen.id


def test_everything_pressable_is_an_action_or_a_field(window: MainWindow):
    known = {one.id for one in registry.actions()} | OF_THE_PARTS
    strange = set()
    for screen_id in open_all(window):
        for kind in PRESSABLE:
            for widget in window.findChildren(kind):
                hidden = (
                    not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                )
                if hidden or _belongs_to_field(widget):
                    continue
                if widget.property("action_id") not in known and not _table_action(widget, known):
                    strange.add((screen_id, type(widget).__name__, widget.objectName()))
    assert strange == set()


def _belongs_to_field(widget) -> bool:
    step = widget
    while step is not None:
        if step.property("field_key"):
            return True
        step = step.parentWidget()
    return False


def _table_action(widget, known) -> bool:
    step = widget.parentWidget()
    while step is not None:
        if step.property("action_id") in known:
            return True
        step = step.parentWidget()
    return False


def test_every_page_has_one_filled_button_at_most(window: MainWindow):
    crowded = {}
    for screen_id in open_all(window):
        filled = [
            one.objectName()
            for one in window.findChildren(QAbstractButton)
            if one.isVisible() and one.property("kind") in ("primary", "danger_filled")
        ]
        if len(filled) > 1:
            crowded[screen_id] = filled
    assert crowded == {}


def test_something_has_the_focus_on_every_page(window: MainWindow):
    silent = [one for one in open_all(window) if window.focusWidget() is None]
    assert silent == []


def test_the_window_fits_a_small_screen_in_the_largest_text(window: MainWindow):
    window.set_modes(Modes(300, "light", "ja"))
    too_large = {}
    for screen_id in open_all(window):
        least = window.minimumSizeHint()
        if least.width() > 1024 or least.height() > 768:
            too_large[screen_id] = (least.width(), least.height())
    assert too_large == {}
