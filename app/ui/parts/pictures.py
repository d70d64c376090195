"""Pictures inside a page: a paper as it will look, a photo; with a fine edge, as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QImage, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages import Lazy
from app.ui.parts.painting import follow_theme, paint_box, painting
from app.ui.parts.roles import give_role
from app.ui.theme import theme

_GAP_PX = 16
_WIDEST_EM = 40


class Pictures(QWidget):
    """Pictures below each other; for readers one graphic with a name of its own."""

    def __init__(self, name: str | Lazy) -> None:
        super().__init__()
        self._name: str | Lazy = name
        self._pages: list[QImage] = []
        give_role(self, QAccessible.Role.Graphic)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setObjectName("pictures")
        follow_theme(self._renew)

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show other pictures: PNG, JPEG or WebP."""
        self._pages = [QImage.fromData(page) for page in pages]
        self._renew()

    def set_name(self, name: str | Lazy) -> None:
        """Say what is to be seen."""
        self._name = name
        self._renew()

    def hasHeightForWidth(self) -> bool:
        """A picture keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all pictures."""
        wide = self._page_width(width)
        return sum(self._page_height(page, wide) + _GAP_PX for page in self._pages) or 1

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = round(24 * theme().em())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """It may get small: its words stand beside it, too."""
        return QSize(round(10 * theme().em()), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictures."""
        wide, y = self._page_width(self.width()), 1
        with painting(self) as painter:
            painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
            for page in self._pages:
                area = QRectF(1, y, wide - 2, self._page_height(page, wide) - 2)
                smooth = page.scaled(
                    area.size().toSize() * self.devicePixelRatioF(),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
                painter.drawImage(area, smooth)
                paint_box(painter, area, None, theme().color("border_strong"), theme().rule(), 0)
                y += round(area.height()) + _GAP_PX

    def _page_width(self, width: int) -> int:
        return min(width, round(_WIDEST_EM * theme().em()))

    @staticmethod
    def _page_height(page: QImage, width: int) -> int:
        return round(width * page.height() / max(1, page.width()))

    def _renew(self) -> None:
        self.setAccessibleName(str(self._name))
        self.updateGeometry()
        self.update()
