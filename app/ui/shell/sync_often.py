"""Exchanges by itself while the window is open: soon after an edit, now and then, and not in step.

Every pause is drawn, so that a thousand consoles that are switched on at nine do not all call at
nine. A server that is away is tried again after longer and longer pauses, without a word.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError, Refused
from app.domain.progress import Progress
from app.services.sync import Exchanged
from app.ui.jobs import Job

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow

AFTER_SIGN_IN_SECONDS, AFTER_EDIT_SECONDS, USUAL_SECONDS, LONGEST_SECONDS = 10.0, 20.0, 300.0, 900.0
# The status line says that something is unsent; an interruption would say nothing more.
WITHOUT_A_WORD = frozenset(
    {"sync.unreachable", "sync.no_answer", "server.too_often", "server.database_away"}
)
AREAS = ("people", "consultations", "follow_ups", "delegations", "telework", "settings")


def drawn(seconds: float) -> float:
    """Return a pause somewhere around so many seconds."""
    return random.uniform(0.6, 1.6) * seconds


def pause_after(fails: int, asked_seconds: float = 0.0) -> float:
    """Return the pause after so many tries in a row that reached no server."""
    return max(asked_seconds, drawn(min(LONGEST_SECONDS, 30.0 * 2**fails)))


class SyncOften(QObject):
    """The window's own exchanges."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        self._fails = 0
        self._told = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.now)

    @property
    def seconds_left(self) -> float:
        """Return how long it is until the next exchange; below 0 when none is planned."""
        return self._timer.remainingTime() / 1000

    def begin(self) -> None:
        """Somebody signed in."""
        self._fails, self._told = 0, ""
        self._plan(drawn(AFTER_SIGN_IN_SECONDS))

    def soon(self) -> None:
        """Something was written; many edits in a row are one exchange."""
        left = self.seconds_left
        if left > 2 * AFTER_EDIT_SECONDS and not self._fails:
            self._plan(drawn(AFTER_EDIT_SECONDS))

    def now(self) -> None:
        """Exchange at once, where this device belongs to a server that knows it."""
        services = self._window.context.services
        if services is None or self._job is not None:
            return
        sync = services.sync

        def exchange(progress: Progress) -> Exchanged | None:
            standing = sync.standing()
            if not standing.is_enrolled or standing.is_revoked:
                return None
            done: Exchanged = sync.exchange(progress)
            return done

        self._job = self._window.jobs.free("exchange", exchange, self._on_done, self._on_error)

    def stop(self) -> None:
        """Exchange no more."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    def _plan(self, seconds: float) -> None:
        self._timer.start(round(seconds * 1000))

    def _on_done(self, done: Exchanged | None) -> None:
        self._job, self._fails, self._told = None, 0, ""
        if done is not None:
            if done.fetched or done.withdrawn:
                self._window.bus.publish(Changes(frozenset((area, "") for area in AREAS)))
            self._window.sync_look.soon()
        # Last: what was fetched is no edit of ours that would have to be sent.
        self._plan(drawn(USUAL_SECONDS))

    def _on_error(self, error: MadoguchiError) -> None:
        self._job = None
        self._fails += 1
        asked = error.data.get("seconds", 0)
        is_final = isinstance(error, Refused)
        self._plan(pause_after(self._fails, float(asked) if isinstance(asked, int) else 0.0))
        self._window.sync_look.soon()
        if error.code not in WITHOUT_A_WORD and error.code != self._told:
            self._told = error.code
            self._window.tell_error(error)
        if is_final:
            # Nothing changes by trying; whoever signs in next begins anew.
            self._timer.stop()
