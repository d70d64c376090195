"""A white working surface with a fine edge; a bar at its left marks the one that matters now."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.parts.painting import follow_theme, paint_bar, paint_box, painting
from app.ui.theme import theme
from app.ui.theme.tokens import shape_px


class Card(QWidget):
    """A box with a vertical layout inside; never put a card into a card."""

    def __init__(
        self,
        marker: str | None = None,
        *,
        ground: str = "surface",
        edge: str = "border_strong",
        edge_px: int | None = None,
        dashed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty card; `marker` is the colour role of the 6 px bar at its left."""
        super().__init__(parent)
        self._marker = marker
        self._ground = ground
        self._edge = edge
        self._edge_px = edge_px
        self._dashed = dashed
        self._column = QVBoxLayout(self)
        self._renew()
        follow_theme(self._renew)

    @property
    def column(self) -> QVBoxLayout:
        """Return the layout to fill."""
        return self._column

    def set_marker(self, marker: str | None) -> None:
        """Set or take away the bar."""
        self._marker = marker
        self._renew()

    def set_colors(self, ground: str, edge: str) -> None:
        """Use other colour roles for ground and edge."""
        self._ground, self._edge = ground, edge
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, bar and edge."""
        width = self._edge_px if self._edge_px is not None else theme().rule()
        radius = shape_px("radius_card")
        area = QRectF(self.rect())
        with painting(self) as painter:
            paint_box(painter, area, theme().color(self._ground), None, 0, radius)
            if self._marker:
                bar = shape_px("marker_bar_px")
                paint_bar(painter, area, theme().color(self._marker), bar, radius)
            paint_box(
                painter,
                area,
                None,
                theme().color(self._edge),
                width,
                radius,
                dashed=self._dashed,
            )

    def _renew(self) -> None:
        pad = theme().space(12)
        bar = shape_px("marker_bar_px") if self._marker else 0
        self._column.setContentsMargins(theme().space(16) - 2 + bar, pad, theme().space(16), pad)
        self._column.setSpacing(theme().space(8))
        self.update()
