"""The list of follow-ups: what is due, or all of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.domain.follow_ups import FollowUpKind
from app.domain.roles import Actor
from app.messages import NP_, Lazy, _, ngettext
from app.services.follow_ups import FollowUpPage
from app.ui.follow_ups.row_states import follow_up_row
from app.ui.row_state import RowState

PAGE = 20
DUE, ALL = "due", "all"
WHICH: tuple[tuple[str, Lazy], ...] = (
    (DUE, NP_("follow-ups", "Due")),
    (FollowUpKind.CALL.value, NP_("follow-ups", "Calls")),
    (FollowUpKind.CHECK_IN.value, NP_("follow-ups", "Check-ins")),
    (FollowUpKind.ERRAND.value, NP_("follow-ups", "Errands")),
    (ALL, NP_("follow-ups", "All")),
)


class FollowUps(Protocol):
    """What the page needs of the service of follow-ups."""

    def today(self) -> date:
        """Return the centre's present day."""

    def due(
        self, who: Actor, day: date | None = None, limit: int = 20, offset: int = 0
    ) -> FollowUpPage:
        """Return what is due."""

    def all_open(
        self, who: Actor, limit: int = 20, offset: int = 0, kind: FollowUpKind | None = None
    ) -> FollowUpPage:
        """Return every open one."""


@dataclass(frozen=True, slots=True)
class FollowUpsState:
    """What the page shows."""

    heading: str
    rows: tuple[RowState, ...]
    none: tuple[str, str]
    has_more: bool


class FollowUpsPresenter:
    """Reads one page of follow-ups and says it."""

    def __init__(self, follow_ups: FollowUps, who: Actor) -> None:
        self._follow_ups, self._who = follow_ups, who

    def find(self, which: str, limit: int) -> FollowUpPage:
        """Return the first rows of what is asked for."""
        if which == DUE:
            return self._follow_ups.due(self._who, None, limit)
        kind = None if which == ALL else FollowUpKind(which)
        return self._follow_ups.all_open(self._who, limit, 0, kind)

    def state(self, page: FollowUpPage, which: str) -> FollowUpsState:
        """Return what the page shows, in the language chosen."""
        today = self._follow_ups.today()
        if which == DUE:
            words = ngettext("{count} due", "{count} due", page.total)
            none = (_("Nothing is due today"), _("What comes later stands under All."))
        else:
            words = ngettext("{count} open", "{count} open", page.total)
            none = (_("Nothing is open here"), _("A new follow-up begins at a person."))
        return FollowUpsState(
            heading=words.format(count=page.total),
            rows=tuple(follow_up_row(one, today) for one in page.rows),
            none=none,
            has_more=page.total > len(page.rows),
        )
