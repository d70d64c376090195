"""The main window: one page at a time in a frame that stays where it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.domain.modes import Modes
from app.domain.roles import AREAS, Actor
from app.messages import Lazy, _
from app.messages.errors import sentence_for, what_to_do
from app.ui.actions import BoundAction, Handler
from app.ui.announcer import Announcer, Urgency
from app.ui.changes_bus import ChangesBus
from app.ui.jobs import Jobs
from app.ui.parts.dialog import AskDialog
from app.ui.parts.focus_ring import FocusRing
from app.ui.parts.painting import follow_theme, painting
from app.ui.parts.strip import MessageStrip
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.reach.reach import Reach
from app.ui.registry import Action, Registry, Screen
from app.ui.screen import ScreenContext, ScreenView
from app.ui.shell.body import Body
from app.ui.shell.drafts import DraftKeeper
from app.ui.shell.header import Header, TopBar
from app.ui.shell.keys import Keys
from app.ui.shell.lock import IdleWatch
from app.ui.shell.look import Look
from app.ui.shell.meanings import frame_meanings
from app.ui.shell.navigation import Navigation
from app.ui.shell.news import News
from app.ui.shell.pages import Pages, Place
from app.ui.shell.status_line import StatusLine
from app.ui.shell.sync_look import LOCKED_PAGE, SyncLook
from app.ui.shell.sync_often import SyncOften
from app.ui.theme import theme
from app.ui.theme.tokens import size_px
from app.ui.voice.listening import Listening

# Areas everybody sees who is signed in.
COMMON_AREAS = frozenset({"home", "settings"})
Kept = TypeVar("Kept")


class MainWindow(QMainWindow):
    """Joins the frame's parts.

    Args:
        services: the open centre as the bootstrap joined it, None before one is open.
        registry: all screens and actions.
        on_bug: called with an exception that is our fault.
    """

    def __init__(
        self, services: Any, registry: Registry, on_bug: Callable[[BaseException], None]
    ) -> None:
        super().__init__()
        self.setObjectName("madoguchi_window")
        self.actor: Actor | None = None
        self.gate: Any = None
        self.hint = ""
        self.registry = registry
        self._bound: dict[str, BoundAction] = {}
        self._kept: dict[str, Any] = {}
        self.announcer = Announcer(self)
        self.bus = ChangesBus(self)
        self.jobs = Jobs(self.tell_error, on_bug, self)
        self.context = ScreenContext(self, services, registry, self.jobs, self.bus, self.announcer)
        self._pages = Pages(self, self._on_shown)
        self._build()
        self.look = Look(self)
        self.news = News(self)
        self.drafts = DraftKeeper(self)
        self.reach = Reach(self)
        self.listening = Listening(self)
        self.bind_shell()
        self.news.forget_undo()
        self._keys = Keys(self, registry, self.bound)
        self._idle = IdleWatch(self)
        self.bus.changed.connect(self._on_changes)
        self.sync_look = SyncLook(self.context, self.status, self)
        self.sync_often = SyncOften(self)
        follow_theme(self._on_theme)
        self._on_theme()

    def _build(self) -> None:
        root = QWidget()
        root.setObjectName("root")
        self.navigation = Navigation(self.bound("shell.go"), self.bound("shell.scam_card"))
        self.top_bar = TopBar(self.bound("shell.menu"), self.bound("shell.scam_card"))
        self.header = Header()
        self.body = Body()
        self.strip = MessageStrip()
        self.strip.setProperty("region", "messages")
        self.status = StatusLine(
            self.bound("shell.messages"),
            self.bound("sync.open"),
            self.bound("modes.choose"),
            self.bound("app.help"),
        )
        self.body.set_header(self.header)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(self.body, 1)
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(middle, 1)
        self._strip_box = QVBoxLayout()
        self._strip_box.addWidget(self.strip)
        column.addLayout(self._strip_box)
        column.addWidget(self.status)
        self.setCentralWidget(root)
        self.setMinimumSize(800, 600)
        self._ring = FocusRing(self)

    # Actions ---------------------------------------------------------------------------------

    def bound(self, action_id: str) -> BoundAction:
        """Return an action of this window, made on first use."""
        if action_id not in self._bound:
            made = BoundAction(self.registry.action(action_id), self)
            made.refused.connect(lambda reason: self.announcer.say(reason, Urgency.URGENT))
            self._bound[action_id] = made
        return self._bound[action_id]

    def bind(self, action_id: str, handler: Handler) -> BoundAction:
        """Say what an action does until the page changes."""
        bound = self.bound(action_id)
        bound.handle_by(handler)
        self._pages.note_binding(bound)
        return bound

    def bind_shell(self) -> None:
        """Give every action of the frame its meaning, where no page has lent it another."""
        for action_id, handler in frame_meanings(self).items():
            if not self.bound(action_id).has_handler:
                self.bound(action_id).handle_by(handler)
        for action in self.registry.actions():
            has_meaning = action.opens is not None or action.anywhere is not None
            if has_meaning and not self.bound(action.id).has_handler:
                self._lead_to(action)

    def _lead_to(self, action: Action) -> None:
        """Let an action of somebody's work open its page, or be done, from wherever she is."""
        area = action.id.partition(".")[0]
        if self.actor is None or not self.actor.may(area):
            return
        bound = self.bound(action.id)
        if action.opens is not None:
            page, arguments = action.opens
            bound.handle_by(lambda _none: self.go(page, **arguments))
        elif action.anywhere is not None:
            act = action.anywhere
            bound.handle_by(lambda _none: act(self.context))

    # Pages -----------------------------------------------------------------------------------

    @property
    def place(self) -> Place | None:
        """Return the open page with its arguments."""
        return self._pages.place

    @property
    def screen_id(self) -> str:
        """Return the id of the page that is open."""
        return self.place.screen_id if self.place else ""

    @property
    def view(self) -> ScreenView | None:
        """Return the page that is open."""
        return self._pages.view

    def go(self, screen_id: str, **arguments: Any) -> None:
        """Open a page; the one that was open is remembered for Back."""
        self._pages.go(screen_id, arguments)

    def replace(self, screen_id: str, **arguments: Any) -> None:
        """Open a page in the place of the one that is open."""
        self._pages.replace(screen_id, arguments)

    def show_screen(self, screen_id: str, **arguments: Any) -> None:
        """Open a page as if it were the first, with no way back."""
        self._pages.begin_at(Place(screen_id, arguments))

    def back(self) -> None:
        """Go back one page, or to the role's first page; answers nothing."""
        focus = QApplication.focusWidget()
        if focus is not None and self.strip.isAncestorOf(focus):
            self.strip.clear()
            return
        is_home = self.actor is None or self.screen_id == self.first_screen()
        if not self._pages.back() and not is_home:
            self.go_home()

    def go_home(self) -> None:
        """Open the role's first page and forget the way back."""
        self.show_screen(self.first_screen())

    def first_screen(self) -> str:
        """Return the page this role begins with."""
        if self.sync_look.is_locked:
            return LOCKED_PAGE
        return "home" if self.may_see("home") else "settings"

    def may_see(self, screen_id: str) -> bool:
        """Tell whether a page is part of the work of whoever is signed in."""
        screen = self.registry.screen(screen_id)
        is_hers = self.actor is not None and self.actor.role.value in screen.roles
        return (not screen.roles or is_hers) and self.sync_look.allows(screen)

    def navigation_screens(self) -> tuple[Screen, ...]:
        """Return the pages the navigation lists for whoever is signed in."""
        areas = COMMON_AREAS | (AREAS[self.actor.role] if self.actor else frozenset())
        return tuple(one for one in self.registry.navigation(areas) if self.may_see(one.id))

    def focus_page(self) -> None:
        """Bring the focus back into the page, after something else went away."""
        target = self.view.first_focus() if self.view is not None else None
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_shown(self, place: Place) -> None:
        view = place.view
        if view is None:
            return
        self.body.show_view(view)
        self.navigation.select(self.registry.screen(place.screen_id))
        self.renew_header()
        self._order_tabs(view)

    def renew_header(self) -> None:
        """Show the open page's titles and actions again."""
        view = self.view
        if view is None:
            return
        self.header.set_alarm(view.is_alarm)
        self.header.titles.show_titles(view.crumbs, view.title)
        # A title that is no sentence of ours is a name the centre wrote.
        is_data = not isinstance(view.title, Lazy)
        self.header.titles.title.setProperty("is_data", is_data)
        self.header.show_actions(view.header_actions)
        self.top_bar.show_title(view.title, is_data=is_data)
        title = str(view.title)
        self.setWindowTitle(_("{page} – Madoguchi").format(page=title) if title else "Madoguchi")
        self._place_frame()

    def _order_tabs(self, view: ScreenView) -> None:
        """Let the message and the status line follow the page, though they were made before it."""
        if view.last_stop is None:
            view.last_stop = TabAnchor(view)
        view.last_stop.put_after((self.strip.anchor, *self.status.parts()))
        self.strip.follow_anchor()

    def keep(self, key: str, make: Callable[[], Kept]) -> Kept:
        """Return what a page keeps while the window is open, made on first use."""
        found: Kept = self._kept.setdefault(key, make())
        return found

    # Who is here -----------------------------------------------------------------------------

    def centre_opened(self, centre: Any) -> None:
        """Work with a centre that was just made or unlocked."""
        self.context.services = centre
        self.set_modes(centre.profiles.modes_for(None))

    def signed_in(self, actor: Actor, modes: Modes, resume: Place | None = None) -> None:
        """Begin the work of somebody: her areas, her modes, and the page she had left."""
        self.actor = actor
        self.navigation.show_screens(self.navigation_screens())
        self.look.begin(modes)
        self.reach.begin_for(actor)
        self._idle.start()
        self.sync_look.begin()
        self.sync_often.begin()
        if resume is not None and self.may_see(resume.screen_id):
            parked = str(resume.arguments.pop("_parked", ""))
            self._pages.begin_at(resume)
            if parked:
                self.drafts.fill(resume.screen_id, parked)
            return
        self.go_home()
        self.drafts.look_for_parked(actor)

    def lock(self) -> None:
        """Park unsaved typing and show the sign-in page; nothing is lost, nothing shows."""
        actor, place = self.actor, self.place
        if actor is None or place is None:
            return
        self._pages.note_focus()
        parked = self.drafts.park_now()
        resume = Place(place.screen_id, dict(place.arguments), place.focus)
        if parked:
            resume.arguments["_parked"] = parked
        services = self.context.services
        # The officers' data set stays open for nobody.
        self.jobs.store(
            "sign out", lambda: (services.nursery.close(), services.operators.sign_out(actor))
        )
        self.look.leave_person()
        self._idle.stop()
        self.reach.switch_numbers(False)
        self._pages.forget()
        self.actor = None
        self.strip.clear()
        self.news.forget_undo()
        self.announcer.forget()
        self.show_screen("sign-in", resume=resume, resume_for=actor.operator)

    def set_idle_minutes(self, minutes: str) -> None:
        """Lock after so many minutes from now on."""
        self._idle.set_limit_minutes(minutes)

    # Look ------------------------------------------------------------------------------------

    @property
    def modes(self) -> Modes:
        """Return the modes the window shows."""
        return theme().modes

    def set_modes(self, modes: Modes) -> None:
        """Switch the look; focus and what was typed stay."""
        theme().apply(modes)

    def choose_modes(self, modes: Modes) -> None:
        """Switch the look because a person chose it, and remember it for her."""
        self.look.choose(modes)

    def use_person_modes(self, modes: Modes) -> None:
        """Show everything as the person at the counter reads best, until she leaves."""
        self.look.use_person(modes)

    def leave_person_modes(self) -> None:
        """Show everything as the operator reads it again."""
        self.look.leave_person()

    def _on_theme(self) -> None:
        space = theme().space(12)
        self._strip_box.setContentsMargins(space, 0, space, 0)
        if self.view is not None:
            self.view.refresh()
            self.renew_header()
        self._place_frame()
        QTimer.singleShot(0, self, self._ring.place)

    def _place_frame(self) -> None:
        signed_in, view = self.actor is not None, self.view
        is_alarm = view is not None and view.is_alarm
        narrow = theme().is_one_column(self.width() - size_px("nav_width_px"))
        stacked = theme().is_stacked() or narrow
        is_before = view is not None and self.registry.screen(self.screen_id).area == "access"
        has_frame = signed_in and not is_alarm and not is_before
        self.navigation.setVisible(has_frame and not stacked)
        self.top_bar.setVisible(has_frame and stacked)
        self.status.setVisible(not is_alarm)
        self.status.saved.setVisible(signed_in)
        titles_here = not stacked or theme().title_is_on_page() or not has_frame
        self.body.set_stacked(stacked, titles=titles_here)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between side navigation and top bar with the width."""
        super().resizeEvent(event)
        self._place_frame()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), theme().color("bg"))

    # News ------------------------------------------------------------------------------------

    def tell_error(self, error: MadoguchiError) -> None:
        """Tell what happened and what the person can do."""
        words = " ".join(part for part in (sentence_for(error), what_to_do(error)) if part)
        self.announcer.say(words, Urgency.ERROR)

    def offer_undo(self, text: str | Lazy, take_back: Callable[[], None]) -> None:
        """Tell what was done; 元に戻す takes it back for ten seconds."""
        self.news.offer_undo(text, take_back)

    def note_saved(self, at: datetime) -> None:
        """Show in the status line when the last thing was saved."""
        self.status.show_saved(at)

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
        """Ask back; the focus returns to where it was."""
        before = QApplication.focusWidget()
        dialog = AskDialog(
            title, consequence, act_label, keep_label, on_act, is_danger=is_danger, icon=icon,
            parent=self,
        )  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if before is not None:
            dialog.rejected.connect(before.setFocus)
        dialog.open()

    def _on_changes(self, changes: Changes) -> None:
        self.note_saved(datetime.now().astimezone())
        self.sync_look.soon()
        self.sync_often.soon()
        self._pages.tell_changes(changes)

    # Pictures and the end --------------------------------------------------------------------

    def settle(self, timeout_seconds: float = 30.0) -> bool:
        """Let jobs, layout and painting come to rest: for pictures, audits and tests."""
        for _round in range(3):
            self.jobs.wait_idle(timeout_seconds)
            QApplication.processEvents()
        self.strip.clear()
        self._ring.place()
        QApplication.processEvents()
        return self.jobs.is_idle

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep unsaved typing, then finish what the store still writes."""
        if self.view is not None:
            self.view.leaving()
        self.drafts.park_now()
        self._idle.stop()
        self.sync_often.stop()
        self.reach.close()
        self.listening.close()
        self.jobs.close()
        super().closeEvent(event)
