"""`audit --self-test`: the audit looks at its planted faults and must find every one."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from app.ui.a11y.audit.faults import FAULTS, field, sound_window
from app.ui.a11y.audit.rules import audit_window


def rules_found(window: QWidget) -> set[str]:
    """Show a window, audit it as a Japanese page at 100 %, close it, and return the rules hit."""
    colours = QPalette(QColor("#ffffff"))
    colours.setColor(QPalette.ColorRole.WindowText, QColor("#000000"))
    window.setPalette(colours)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    for widget in window.findChildren(QWidget):
        if isinstance(widget, (QAbstractButton, QLineEdit)):
            widget.setFocus()
            break
    QApplication.processEvents()
    found = {hit.rule for hit in audit_window(window, "ja", 100)}
    window.close()
    window.deleteLater()
    return found


def self_test() -> dict[str, object]:
    """Return {planted, found, missed[], false_alarms[]}; nothing may be missed or invented."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    font = application.font()
    font.setPointSizeF(12)
    application.setFont(font)
    missed = [name for name, (rule, build) in FAULTS.items() if rule not in rules_found(build())]
    box, _edit = field("氏名")
    false_alarms = sorted(rules_found(sound_window(box)))
    return {
        "planted": len(FAULTS),
        "found": len(FAULTS) - len(missed),
        "missed": missed,
        "false_alarms": false_alarms,
    }
