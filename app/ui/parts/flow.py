"""A row of buttons or badges that goes on in the next line when the line is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from app.ui.parts.painting import follow_theme
from app.ui.theme import theme


class FlowLayout(QLayout):
    """Sets items side by side at their hint and wraps; too wide items get the whole line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 12) -> None:
        """Make an empty layout; `gap` is a distance of the spacing scale."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._right = False
        self.setContentsMargins(0, 0, 0, 0)

    def set_right(self, right: bool) -> None:
        """Set each line to the right edge instead of the left."""
        self._right = right
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines in a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of everything on one line."""
        hints = [item.sizeHint() for item in self._shown()]
        gap = theme().space(self._gap)
        width = sum(hint.width() for hint in hints) + gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest single item."""
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        lines: list[list[tuple[QLayoutItem, int]]] = []
        gap, used = theme().space(self._gap), 0
        for item in self._shown():
            wanted = min(item.sizeHint().width(), max(width, item.minimumSize().width()))
            if not lines or used + gap + wanted > width:
                lines.append([])
                used = wanted
            else:
                used += gap + wanted
            lines[-1].append((item, wanted))
        return lines

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        gap = theme().space(self._gap)
        y = rect.y()
        for line in self._lines(rect.width()):
            heights = [_height(item, wanted) for item, wanted in line]
            tallest = max(heights)
            if move:
                total = sum(wanted for _, wanted in line) + gap * (len(line) - 1)
                x = rect.x() + (max(0, rect.width() - total) if self._right else 0)
                for (item, wanted), height in zip(line, heights, strict=True):
                    top = QPoint(x, y + (tallest - height) // 2)
                    item.setGeometry(QRect(top, QSize(wanted, height)))
                    x += wanted + gap
            y += tallest + gap
        return max(0, y - gap - rect.y())


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


class FlowRow(QWidget):
    """A wrapping row of widgets, gap 12 as between side-by-side buttons."""

    def __init__(
        self,
        *widgets: QWidget,
        gap: int = 12,
        right: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Put widgets into the row in reading order."""
        super().__init__(parent)
        self._flow = FlowLayout(self, gap)
        self._flow.set_right(right)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)
        follow_theme(self._renew)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        self._flow.addWidget(widget)

    def clear(self) -> None:
        """Take all widgets out and end them."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _renew(self) -> None:
        self._flow.invalidate()
        self.updateGeometry()
