"""All rules, run over one window in one mode."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.ui.a11y.audit.colour import check_text_contrast
from app.ui.a11y.audit.finding import Hit
from app.ui.a11y.audit.focus import (
    check_combo_words,
    check_first_focus,
    check_focus_seen,
    check_tab_order,
)
from app.ui.a11y.audit.names import check_actions, check_names, check_unavailable
from app.ui.a11y.audit.sizes import check_sizes
from app.ui.a11y.audit.structure import check_structure


def audit_window(window: QWidget, language: str, text_percent: int) -> Iterator[Hit]:
    """Yield every broken rule of a shown window.

    The window must be visible and settled; its focus moves while the audit looks.
    """
    QAccessible.setActive(True)
    yield from check_first_focus(window)
    yield from check_names(window, language)
    yield from check_actions(window)
    yield from check_unavailable(window)
    yield from check_structure(window)
    yield from check_sizes(window, text_percent)
    yield from check_text_contrast(window)
    yield from check_combo_words(window)
    yield from check_tab_order(window)
    yield from check_focus_seen(window)
