"""Gives painted widgets a role Qt does not know by itself, for example notification."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_PROPERTY: Final = "accessible_role"
_SWEEP_EVERY: Final = 500

# Qt owns the interfaces but does not keep the Python side alive: without this list they die early.
_interfaces: list[QAccessibleInterface] = []
_installed = False


def give_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Let the accessibility tree see a widget in a role; call it before the widget is shown."""
    global _installed
    widget.setProperty(_PROPERTY, role.value)
    if not _installed:
        QAccessible.installFactory(_interface_for)
        _installed = True


def _interface_for(class_name: str, item: QObject) -> QAccessibleInterface | None:
    if not isinstance(item, QWidget):
        return None
    role = item.property(_PROPERTY)
    if role is None:
        return None
    made = QAccessibleWidget(item, QAccessible.Role(role))
    if len(_interfaces) % _SWEEP_EVERY == _SWEEP_EVERY - 1:
        _interfaces[:] = [kept for kept in _interfaces if shiboken6.isValid(kept)]
    _interfaces.append(made)
    return made
