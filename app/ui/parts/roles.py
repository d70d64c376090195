"""Gives painted widgets a role Qt does not know by itself: notification, list, item of a list."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QWidget

_PROPERTY: Final = "accessible_role"
_SWEEP_EVERY: Final = 500
# WCAG 2.2, 2.5.8: what shows less than this of itself cannot be aimed at and counts as scrolled off.
_LEAST_SEEN_PX: Final = 24

# Qt owns the interfaces but does not keep the Python side alive: without this list they die early.
_interfaces: list[QAccessibleInterface] = []
_installed = False


def give_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Let the accessibility tree see a widget in a role; call it before anything else is set.

    With a screen reader running, a name or description makes the interface, and its role stays.
    """
    global _installed
    widget.setProperty(_PROPERTY, role.value)
    if not _installed:
        QAccessible.installFactory(_interface_for)
        _installed = True


class _PressedItem(QAccessibleWidget):
    """A button that is heard as an item of its list: Tab meets the list, arrows its items.

    Where the page is scrolled over its edge, it is as large as what shows of it.
    """

    def rect(self) -> QRect:
        """Return what shows of it on the screen; all of it while it is scrolled off."""
        here = self.object()
        if not isinstance(here, QWidget):
            return super().rect()
        seen = here.visibleRegion().boundingRect()
        if seen.height() < _LEAST_SEEN_PX:
            return super().rect()
        return QRect(here.mapToGlobal(seen.topLeft()), seen.size())

    def state(self) -> QAccessible.State:
        """Return its states; with hardly anything of it in sight it is off the screen."""
        found = super().state()
        here = self.object()
        if isinstance(here, QWidget):
            seen = here.visibleRegion().boundingRect().height()
            found.offscreen = seen < min(_LEAST_SEEN_PX, here.height())
        return found

    def actionNames(self) -> list[str]:
        """Name what can be done: press first, as with any button."""
        return [
            QAccessibleActionInterface.pressAction(),
            QAccessibleActionInterface.setFocusAction(),
        ]

    def doAction(self, name: str) -> None:
        """Press it for a screen reader, a voice or a switch."""
        button = self.object()
        if name == QAccessibleActionInterface.pressAction() and isinstance(button, QAbstractButton):
            button.click()
            return
        super().doAction(name)


class _ListOfItems(QAccessibleWidget):
    """A list as Qt's own views show it: it has the focus as long as one of its items has it."""

    def state(self) -> QAccessible.State:
        """Return its states; readers look for the focused item inside a focused list."""
        found = super().state()
        here = self.object()
        focus = QApplication.focusWidget()
        found.focusable = True
        found.focused = isinstance(here, QWidget) and focus is not None and here.isAncestorOf(focus)
        return found


def _interface_for(class_name: str, item: QObject) -> QAccessibleInterface | None:
    if not isinstance(item, QWidget):
        return None
    role = item.property(_PROPERTY)
    if role is None:
        return None
    made = _kind(item, QAccessible.Role(role))(item, QAccessible.Role(role))
    if len(_interfaces) % _SWEEP_EVERY == _SWEEP_EVERY - 1:
        _interfaces[:] = [kept for kept in _interfaces if shiboken6.isValid(kept)]
    _interfaces.append(made)
    return made


def _kind(item: QWidget, role: QAccessible.Role) -> type[QAccessibleWidget]:
    if isinstance(item, QAbstractButton):
        return _PressedItem
    return _ListOfItems if role == QAccessible.Role.List else QAccessibleWidget
