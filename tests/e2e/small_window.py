"""A small window to measure the virtual desktop itself with: `python small_window.py`."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)


def main() -> int:
    """Show a form of two fields, a button that copies them to a label, and a table."""
    application = QApplication(sys.argv)
    application.setApplicationName("Small")
    window = QWidget()
    window.setObjectName("small_window")
    window.setWindowTitle("小さな窓")
    column = QVBoxLayout(window)
    name, story = QLineEdit(), QPlainTextEdit()
    name.setObjectName("field_name")
    story.setObjectName("field_story")
    story.setTabChangesFocus(True)
    for text, field in (("氏名", name), ("内容", story)):
        label = QLabel(text)
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
    name.home(False)
    save, copy = QPushButton("保存する"), QLabel("まだ")
    save.setObjectName("save")
    copy.setObjectName("copy")
    save.clicked.connect(lambda: copy.setText(f"{name.text()}/{story.toPlainText()}"))
    table = QTableWidget(2, 2)
    table.setAccessibleName("名簿")
    table.setTabKeyNavigation(False)
    table.setHorizontalHeaderLabels(["氏名", "電話"])
    for row, person in enumerate((("山田", "03"), ("佐藤", "06"))):
        for place, text in enumerate(person):
            table.setItem(row, place, QTableWidgetItem(text))
    for widget in (save, copy, table):
        column.addWidget(widget)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
