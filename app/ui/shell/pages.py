"""Which page is open, which ones Back returns to, and where the focus was on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.changes import Changes
from app.messages import Lazy, _
from app.ui.a11y.focus_news import drop_focus, give_focus
from app.ui.actions import BoundAction, Handler
from app.ui.announcer import Urgency
from app.ui.screen import ScreenView

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow

# Pages behind the open one stay alive, so that help or the menu cost nobody a half-typed form;
# older ones are built again from their arguments.
MOST_ALIVE = 3
# Help and palette are about the page they were called from.
ABOUT_THE_PAGE = ("keys", "palette")

Binding = tuple[BoundAction, Handler | None, bool, str | Lazy]


@dataclass(slots=True, eq=False)
class Place:
    """A page in the history: which, with what, where the focus was, and itself while it lives."""

    screen_id: str
    arguments: dict[str, Any] = field(default_factory=dict)
    focus: str = ""
    view: ScreenView | None = None
    bindings: list[Binding] = field(default_factory=list)
    missed: Changes = field(default_factory=Changes)


class Pages:
    """Opens pages and goes back; the window shows what this decides."""

    def __init__(self, window: MainWindow, on_shown: Callable[[Place], None]) -> None:
        self._window = window
        self._on_shown = on_shown
        self._history: list[Place] = []
        self._bound_here: list[BoundAction] = []
        self.place: Place | None = None

    @property
    def view(self) -> ScreenView | None:
        """Return the page that is open."""
        return self.place.view if self.place is not None else None

    @property
    def can_go_back(self) -> bool:
        """Tell whether there is a page to go back to."""
        return bool(self._history)

    def note_binding(self, bound: BoundAction) -> None:
        """Remember that the open page gave an action its meaning."""
        self._bound_here.append(bound)

    def go(self, screen_id: str, arguments: dict[str, Any]) -> None:
        """Open a page; the one that was open is remembered for Back."""
        before = self.place
        if before is not None and screen_id in ABOUT_THE_PAGE:
            if before.screen_id == screen_id:
                return
            arguments = {"page": before.screen_id, **arguments}
        if not self._may_see(screen_id):
            return
        is_same = before is not None and before.screen_id == screen_id
        if before is not None and not (is_same and before.arguments == arguments):
            self._remember(before)
        else:
            self._end(before)
        self._open(Place(screen_id, arguments))

    def replace(self, screen_id: str, arguments: dict[str, Any]) -> None:
        """Open a page in the place of the one that is open."""
        if self._may_see(screen_id):
            self._end(self.place)
            self._open(Place(screen_id, arguments))

    def begin_at(self, place: Place) -> None:
        """Open a page and forget every other."""
        self.forget()
        # Whoever signed in meanwhile may do other things than whoever was here before.
        self._window.bind_shell()
        self._open(place)

    def back(self) -> bool:
        """Go back one page; False when there is none."""
        if not self._history:
            return False
        self._end(self.place)
        self._open(self._history.pop())
        return True

    def forget(self) -> None:
        """Take away the open page and all behind it."""
        self._end(self.place)
        self.place = None
        for place in self._history:
            self._end(place)
        self._history.clear()

    def tell_changes(self, changes: Changes) -> None:
        """Tell the open page at once, the others when they come back."""
        if self.view is not None:
            self.view.on_changes(changes)
        for place in self._history:
            if place.view is not None:
                place.missed = place.missed | changes

    def note_focus(self) -> None:
        """Remember where the focus is on the open page."""
        view, widget = self.view, QApplication.focusWidget()
        inside = view is not None and widget is not None and view.isAncestorOf(widget)
        if self.place is not None:
            self.place.focus = widget.objectName() if inside and widget is not None else ""

    def _may_see(self, screen_id: str) -> bool:
        if self._window.may_see(screen_id):
            return True
        words = _("This page is not part of your work here.")
        if self._window.actor is None:
            words = _("Sign in first.")
        elif self._window.sync_look.is_locked:
            words = _("This device is locked. Attendance and the incident cards stay open.")
        self._window.announcer.say(words, Urgency.URGENT)
        return False

    def _remember(self, place: Place) -> None:
        self.note_focus()
        view = place.view
        if view is not None:
            view.leaving()
            place.bindings = [(one, *one.meaning) for one in self._bound_here]
            drop_focus()
            view.hide()
        self._unbind()
        self._history.append(place)
        alive = [one for one in self._history if one.view is not None]
        for one in alive[:-MOST_ALIVE]:
            if one.view is not None and one.view.draft() is None:
                one.view.deleteLater()
                one.view, one.bindings = None, []

    def _end(self, place: Place | None) -> None:
        if place is None or place.view is None:
            return
        if place is self.place:
            place.view.leaving()
            self._window.drafts.page_left(place)
            self._unbind()
            drop_focus()
        place.view.hide()
        place.view.deleteLater()
        place.view, place.bindings = None, []

    def _unbind(self) -> None:
        for bound in self._bound_here:
            bound.handle_by(None)
        self._bound_here.clear()
        # A page may have lent a shell action another meaning; now it has its own again.
        self._window.bind_shell()

    def _open(self, place: Place) -> None:
        self.place = place
        is_new = place.view is None
        if is_new:
            screen = self._window.registry.screen(place.screen_id)
            place.view = screen.build(self._window.context, dict(place.arguments))
        else:
            for bound, handler, available, because in place.bindings:
                self._window.bind(bound.spec.id, handler or _nothing)
                bound.set_available(available, because)
        self._on_shown(place)
        view = place.view
        if view is None:
            return
        if is_new:
            view.opened()
        else:
            view.refresh()
            missed, place.missed = place.missed, Changes()
            if missed.ids:
                view.on_changes(missed)
        self._give_focus(view, place.focus)

    def _give_focus(self, view: ScreenView, name: str) -> None:
        def find() -> QWidget | None:
            if self.view is not view:
                return None
            wanted = view.findChild(QWidget, name) if name else None
            return wanted or view.first_focus() or self._first_stop(view) or self._last_resort()

        give_focus(find)

    def _last_resort(self) -> QWidget | None:
        """On a page without any control the way on has the focus: nobody is left in the dark."""
        bar, items = self._window.top_bar, self._window.navigation.items()
        if bar.isVisible():
            return bar.menu
        return items[0] if items else None

    def _first_stop(self, view: ScreenView) -> QWidget | None:
        step = view.nextInFocusChain()
        while step is not None and step is not view:
            takes = bool(step.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
            inside = view.isAncestorOf(step) or self._window.header.isAncestorOf(step)
            if takes and inside and step.isEnabled() and not step.isHidden():
                return step
            step = step.nextInFocusChain()
        return None


def _nothing(_subject: object | None) -> None:
    """Stand in for an action the page had given up."""
