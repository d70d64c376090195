"""Keeps unsaved typing: parked encrypted within a second, offered again, never in the way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from app.domain.operators import Draft
from app.domain.roles import Actor
from app.messages import _
from app.ui.announcer import Urgency
from app.ui.shell.pages import Place

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow

PARK_EVERY_MS = 1000
# Beside the fields: which page with which arguments the typing belongs to.
PAGE_KEY = "_page"


class DraftKeeper(QObject):
    """Watches the open page's typing.

    What is kept: at a kill the last second may be lost, at a lock or an ordinary end nothing.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._parked: tuple[str, str, dict[str, str]] | None = None
        self._offered: Draft | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(PARK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Park typing that changed, forget what was saved."""
        place, actor = self._window.place, self._window.actor
        if place is None or actor is None or place.view is None:
            return
        draft = place.view.draft()
        if draft is not None:
            self._park(actor, place, draft)
        elif self._parked is not None and self._parked[0] == place.screen_id:
            self._forget(actor)

    def page_left(self, place: Place) -> None:
        """Keep the typing of a page somebody leaves, and say so."""
        actor = self._window.actor
        draft = place.view.draft() if place.view is not None else None
        if actor is None:
            return
        if draft is None:
            if self._parked is not None and self._parked[0] == place.screen_id:
                self._forget(actor)
            return
        values = self._park(actor, place, draft)
        self._parked = None
        self._offered = Draft(actor.operator, place.screen_id, draft[0], values, _now())
        self._offer(_("What you wrote is kept."))

    def look_for_parked(self, actor: Actor) -> None:
        """After sign-in: offer what somebody had not finished."""
        drafts = self._window.context.services.drafts

        def found(parked: tuple[Draft, ...]) -> None:
            pages = [one for one in parked if PAGE_KEY in one.values]
            if pages and self._window.actor == actor:
                self._offered = pages[0]
                self._offer(_("Something you wrote is not saved yet."))

        self._window.jobs.store("drafts", lambda: drafts.list_parked(actor), found)

    def take_up(self) -> None:
        """Open the page of the typing offered and fill it in."""
        offered, self._offered = self._offered, None
        if offered is None:
            return
        place = place_of(offered)
        self._window.go(place.screen_id, **place.arguments)
        self.fill(place.screen_id, offered.record)

    def fill(self, screen_id: str, record: str) -> None:
        """Bring parked typing into the page that is open."""
        actor, view = self._window.actor, self._window.view
        if actor is None:
            return
        drafts = self._window.context.services.drafts

        def taken(draft: Draft | None) -> None:
            if draft is None or view is None or self._window.view is not view:
                return
            values = {k: v for k, v in draft.values.items() if k != PAGE_KEY}
            view.restore_draft(values)
            self._parked = (screen_id, record, dict(draft.values))

        self._window.jobs.store("draft", lambda: drafts.take(actor, screen_id, record), taken)

    def park_now(self) -> str:
        """Park before a lock or the end; return the record's id, empty when nothing was typed."""
        place, actor = self._window.place, self._window.actor
        draft = place.view.draft() if place is not None and place.view is not None else None
        if place is None or actor is None or draft is None:
            return ""
        self._park(actor, place, draft)
        self._parked = None
        return draft[0]

    def _offer(self, words: str) -> None:
        self._window.announcer.say(words, Urgency.HINT, self._window.bound("shell.take_up"))

    def _park(
        self, actor: Actor, place: Place, draft: tuple[str, Mapping[str, str]]
    ) -> dict[str, str]:
        record, values = draft
        kept = {**values, PAGE_KEY: json.dumps(_plain(place.arguments))}
        if self._parked != (place.screen_id, record, kept):
            self._parked = (place.screen_id, record, kept)
            drafts, screen_id = self._window.context.services.drafts, place.screen_id
            self._window.jobs.store("park", lambda: drafts.park(actor, screen_id, record, kept))
        return kept

    def _forget(self, actor: Actor) -> None:
        if self._parked is None:
            return
        screen_id, record, _values = self._parked
        self._parked = None
        drafts = self._window.context.services.drafts
        self._window.jobs.store("drop", lambda: drafts.drop(actor, screen_id, record))


def place_of(draft: Draft) -> Place:
    """Return the page a draft belongs to."""
    arguments = json.loads(draft.values.get(PAGE_KEY, "{}"))
    return Place(draft.screen, arguments if isinstance(arguments, dict) else {})


def _plain(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in arguments.items() if isinstance(v, str | int | bool)}


def _now() -> Any:
    from datetime import UTC, datetime

    return datetime.now(UTC)
