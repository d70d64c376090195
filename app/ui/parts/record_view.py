"""The table itself: one delegate paints every cell, the current cell has the ring."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.messages.phrases import phrases
from app.ui.parts.badge import ICONS, badge_size, paint_badge
from app.ui.parts.painting import paint_line
from app.ui.parts.records import CellBadge, Column, Record, cell_text, spoken_record
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.modes import is_easy
from app.ui.theme.tokens import shape_px, size_px

_AnyIndex = QModelIndex | QPersistentModelIndex
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight
_ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft


class RecordModel(QAbstractTableModel):
    """Records as Qt wants them; the first cell speaks for the whole record."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without records."""
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.records: tuple[Record, ...] = ()

    def replace(self, columns: tuple[Column, ...], records: tuple[Record, ...]) -> None:
        """Take other records."""
        self.beginResetModel()
        self.columns, self.records = columns, records
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex | None = None) -> int:
        """Return the number of records."""
        return 0 if parent is not None and parent.isValid() else len(self.records)

    def columnCount(self, parent: _AnyIndex | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell in words, or the record's sentence for the tree."""
        if not index.isValid():
            return None
        record = self.records[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(record.cells[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == 0:
                return spoken_record(self.columns, record)
            return f"{self.columns[index.column()].label} {cell_text(record.cells[index.column()])}"
        if role == Qt.ItemDataRole.UserRole:
            return record.subject
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name; records have no header."""
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if shown and orientation == Qt.Orientation.Horizontal:
            return str(self.columns[section].label)
        return None


class RecordHeader(QHeaderView):
    """The head of the table: raised, bold, over a line of ink."""

    def __init__(self, parent: QWidget) -> None:
        """Make the horizontal header."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Return the head's height: 44, more in large text."""
        return QSize(super().sizeHint().width(), max(theme().target(), _row_height()))

    def paintSection(
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        """Paint one column's name."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(rect)
        painter.fillRect(area, theme().color("raised"))
        base = area.bottom() - theme().strong_rule()
        ink = theme().color("border_strong")
        paint_line(painter, QPointF(area.left(), base), QPointF(area.right(), base), ink, 2)
        model = self.model()
        column = model.columns[logicalIndex] if isinstance(model, RecordModel) else None
        if column is not None:
            pad = theme().space(12)
            words = TextLayout(
                str(column.label), area.width() - 2 * pad, TextStyle("strong", line_em=1.3)
            )
            top = area.center().y() - words.height() / 2
            place = QRectF(area.left() + pad, top, area.width() - 2 * pad, words.height())
            align = _ALIGN_RIGHT if column.is_number else _ALIGN_LEFT
            words.paint(painter, place, theme().color("text"), align)
        painter.restore()


class RecordDelegate(QStyledItemDelegate):
    """Paints cells: words, figures or badges; the current record has fill, bar and bold."""

    def __init__(self, view: RecordView) -> None:
        """Paint for a view."""
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        """Return the height of the wrapped words, at least a target."""
        words = self._words(index, self._view.columnWidth(index.column()), True)
        height = max(_row_height(), words.height() + 2 * theme().space(8))
        return QSize(int(words.size().width()), height + theme().rule())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Paint one cell."""
        area = QRectF(option.rect)
        chosen = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(area, theme().color("selection"))
            if index.column() == 0:
                bar = QRectF(area.left(), area.top(), shape_px("row_bar_px"), area.height())
                painter.fillRect(bar, theme().color("accent"))
        base = area.bottom() - theme().rule()
        rule = theme().color("border")
        start, end = QPointF(area.left(), base), QPointF(area.right(), base)
        paint_line(painter, start, end, rule, theme().rule())
        self._paint_cell(painter, area, index, chosen)
        painter.restore()

    def _paint_cell(self, painter: QPainter, area: QRectF, index: _AnyIndex, chosen: bool) -> None:
        model = index.model()
        assert isinstance(model, RecordModel)
        cell = model.records[index.row()].cells[index.column()]
        pad = theme().space(12)
        if isinstance(cell, CellBadge) and str(cell):
            icon = ICONS[cell.kind] if cell.icon is None else cell.icon
            size = badge_size(str(cell), icon)
            top = round(area.center().y() - size.height() / 2)
            place = QRectF(area.left() + pad, top, size.width(), size.height())
            paint_badge(painter, place, str(cell), cell.kind, icon)
            return
        words = self._words(index, area.width(), chosen)
        middle = area.center().y() - words.height() / 2
        place = QRectF(area.left() + pad, middle, area.width() - 2 * pad, words.height())
        right = model.columns[index.column()].is_number
        ink = theme().color("on_selection" if chosen else "text")
        words.paint(painter, place, ink, _ALIGN_RIGHT if right else _ALIGN_LEFT)

    def _words(self, index: _AnyIndex, width: float, bold: bool) -> TextLayout:
        model = index.model()
        assert isinstance(model, RecordModel)
        column = model.columns[index.column()]
        bold = bold or column.is_title
        style = TextStyle("body", tabular=column.is_number, bold=bold, line_em=1.35)
        return TextLayout(str(index.data()), width - 2 * theme().space(12), style)


class RecordView(QTableView):
    """A table as high as its records: the page scrolls, not the table."""

    record_activated = Signal(object)
    current_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self.setObjectName("record_table")
        self.setProperty("is_data", True)
        self._model = RecordModel(self)
        self.setHorizontalHeader(RecordHeader(self))
        self.setModel(self._model)
        self.setItemDelegate(RecordDelegate(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self.clicked.connect(self._on_clicked)

    def show_records(
        self, columns: tuple[Column, ...], records: tuple[Record, ...], current: object, name: str
    ) -> None:
        """Show records; one of them stays current, also after one was taken away."""
        old_column = max(0, self.currentIndex().column())
        self._model.replace(columns, records)
        self.setAccessibleName(name)
        self._share_width()
        subjects = [record.subject for record in records]
        row = subjects.index(current) if current in subjects else 0
        if records:
            self.setCurrentIndex(self._model.index(row, min(old_column, len(columns) - 1)))
        self._fit_height()

    def set_current(self, subject: object) -> None:
        """Make a record the current one."""
        for row, record in enumerate(self._model.records):
            if record.subject == subject:
                self.setCurrentIndex(self._model.index(row, max(0, self.currentIndex().column())))

    def ring_rect(self) -> QRect:
        """Return where the focus ring belongs: the current cell, else the whole table."""
        if not self.currentIndex().isValid():
            return self.rect()
        cell = self.visualRect(self.currentIndex())
        return cell.translated(self.viewport().pos()).adjusted(0, 0, 0, -theme().rule())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current record with Enter or Space; a held key opens once."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.isAutoRepeat() and self.currentIndex().isValid():
                self.record_activated.emit(self.currentIndex().data(Qt.ItemDataRole.UserRole))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()
        self._fit_height()

    def _share_width(self) -> None:
        for number, width in enumerate(self._widths(self.viewport().width())):
            self.setColumnWidth(number, width)

    def _widths(self, room: int) -> list[int]:
        """Share the room by stretch, but give each column its longest word while that is possible."""
        columns = self._model.columns
        if not columns:
            return []
        total = sum(column.stretch for column in columns)
        least = [self._longest_word(number) for number in range(len(columns))]
        if sum(least) >= room:
            least = [0] * len(columns)
        spare = room - sum(least)
        # What a column's share exceeds its word by says how much of the spare room it gets.
        wishes = [
            max(0, room * column.stretch // total - word)
            for column, word in zip(columns, least, strict=True)
        ]
        wished = sum(wishes) or 1
        widths = [word + spare * wish // wished for word, wish in zip(least, wishes, strict=True)]
        widths[-1] += room - sum(widths)
        return widths

    def _longest_word(self, column: int) -> int:
        style = theme().font("strong", tabular=self._model.columns[column].is_number)
        metrics = QFontMetricsF(style)
        texts = [str(self._model.columns[column].label)]
        widest = 0.0
        for record in self._model.records:
            cell = record.cells[column]
            if isinstance(cell, CellBadge) and str(cell):
                icon = ICONS[cell.kind] if cell.icon is None else cell.icon
                widest = max(widest, badge_size(str(cell), icon).width())
            else:
                texts.append(cell_text(cell))
        for text in texts:
            for piece in phrases(text, is_easy(theme().modes)):
                widest = max(widest, metrics.horizontalAdvance(piece.rstrip()))
        return int(widest) + 1 + 2 * theme().space(12)

    def _fit_height(self) -> None:
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self._model.rowCount()))
        height = self.horizontalHeader().sizeHint().height() + rows + 2
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _on_row(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.viewport().update()
        if current.isValid():
            self.current_changed.emit(current.data(Qt.ItemDataRole.UserRole))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.record_activated.emit(index.data(Qt.ItemDataRole.UserRole))


def _row_height() -> int:
    return max(size_px("table_row_px"), theme().target())
