"""What a page knows of the window around it, and what the window knows of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.domain.roles import Actor
from app.messages import Lazy
from app.ui.actions import BoundAction, Handler
from app.ui.announcer import Announcer, Urgency
from app.ui.changes_bus import ChangesBus
from app.ui.jobs import Jobs
from app.ui.parts.scroll_page import ScrollPage
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.registry import Registry

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow

Found = TypeVar("Found")


class ScreenContext:
    """The window as pages see it; one for each window."""

    def __init__(
        self,
        window: MainWindow,
        services: Any,
        registry: Registry,
        jobs: Jobs,
        bus: ChangesBus,
        announcer: Announcer,
    ) -> None:
        self._window = window
        self.services = services
        self.registry = registry
        self.jobs = jobs
        self.bus = bus
        self.announcer = announcer

    @property
    def actor(self) -> Actor:
        """Return who is signed in; a page that needs somebody is never built without."""
        actor = self._window.actor
        if actor is None:
            raise RuntimeError("nobody is signed in")
        return actor

    @property
    def is_signed_in(self) -> bool:
        """Tell whether somebody is signed in."""
        return self._window.actor is not None

    @property
    def window(self) -> MainWindow:
        """Return the window, for pages that change its modes or who is signed in."""
        return self._window

    def go(self, screen_id: str, **arguments: Any) -> None:
        """Open a page; Esc comes back."""
        self._window.go(screen_id, **arguments)

    def replace(self, screen_id: str, **arguments: Any) -> None:
        """Open a page in the place of this one; Esc comes back to the one before."""
        self._window.replace(screen_id, **arguments)

    def back(self) -> None:
        """Go back one page."""
        self._window.back()

    def bound(self, action_id: str) -> BoundAction:
        """Return an action of this window."""
        return self._window.bound(action_id)

    def bind(self, action_id: str, handler: Handler) -> BoundAction:
        """Say what an action does while the page that is being built is open."""
        return self._window.bind(action_id, handler)

    def say(
        self,
        text: str | Lazy,
        urgency: Urgency = Urgency.POLITE,
        undo: BoundAction | None = None,
    ) -> None:
        """Tell news in every channel."""
        self.announcer.say(text, urgency, undo)

    def say_with_undo(self, text: str | Lazy, take_back: Callable[[], None]) -> None:
        """Tell what was done and offer 元に戻す for ten seconds."""
        self._window.offer_undo(text, take_back)

    def ask(
        self,
        title: str | Lazy,
        consequence: str | Lazy,
        act_label: str | Lazy,
        keep_label: str | Lazy,
        on_act: Callable[[], None],
        *,
        icon: str = "",
        is_danger: bool = True,
    ) -> None:
        """Ask before something that is hard to undo."""
        self._window.ask(
            title, consequence, act_label, keep_label, on_act, icon=icon, is_danger=is_danger
        )

    def run(
        self,
        name: str,
        work: Callable[[], Found],
        on_done: Callable[[Found], None] | None = None,
        on_error: Callable[[MadoguchiError], None] | None = None,
    ) -> None:
        """Run a service on the store lane; an error nobody handles is told as its sentence."""
        self.jobs.store(name, work, on_done, on_error)

    def publish(self, changes: Changes) -> None:
        """Tell every page what changed."""
        self.bus.publish(changes)


class ScreenView(QWidget):
    """A page. Subclasses fill `self.page.column` and tell the window what the header shows.

    Attributes:
        crumbs: the small line over the title.
        header_actions: (action, kind) pairs, the primary last; at most one is primary.
        side_panel: shown beside the page, or as its second tab in large text.
        side_title: the panel's word as a tab.
        last_stop: where the message strip follows in the Tab order; the window sets it.
        is_alarm: the page has the coloured header and the whole window.
    """

    def __init__(self, context: ScreenContext, title: str | Lazy) -> None:
        super().__init__()
        self.context = context
        self.title: str | Lazy = title
        self.crumbs: str | Lazy = ""
        self.header_actions: list[tuple[BoundAction, str]] = []
        self.side_panel: QWidget | None = None
        self.side_title: str | Lazy = ""
        self.is_alarm = False
        self.last_stop: TabAnchor | None = None
        self.page = ScrollPage()
        self.page.setProperty("region", "content")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)

    def first_focus(self) -> QWidget | None:
        """Return what takes the focus when the page opens; None lets the window choose."""
        return None

    def opened(self) -> None:
        """Load what the page shows; runs once the page is in the window."""

    def refresh(self) -> None:
        """Show dynamic words again, because the language or something else changed."""

    def on_changes(self, changes: Changes) -> None:
        """Look again when a service changed what this page shows."""

    def leaving(self) -> None:
        """Keep what must be kept; runs before the page is taken away, however it is left."""

    def draft(self) -> tuple[str, Mapping[str, str]] | None:
        """Return (record, values) of typing nobody saved yet, or None."""
        return None

    def restore_draft(self, values: Mapping[str, str]) -> None:
        """Bring parked typing back into the page."""

    def where(self) -> str:
        """Return more for "where am I?" than the title, in words; usually nothing."""
        return ""
