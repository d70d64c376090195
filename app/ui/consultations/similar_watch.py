"""Looks for similar consultations whenever typing stops for a moment, away from the window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer

from app.domain.similar import Asked
from app.messages import _
from app.services.consultations_similar import Similar
from app.ui.consultations.similar_panel import SimilarPanel
from app.ui.consultations.similar_presenter import SimilarPresenter, asked_of
from app.ui.desk_view import DeskView
from app.ui.screen import ScreenContext

AFTER_LAST_KEY_MS = 150


class SimilarWatch(QObject):
    """Asks at every pause and shows only the answer to the newest question.

    The job reads beside whoever writes, so it never keeps a save waiting; while one question is
    under way a newer one waits for it, and those between are never asked.
    """

    def __init__(
        self,
        context: ScreenContext,
        presenter: SimilarPresenter,
        panel: SimilarPanel,
        view: DeskView,
    ) -> None:
        super().__init__(view)
        self._context, self._presenter, self._panel, self._view = context, presenter, panel, view
        self._wanted: Asked | None = None
        self._asked: Asked | None = None
        self._is_looking = False
        self._found = Similar()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(AFTER_LAST_KEY_MS)
        self._pause.timeout.connect(self._look)

    @property
    def card_id(self) -> str:
        """Return the step card that fits best; empty when none does."""
        return self._found.cards[0].id if self._found.cards else ""

    def typed(self, values: Mapping[str, str]) -> None:
        """Note what the form says now; the question is asked when typing stops."""
        wanted = asked_of(values)
        if wanted != self._wanted:
            self._wanted = wanted
            self._pause.start()

    def opened(self, values: Mapping[str, str]) -> None:
        """Ask at once for what a record says that was opened."""
        self._wanted = asked_of(values)
        self._look()

    def refresh(self) -> None:
        """Say what was found in the language chosen; on the panel's tab, too, how many."""
        state = self._presenter.state(self._found, datetime.now(UTC))
        self._panel.show_similar(state)
        self._view.side_title = state.heading
        if self._view.is_open:
            self._context.window.body.rename_panel()

    def show_done(self, case: str) -> None:
        """Show and say what was done in a similar case."""
        presenter = self._presenter

        def shown(words: str) -> None:
            self._panel.show_done(words)
            self._context.say(_("What was done then: {words}").format(words=words))

        self._view.ask_store("what was done", lambda: presenter.what_was_done(case), shown)

    def _look(self) -> None:
        wanted, presenter = self._wanted, self._presenter
        if self._is_looking or wanted is None or wanted == self._asked:
            return
        self._is_looking, self._asked = True, wanted
        self._context.jobs.free(
            "similar", lambda _progress: presenter.look(wanted), self._on_found, self._on_error
        )

    def _on_found(self, found: Similar) -> None:
        if not self._view.is_here:
            return
        self._is_looking = False
        self._found = found
        self.refresh()
        self._look()

    def _on_error(self, _error: object) -> None:
        """Similar cases are a help: writing goes on without them when the disk is busy."""
        if self._view.is_here:
            self._is_looking = False
            self._asked = None
