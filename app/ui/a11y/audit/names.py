"""Rules about names and roles: what a screen reader can say about a control (WCAG 2.2: 4.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from app.ui.a11y.audit.controls import (
    is_clickable,
    is_scroll_container,
    is_tab_stop,
    region_name,
    shown_widgets,
)
from app.ui.a11y.audit.finding import (
    Hit,
    accessible_name,
    accessible_role,
    control_name,
)

JAPANESE = re.compile(r"[぀-ヿ一-鿿々〆]")
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
MNEMONIC = re.compile(r"[（(]&?[A-Za-z0-9][)）]\s*(\.{3}|…)?$")
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)+|[a-z]+([A-Z][a-z0-9]+)+|Q[A-Z]\w+|(label|button)_?\d*")
ROLELESS = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane}


def check_names(window: QWidget, language: str) -> Iterator[Hit]:
    """Yield controls without a name or role, and names that cannot be listened to."""
    buddies = {label.buddy() for label in window.findChildren(QLabel) if label.buddy()}
    seen: dict[tuple[QAccessible.Role, str, str], str] = {}
    if not window.windowTitle().strip():
        yield Hit(control_name(window), "window-untitled", "no title", "a title")
    for widget in shown_widgets(window):
        name, role = accessible_name(widget).strip(), accessible_role(widget)
        where = control_name(widget)
        stop = is_tab_stop(widget) and not is_scroll_container(widget)
        button = isinstance(widget, QAbstractButton)
        if not (stop or button):
            yield from _check_label(widget, language)
            continue
        if not name:
            yield Hit(where, "unnamed-control", "no name", "a name")
            continue
        if role in ROLELESS:
            yield Hit(where, "no-role", str(role.name), "a role")
        if isinstance(widget, QComboBox) and widget not in buddies:
            yield Hit(where, "combo-unlabelled", "no buddy label", "a buddy label")
        if isinstance(widget, QLineEdit) and widget.placeholderText():
            yield Hit(where, "placeholder", widget.placeholderText(), "a label instead")
        if MNEMONIC.search(name):
            yield Hit(where, "mnemonic-in-name", name, "no (N) in the name")
        if not re.search(r"\w", name):
            yield Hit(where, "symbol-only-name", name, "words")
        if CODE.fullmatch(name):
            yield Hit(where, "codeish-name", name, "words")
        yield from _check_language(widget, name, language)
        if stop:
            # The menu page repeats the navigation's words on purpose: a name is unique in its part.
            key = (role, name, region_name(widget))
            if key in seen:
                yield Hit(where, "duplicate-name", name, f"differs from {seen[key]}")
            seen.setdefault(key, where)
        if isinstance(widget, QTableView):
            yield from _check_headers(widget)


def _check_label(widget: QWidget, language: str) -> Iterator[Hit]:
    if isinstance(widget, QLabel) and widget.text():
        if widget.accessibleName() and widget.accessibleName() != widget.text():
            yield Hit(
                control_name(widget),
                "pinned-label-name",
                widget.accessibleName(),
                widget.text(),
            )
        yield from _check_language(widget, widget.text(), language)


def _check_language(widget: QWidget, name: str, language: str) -> Iterator[Hit]:
    """Centre data (names, stories) keep their own language: parts that show it carry `is_data`."""
    if _shows_data(widget):
        return
    if language == "en" and JAPANESE.search(name):
        yield Hit(control_name(widget), "wrong-language", name[:60], "English")
    if language != "en" and LATIN_WORD.search(name) and not JAPANESE.search(name):
        yield Hit(control_name(widget), "wrong-language", name[:60], "Japanese")


def _shows_data(widget: QWidget) -> bool:
    step: QWidget | None = widget
    while step is not None:
        if step.property("is_data"):
            return True
        step = step.parentWidget()
    return False


def _check_headers(table: QTableView) -> Iterator[Hit]:
    model = table.model()
    if model is None:
        return
    from PySide6.QtCore import Qt

    for column in range(model.columnCount()):
        if not str(model.headerData(column, Qt.Orientation.Horizontal) or "").strip():
            yield Hit(control_name(table), "empty-header", f"column {column + 1}", "a heading")


def check_actions(window: QWidget) -> Iterator[Hit]:
    """Yield whatever can be pressed without being a registered action or a form's field."""
    for widget in shown_widgets(window):
        if not is_clickable(widget) or is_scroll_container(widget):
            continue
        if isinstance(widget, QAbstractItemView) and not is_tab_stop(widget):
            continue
        if not _belongs(widget):
            yield Hit(
                control_name(widget),
                "not-an-action",
                "no action",
                "a registered action",
            )


def _belongs(widget: QWidget) -> bool:
    """A control belongs when it, or the composite field around it, names an action or a field."""
    step: QWidget | None = widget
    while step is not None and step is not step.window():
        if step.property("action_id") or step.property("field_key"):
            return True
        step = step.parentWidget()
    return False


def check_unavailable(window: QWidget) -> Iterator[Hit]:
    """Yield controls that are off without saying why."""
    for widget in shown_widgets(window):
        if not isinstance(widget, QAbstractButton):
            continue
        off = not widget.isEnabled() or bool(widget.property("is_unavailable"))
        if off and not widget.accessibleDescription().strip():
            yield Hit(control_name(widget), "off-without-reason", "no reason", "a reason")
