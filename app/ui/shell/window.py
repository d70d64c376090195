"""The main window: one page at a time in a frame that stays where it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.domain.modes import Modes
from app.domain.roles import AREAS, Actor
from app.messages import N_, Lazy, _
from app.messages.errors import sentence_for
from app.ui.actions import BoundAction, Handler
from app.ui.announcer import Announcer, Message, Urgency
from app.ui.changes_bus import ChangesBus
from app.ui.jobs import Jobs
from app.ui.parts.dialog import AskDialog
from app.ui.parts.focus_ring import FocusRing
from app.ui.parts.painting import follow_theme, painting
from app.ui.parts.strip import MessageStrip
from app.ui.registry import Registry
from app.ui.screen import ScreenContext, ScreenView
from app.ui.shell.body import Body
from app.ui.shell.header import Header, TopBar
from app.ui.shell.keys import Keys
from app.ui.shell.lock import IdleWatch
from app.ui.shell.navigation import Navigation
from app.ui.shell.status_line import StatusLine
from app.ui.theme import theme

MESSAGE_SECONDS = 10


@dataclass(slots=True)
class Place:
    """A page in the history: which, with what, and where the focus was."""

    screen_id: str
    arguments: dict[str, Any] = field(default_factory=dict)
    focus: str = ""


class MainWindow(QMainWindow):
    """Joins the frame's parts and moves between pages.

    Args:
        services: the open centre as the bootstrap joined it.
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
        self._registry = registry
        self._bound: dict[str, BoundAction] = {}
        self._page_actions: list[BoundAction] = []
        self._history: list[Place] = []
        self._place: Place | None = None
        self._view: ScreenView | None = None
        self._take_back: Callable[[], None] | None = None
        self._own_modes: Modes | None = None
        self.announcer = Announcer(self)
        self.bus = ChangesBus(self)
        self.jobs = Jobs(self.tell_error, on_bug, self)
        self.context = ScreenContext(self, services, registry, self.jobs, self.bus, self.announcer)
        self._build()
        self._bind_shell()
        self._keys = Keys(self, registry, self.bound)
        self._idle = IdleWatch(self)
        self.bus.changed.connect(self._on_changes)
        self.announcer.said.connect(self._on_said)
        self.announcer.undo_ended.connect(self._on_undo_ended)
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
        self._strip_timer = QTimer(self)
        self._strip_timer.setSingleShot(True)
        self._strip_timer.timeout.connect(self.strip.clear)
        self.status = StatusLine(
            self.bound("shell.messages"), self.bound("modes.choose"), self.bound("app.help")
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
            made = BoundAction(self._registry.action(action_id), self)
            made.refused.connect(lambda reason: self.announcer.say(reason, Urgency.URGENT))
            self._bound[action_id] = made
        return self._bound[action_id]

    def bind(self, action_id: str, handler: Handler) -> BoundAction:
        """Say what an action does until the page changes."""
        bound = self.bound(action_id)
        bound.handle_by(handler)
        self._page_actions.append(bound)
        return bound

    def _bind_shell(self) -> None:
        handlers: dict[str, Handler] = {
            "shell.go": lambda screen: self.go(str(screen)),
            "shell.back": lambda _none: self.back(),
            "app.help": lambda _none: self.go("keys"),
            "shell.next_pane": lambda _none: self.next_pane(),
            "shell.menu": lambda _none: self.go("menu"),
            "shell.where": lambda _none: self.say_where(),
            "shell.repeat": lambda _none: self._repeat(),
            "shell.messages": lambda _none: self.go("messages"),
            "shell.palette": lambda _none: self.go("palette"),
            "shell.scam_card": lambda _none: self.go("scam-card"),
            "shell.undo": lambda _none: self._undo(),
            "shell.lock": lambda _none: self.lock(),
            "modes.larger": lambda _none: self.step_text(1),
            "modes.smaller": lambda _none: self.step_text(-1),
            "modes.choose": lambda _none: self.go("settings"),
            "shell.stay": lambda _none: self.announcer.say(_("The screen stays open.")),
        }
        for action_id, handler in handlers.items():
            self.bound(action_id).handle_by(handler)
        self.bound("shell.undo").set_available(False, N_("There is nothing to take back."))

    # Pages -----------------------------------------------------------------------------------

    @property
    def screen_id(self) -> str:
        """Return the id of the page that is open."""
        return self._place.screen_id if self._place else ""

    @property
    def view(self) -> ScreenView | None:
        """Return the page that is open."""
        return self._view

    def go(self, screen_id: str, **arguments: Any) -> None:
        """Open a page; the one that was open is remembered for Back."""
        if not self._may_see(screen_id):
            self.announcer.say(_("This page is not part of your work here."), Urgency.URGENT)
            return
        is_same = self._place is not None and self._place.screen_id == screen_id
        if self._place is not None and not (is_same and self._place.arguments == arguments):
            self._place.focus = self._focus_name()
            self._history.append(self._place)
        self._open(Place(screen_id, arguments))

    def replace(self, screen_id: str, **arguments: Any) -> None:
        """Open a page in the place of the one that is open."""
        self._open(Place(screen_id, arguments))

    def show_screen(self, screen_id: str, **arguments: Any) -> None:
        """Open a page as if it were the first: for pictures and audits."""
        self._history.clear()
        self._place = None
        self._open(Place(screen_id, arguments))

    def back(self) -> None:
        """Go back one page, or to the role's first page; answers nothing."""
        if self.strip.isVisible() and self._focus_is_in(self.strip):
            self.strip.clear()
            return
        if self._history:
            self._open(self._history.pop())
        elif self.actor is not None and self.screen_id != self.first_screen():
            self._open(Place(self.first_screen()))

    def go_home(self) -> None:
        """Open the role's first page and forget the way back."""
        self._history.clear()
        self._open(Place(self.first_screen()))

    def first_screen(self) -> str:
        """Return the page this role begins with."""
        areas = AREAS[self.actor.role] if self.actor else frozenset()
        return "home" if "people" in areas else "settings"

    def _may_see(self, screen_id: str) -> bool:
        screen = self._registry.screen(screen_id)
        if not screen.roles:
            return True
        return self.actor is not None and self.actor.role.value in screen.roles

    def _open(self, place: Place) -> None:
        screen = self._registry.screen(place.screen_id)
        before = self._view
        if before is not None:
            before.leaving()
        for bound in self._page_actions:
            bound.handle_by(None)
        self._page_actions.clear()
        self._bind_shell_again()
        self._place = place
        view = screen.build(self.context, dict(place.arguments))
        self._view = view
        self.body.show_view(view)
        if before is not None:
            before.hide()
            before.deleteLater()
        self.navigation.select(screen.area)
        self.renew_header()
        view.opened()
        self._give_focus(view, place.focus)

    def _bind_shell_again(self) -> None:
        """A page may have lent a shell action another meaning (Esc in a question); take it back."""
        for action_id, bound in self._bound.items():
            if not bound.has_handler and action_id.startswith(("shell.", "modes.", "app.")):
                self._bind_shell()
                return

    def renew_header(self) -> None:
        """Show the open page's titles and actions again."""
        view = self._view
        if view is None:
            return
        signed_in = self.actor is not None
        self.header.titles.show_titles(view.crumbs, view.title)
        self.header.show_actions(view.header_actions)
        self.top_bar.show_title(view.title)
        title = str(view.title)
        self.setWindowTitle(_("{page} – Madoguchi").format(page=title) if title else "Madoguchi")
        self._place_frame(signed_in)

    def _give_focus(self, view: ScreenView, name: str) -> None:
        wanted = view.findChild(QWidget, name) if name else None
        target = wanted or view.first_focus() or self._first_stop(view)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_stop(self, view: ScreenView) -> QWidget | None:
        step = view.nextInFocusChain()
        while step is not None and step is not view:
            takes = bool(step.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
            inside = view.isAncestorOf(step) or self.header.isAncestorOf(step)
            if takes and inside and step.isEnabled() and not step.isHidden():
                return step
            step = step.nextInFocusChain()
        return None

    def _focus_name(self) -> str:
        widget = QApplication.focusWidget()
        inside = self._view is not None and widget is not None and self._view.isAncestorOf(widget)
        return widget.objectName() if inside and widget is not None else ""

    def _focus_is_in(self, widget: QWidget) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and widget.isAncestorOf(focus)

    # Who is here -----------------------------------------------------------------------------

    def signed_in(self, actor: Actor, modes: Modes, resume: Place | None = None) -> None:
        """Begin the work of somebody: her areas, her modes, and the page she had left."""
        self.actor = actor
        self._own_modes = modes
        self._history.clear()
        self._place = None
        self.navigation.show_screens(self._registry.navigation(AREAS[actor.role]))
        if modes != theme().modes:
            self.set_modes(modes)
        self._idle.start()
        if resume is not None and self._may_see(resume.screen_id):
            self._open(resume)
            self._take_up_draft()
        else:
            self._open(Place(self.first_screen()))

    def lock(self) -> None:
        """Park unsaved typing and show the sign-in page; nothing is lost."""
        actor, place, view = self.actor, self._place, self._view
        if actor is None or place is None or view is None:
            return
        place.focus = self._focus_name()
        parked = view.draft()
        drafts = self.context.services.drafts
        operators = self.context.services.operators
        screen_id = place.screen_id

        def park() -> None:
            if parked is not None:
                record, values = parked
                drafts.park(actor, screen_id, record, dict(values))
            operators.sign_out(actor)

        self.jobs.store("park", park)
        self.leave_person_modes()
        self._idle.stop()
        self._open(Place("sign-in", {"resume": place, "resume_for": actor.operator}))
        self.actor = None
        self._history.clear()
        self.renew_header()

    def _take_up_draft(self) -> None:
        actor, place, view = self.actor, self._place, self._view
        parked = view.draft() if view is not None else None
        if actor is None or place is None or view is None or parked is None:
            return
        record, screen_id = parked[0], place.screen_id
        drafts = self.context.services.drafts

        def taken(draft: Any) -> None:
            if draft is not None and self._view is view:
                view.restore_draft(draft.values)

        self.jobs.store("draft", lambda: drafts.take(actor, screen_id, record), taken)

    # Modes -----------------------------------------------------------------------------------

    @property
    def modes(self) -> Modes:
        """Return the modes the window shows."""
        return theme().modes

    def set_modes(self, modes: Modes) -> None:
        """Switch the look; focus and what was typed stay."""
        theme().apply(modes)

    def choose_modes(self, modes: Modes) -> None:
        """Switch the look because a person chose it, and remember it for her."""
        self._own_modes = modes
        self.set_modes(modes)
        actor = self.actor
        if actor is not None:
            profiles = self.context.services.profiles
            self.jobs.store("modes", lambda: profiles.save_modes(actor, modes))

    def step_text(self, direction: int) -> None:
        """Make text one step larger or smaller."""
        from dataclasses import replace

        from app.domain.modes import TEXT_PERCENTS

        now = theme().modes
        steps = [p for p in TEXT_PERCENTS if (p > now.text_percent) == (direction > 0)]
        steps = [p for p in steps if p != now.text_percent]
        if not steps:
            self.announcer.say(_("The text has this size already."), Urgency.HINT)
            return
        percent = min(steps) if direction > 0 else max(steps)
        self.choose_modes(replace(now, text_percent=percent))
        self.offer_undo(
            _("Text is {percent} % now.").format(percent=percent),
            lambda: self.choose_modes(now),
        )

    def use_person_modes(self, modes: Modes) -> None:
        """Show everything as the person at the counter reads best, until she leaves."""
        if self._own_modes is None:
            self._own_modes = theme().modes
        self.set_modes(modes)

    def leave_person_modes(self) -> None:
        """Show everything as the operator reads it again."""
        if self._own_modes is not None and self._own_modes != theme().modes:
            self.set_modes(self._own_modes)

    def _on_theme(self) -> None:
        look = theme()
        space = look.space(12)
        self._strip_box.setContentsMargins(space, 0, space, 0)
        self._place_frame(self.actor is not None)
        if self._view is not None:
            self._view.refresh()
            self.renew_header()
        QTimer.singleShot(0, self, self._ring.place)

    def _place_frame(self, signed_in: bool) -> None:
        stacked = theme().is_stacked() or self.width() < 1000
        self.navigation.setVisible(signed_in and not stacked)
        self.top_bar.setVisible(signed_in and stacked)
        self.status.setVisible(True)
        self.body.set_stacked(stacked, titles=not stacked or theme().title_is_on_page()
                              or not signed_in)  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between side navigation and top bar with the width."""
        super().resizeEvent(event)
        self._place_frame(self.actor is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), theme().color("bg"))

    # News ------------------------------------------------------------------------------------

    def tell_error(self, error: MadoguchiError) -> None:
        """Tell what went wrong and what the person can do."""
        self.announcer.say(sentence_for(error), Urgency.ERROR)

    def offer_undo(self, text: str | Lazy, take_back: Callable[[], None]) -> None:
        """Tell what was done; 元に戻す takes it back for ten seconds."""
        self._take_back = take_back
        undo = self.bound("shell.undo")
        undo.set_available(True)
        self.announcer.say(text, Urgency.POLITE, undo)

    def _undo(self) -> None:
        take_back, self._take_back = self._take_back, None
        self.bound("shell.undo").set_available(False, N_("There is nothing to take back."))
        if take_back is not None:
            self.strip.clear()
            take_back()
            self.announcer.say(_("Taken back."))

    def _on_undo_ended(self) -> None:
        self._take_back = None
        self.bound("shell.undo").set_available(False, N_("There is nothing to take back."))

    def _on_said(self, message: Message) -> None:
        self.strip.show_message(message.text, message.urgency.value, message.undo)
        stays = message.urgency is Urgency.ERROR
        if stays:
            self._strip_timer.stop()
        else:
            self._strip_timer.start(MESSAGE_SECONDS * 1000)

    def _repeat(self) -> None:
        if self.announcer.repeat() is None:
            self.announcer.say(_("Nothing was said yet."), Urgency.HINT)

    def say_where(self) -> None:
        """Say the page and the control that has the focus."""
        from PySide6.QtGui import QAccessible

        view, focus = self._view, QApplication.focusWidget()
        title = str(view.title) if view is not None else ""
        found = QAccessible.queryAccessibleInterface(focus) if focus is not None else None
        name = found.text(QAccessible.Text.Name) if found is not None else ""
        value = found.text(QAccessible.Text.Value) if found is not None else ""
        more = view.where() if view is not None else ""
        self.announcer.say(
            _("You are on the page {page}, at {control}.").format(
                page=title, control=" ".join(p for p in (name, value, more) if p)
            ),
            Urgency.HINT,
        )

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

    def next_pane(self) -> None:
        """Move the focus between navigation, header, content, side panel and status line."""
        regions = [
            one for one in (self.top_bar, self.navigation, self.header, *self.body.panes(),
                            self.strip, self.status) if one.isVisible()
        ]  # fmt: skip
        here = next((n for n, one in enumerate(regions) if self._focus_is_in(one)), -1)
        for offset in range(1, len(regions) + 1):
            stop = self._stop_inside(regions[(here + offset) % len(regions)])
            if stop is not None:
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _stop_inside(self, region: QWidget) -> QWidget | None:
        for widget in region.findChildren(QWidget):
            takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
            if takes and widget.isVisible() and widget.isEnabled() and not widget.focusProxy():
                return widget
        return None

    def _on_changes(self, changes: Changes) -> None:
        self.note_saved(datetime.now().astimezone())
        if self._view is not None:
            self._view.on_changes(changes)

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
        if self._view is not None:
            self._view.leaving()
            parked, actor, place = self._view.draft(), self.actor, self._place
            if parked is not None and actor is not None and place is not None:
                record, values = parked
                drafts = self.context.services.drafts
                self.jobs.store(
                    "park", lambda: drafts.park(actor, place.screen_id, record, dict(values))
                )
        self._idle.stop()
        self.jobs.close()
        super().closeEvent(event)
