"""The first page of telework: who looks for work, which jobs there are, and what is going on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.roles import Actor
from app.messages import NP_, Lazy, _, ngettext
from app.services.telework_desk import JobLine, WorkerLine
from app.services.telework_proposals import ProposalLine
from app.ui.row_state import RowState
from app.ui.telework.row_states import job_row, proposal_row, worker_row
from app.ui.telework.services import TeleworkServices

WORKERS, JOBS, GOING_ON = "workers", "jobs", "going_on"
WHICH: tuple[tuple[str, Lazy], ...] = (
    (WORKERS, NP_("telework", "Workers")),
    (JOBS, NP_("telework", "Jobs")),
    (GOING_ON, NP_("telework", "Going on")),
)


@dataclass(frozen=True, slots=True)
class TeleworkFound:
    """What the store answered, for one of the three lists."""

    which: str
    workers: tuple[WorkerLine, ...] = ()
    jobs: tuple[JobLine, ...] = ()
    proposals: tuple[ProposalLine, ...] = ()


@dataclass(frozen=True, slots=True)
class TeleworkState:
    """What the page shows."""

    heading: str
    rows: tuple[RowState, ...]
    none: tuple[str, str]


class TeleworkPresenter:
    """Reads one of the three lists; each look asks every consent again."""

    def __init__(self, services: TeleworkServices, who: Actor) -> None:
        self._services, self._who = services, who

    def find(self, which: str) -> TeleworkFound:
        """Read a list."""
        desk = self._services.telework_desk
        if which == JOBS:
            return TeleworkFound(which, jobs=desk.jobs(self._who))
        if which == GOING_ON:
            return TeleworkFound(which, proposals=self._services.proposals.open_ones(self._who))
        return TeleworkFound(which, workers=desk.workers(self._who))

    def state(self, found: TeleworkFound, today: date) -> TeleworkState:
        """Return the rows in the language chosen."""
        if found.which == JOBS:
            count = len(found.jobs)
            words = ngettext("{count} job", "{count} jobs", count)
            rows = tuple(job_row(one) for one in found.jobs)
            none = (_("There is no job yet"), _("Jobs that employers tell the centre stand here."))
        elif found.which == GOING_ON:
            count = len(found.proposals)
            words = ngettext("{count} proposal is open", "{count} proposals are open", count)
            rows = tuple(proposal_row(one, today) for one in found.proposals)
            none = (_("Nothing is going on"), _("A match you put on the short list stands here."))
        else:
            count = len(found.workers)
            words = ngettext("{count} person looks for work", "{count} people look for work", count)
            rows = tuple(worker_row(one) for one in found.workers)
            none = (
                _("Nobody looks for work yet"),
                _("Whoever agrees to be matched stands here, and nobody else."),
            )
        return TeleworkState(words.format(count=count), rows, none)
