"""The page of one job: what it asks for and provides, its tasks, who fits and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.domain.telework.inputs import Job
from app.messages import N_, _
from app.messages.people_words import display_name
from app.messages.telework_desk import (
    hours_range,
    listed,
    skill_words,
    task_facts,
    window_words,
    words_of,
)
from app.messages.telework_explain import split_sentence
from app.messages.telework_vocabulary import FIELD_WORDS, NEED_WORDS
from app.services.telework_desk import Match, Shared
from app.services.telework_profiles import AREA
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView, show_rows
from app.ui.facts import Fact, Facts
from app.ui.parts.card import Card
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext
from app.ui.telework.row_states import match_row


@dataclass(frozen=True, slots=True)
class JobFound:
    """What the store answered."""

    job: Job
    matches: tuple[Match, ...]
    shared: Shared | None


class JobView(DeskView):
    """Candidates stand in the order of the work alone; only those who agree are here."""

    def __init__(self, context: ScreenContext, job: str) -> None:
        super().__init__(context, N_("Job"))
        self.crumbs = N_("Telework › Jobs")
        self._job, self._desk = job, context.services.telework_desk
        self._found: JobFound | None = None
        self._open = context.bind(
            "telework.match", lambda one: context.go("telework-match", person=one, job=job)
        )
        self._edit = context.bind(
            "telework.edit_job", lambda _n: context.go("telework-job-edit", job=job)
        )
        self.header_actions = [(self._edit, "secondary")]
        columns = Columns((62, 44))
        card = Card("accent")
        self._facts, self._tasks = Facts(), Facts()
        card.column.addWidget(self._facts)
        self._tasks_title = Section(N_("The tasks of the job"))
        self._shared_card, self._shared = Card("info"), Text("", "strong", is_data=True)
        self._shared_card.column.addWidget(self._shared)
        self._rows = RowList(N_("Who fits, and why"))
        self._none = EmptyState(
            N_("Nobody to look at yet"), N_("Whoever agrees to be matched appears here."),
            icon="users",
        )  # fmt: skip
        left: tuple[QWidget, ...] = (
            Section(N_("Who fits, and why")), self._shared_card, self._rows, self._none,
        )  # fmt: skip
        for part in left:
            columns.left.addWidget(part)
        right: tuple[QWidget, ...] = (card, self._tasks_title, self._tasks)
        for part in right:
            columns.right.addWidget(part)
        self._shared_card.hide()
        self._none.hide()
        self.page.column.addWidget(columns)

    def first_focus(self) -> QWidget | None:
        """Begin at the first candidate."""
        return self._rows.current_row

    def opened(self) -> None:
        """Look at the job and at who agrees now."""
        self.ask_store("open job", self._look, self._on_found, self._on_gone)

    def on_changes(self, changes: Changes) -> None:
        """Look again when the job, a card or a consent changed."""
        if self.is_open and (changes.touches(AREA) or changes.touches("consent")):
            self.opened()

    def _look(self) -> JobFound:
        desk, who = self._desk, self.context.actor
        return JobFound(
            desk.job(who, self._job), desk.candidates_of(who, self._job),
            desk.shared_by(who, self._job),
        )  # fmt: skip

    def _on_found(self, found: JobFound) -> None:
        is_first, self._found = self._found is None, found
        self.refresh()
        if is_first and self.is_open and self._rows.current_row is not None:
            self._rows.current_row.setFocus()

    def _on_gone(self, error: MadoguchiError) -> None:
        self.context.window.tell_error(error)
        self.context.back()

    def refresh(self) -> None:
        """Say everything again in the language chosen."""
        if self._found is None:
            return
        job, shared = self._found.job, self._found.shared
        self.title = job.title
        self._facts.show_facts([Fact(*pair) for pair in _facts(job)])
        self._tasks.show_facts([Fact(*pair) for pair in task_facts(job)])
        self._tasks_title.setVisible(bool(job.tasks))
        show_rows(self._rows, [match_row(one, by_job=False) for one in self._found.matches],
                  self._open)  # fmt: skip
        self._none.setVisible(not self._found.matches)
        self._shared.set_text(_shared_words(shared) if shared else "")
        self._shared_card.setVisible(shared is not None)
        self.renew_header()


def _shared_words(shared: Shared) -> str:
    parts = tuple((display_name(name), tasks) for name, tasks in shared.split.parts)
    return split_sentence(replace(shared.split, parts=parts))


def _facts(job: Job) -> list[tuple[str, str]]:
    work, given = job.work, job.conditions
    facts = [
        (_("Employer"), job.employer),
        (_("Places"), str(job.capacity)),
        (_("Hours a week"), hours_range(work.least_half_hours, work.most_half_hours)),
        (_("Times"), window_words(work.windows)),
        (_("Asks for"), skill_words((one.skill, one.level) for one in work.required)),
        (_("Enough after redesign"), skill_words(
            (one.skill, one.redesigned_level) for one in work.required
            if 0 < one.redesigned_level < one.level)),
        (_("Welcome"), skill_words(work.desired)),
        (_("Fields of work"), words_of(work.fields, FIELD_WORDS)),
        (_("Provides"), words_of(given.provides, NEED_WORDS)),
        (_("With a subsidy"), listed(
            words_of([need], NEED_WORDS) for need, _yen in given.subsidised)),
    ]  # fmt: skip
    return [(label, value) for label, value in facts if value]
