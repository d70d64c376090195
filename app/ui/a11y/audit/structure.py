"""Rules about the page as a whole: one next step, words beside every sign, help in its place."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLabel, QWidget

from app.ui.a11y.audit.controls import is_tab_stop, shown_widgets
from app.ui.a11y.audit.finding import Hit, accessible_name, control_name


def check_structure(window: QWidget) -> Iterator[Hit]:
    """Yield pages with two filled buttons, signs without words, and errors nobody can hear."""
    filled = [w for w in shown_widgets(window) if w.property("kind") == "primary"]
    if len(filled) > 1:
        names = ", ".join(control_name(one) for one in filled)
        yield Hit(control_name(window), "two-primaries", names, "one filled button")
    for widget in shown_widgets(window):
        if widget.property("is_badge") and not accessible_name(widget).strip():
            yield Hit(control_name(widget), "colour-alone", "no word", "a word")
        is_picture = (
            isinstance(widget, QLabel) and not widget.pixmap().isNull() and not widget.text()
        )
        if is_picture and not (accessible_name(widget) or widget.property("is_decoration")):
            yield Hit(control_name(widget), "image-unnamed", "no name", "a name or decoration")
        error = widget.property("error_text")
        if error and is_tab_stop(widget) and str(error) not in widget.accessibleDescription():
            yield Hit(
                control_name(widget),
                "silent-error",
                str(error)[:60],
                "in the description",
            )
