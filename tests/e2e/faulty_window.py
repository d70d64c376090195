"""A window full of planted faults, for the examiner to find: `python faulty_window.py`."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)


class _Trap(QPlainTextEdit):
    """Keeps Tab for itself."""


class _Bare(QWidget):
    """Takes the focus and says nothing about it."""

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            return True
        return super().event(event)


def main() -> int:
    """Show one planted fault per row; with `trap`, also a control that Tab does not leave."""
    application = QApplication(sys.argv)
    application.setApplicationName("Faulty")
    application.setStyleSheet("*{outline:none} QPushButton{border:none; text-align:left}")
    window = QWidget()
    window.setWindowTitle("まちがいの窓")
    column = QVBoxLayout(window)
    column.setSpacing(0)
    nameless, bare, combo = QPushButton(), _Bare(), QComboBox()
    bare.setObjectName("bare")
    bare.setFixedHeight(30)
    bare.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    combo.setObjectName("combo")
    combo.addItems(["一", "二"])
    pale = QLabel("ほとんど読めない文字")
    pale.setStyleSheet("color:#c8c8c8;background:#ffffff;font-size:20px")
    small, near = QPushButton("小さい"), QPushButton("そのとなり")
    small.setFixedHeight(12)
    near.setFixedHeight(12)
    hidden = QPushButton("とどかない")
    hidden.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    story = QLineEdit()
    story.setObjectName("lonely")
    table = QTableWidget(1, 2)
    table.setAccessibleName("見出しのない表")
    table.setHorizontalHeaderLabels(["", ""])
    table.setTabKeyNavigation(False)
    arrow = QPushButton("→")
    arrow.setFixedHeight(32)
    for widget in (
        *(nameless, bare, combo, pale, small, near, hidden, story, table),
        *(QPushButton("保存(S)"), QPushButton("save_record"), arrow),
        *(QPushButton("Delete this"), QPushButton("同じ名"), QPushButton("同じ名")),
    ):
        column.addWidget(widget)
    if "trap" in sys.argv:
        column.addWidget(_Trap())
    window.show()
    nameless.setFocus()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
