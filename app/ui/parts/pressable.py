"""What everything pressable has in common: its action, its keys, its reason if not usable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.messages import Lazy
from app.ui.parts.painting import follow_theme
from app.ui.parts.roles import give_role
from app.ui.theme import theme

if TYPE_CHECKING:
    from app.ui.actions import BoundAction

ACTIVATING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Pressable(QAbstractButton):
    """A painted button; role, press action and name reach the accessibility tree through Qt.

    Something that is not available keeps its place in the Tab order and says why in its
    description; pressing it tells the action's owner, who answers with the same reason.
    """

    role: QAccessible.Role | None = None

    def __init__(
        self,
        bound: BoundAction | None = None,
        subject: object | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Start an action on a subject when pressed; without an action listen to `clicked`."""
        super().__init__(parent)
        if self.role is not None:
            give_role(self, self.role)
        self._bound = bound
        self._subject = subject
        self._available = True
        self._because: str | Lazy = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if bound is not None:
            self.setObjectName("action_" + bound.spec.id.replace(".", "_").replace("-", "_"))
            self.setProperty("action_id", bound.spec.id)
            self.clicked.connect(self._on_clicked)
            bound.changed.connect(self._on_action_changed)
        follow_theme(self._renew)

    @property
    def bound(self) -> BoundAction | None:
        """Return the action this starts."""
        return self._bound

    @property
    def subject(self) -> object | None:
        """Return what the action is done to."""
        return self._subject

    @property
    def is_available(self) -> bool:
        """Tell whether pressing does something now."""
        return self._available

    def set_available(self, available: bool, because: str | Lazy = "") -> None:
        """Make it dashed and give the reason, or make it work again."""
        self._available = available
        self._because = because
        self._describe()
        self.update()

    def _renew(self) -> None:
        """Take up words and measures of the current modes."""
        self.setFont(theme().font("body"))
        self._follow_action()
        self._describe()
        self.updateGeometry()
        self.update()

    def _follow_action(self) -> None:
        if self._bound is not None:
            self._available = self._bound.is_available
            self._because = self._bound.because

    def _describe(self) -> None:
        self.setProperty("is_unavailable", not self._available)
        reason = "" if self._available else str(self._because)
        if reason != self.accessibleDescription():
            self.setAccessibleDescription(reason)
            event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    def _on_action_changed(self) -> None:
        self._follow_action()
        self._describe()
        self.update()

    def _on_clicked(self, *_: Any) -> None:
        if self._bound is not None:
            self._bound.trigger(self._subject)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with Space; a held key presses once."""
        if event.isAutoRepeat() and event.key() in (*ACTIVATING_KEYS, Qt.Key.Key_Space):
            event.accept()
            return
        if event.key() in ACTIVATING_KEYS:
            self.click()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Repaint when the pointer comes or goes."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return bool(super().event(event))

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so the height follows from the width."""
        return True

    def _least(self) -> int:
        return theme().target()
