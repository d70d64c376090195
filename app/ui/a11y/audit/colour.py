"""Rules about colour: words at 7:1 on what they really stand on, and no meaning by colour alone."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.ui.a11y.audit.controls import is_text, shown_widgets, visible_rectangle
from app.ui.a11y.audit.finding import Hit, control_name
from app.ui.a11y.audit.pixels import ink_contrast, pixels_of, render

TEXT_RATIO = 7.0
# Thin strokes never reach their full colour on a coarse grid: before a word is called pale it is
# painted again at this enlargement.
CLOSE_LOOK = 4.0
EDGE_PX = 4


def check_text_contrast(window: QWidget) -> Iterator[Hit]:
    """Yield words whose painted contrast is below 7:1."""
    picture = window.grab().toImage()
    ratio = picture.devicePixelRatio()
    for widget in shown_widgets(window):
        if not is_text(widget):
            continue
        rectangle = visible_rectangle(widget).adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        # A line cut by a scroll area's edge shows too little ink to judge; scrolled in, it is judged.
        least = widget.fontMetrics().height() if rectangle.height() < widget.height() // 2 else 6
        if rectangle.width() < 6 or rectangle.height() < least:
            continue
        scaled = QRect(
            int(rectangle.x() * ratio),
            int(rectangle.y() * ratio),
            int(rectangle.width() * ratio),
            int(rectangle.height() * ratio),
        )
        seen = ink_contrast(pixels_of(picture, scaled))
        if seen is not None and seen < TEXT_RATIO:
            seen = ink_contrast(pixels_of(render(window, rectangle, CLOSE_LOOK)), CLOSE_LOOK)
        if seen is not None and seen < TEXT_RATIO:
            yield Hit(
                control_name(widget),
                "low-contrast",
                f"{seen:.1f}:1",
                f"{TEXT_RATIO:g}:1",
            )
