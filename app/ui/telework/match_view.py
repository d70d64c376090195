"""The page of one pair: the answer in a sentence, the reasons, and where the points come from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.domain.telework.placements import Proposal
from app.messages import N_, _
from app.services.telework_profiles import AREA
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView
from app.ui.facts import Fact, Facts
from app.ui.parts.badge import Badge
from app.ui.parts.card import Card
from app.ui.parts.glyph import Glyph
from app.ui.parts.record_table import RecordTable
from app.ui.parts.records import Column
from app.ui.parts.section import Section
from app.ui.parts.sides import Sides
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext
from app.ui.telework.match_presenter import MatchFound, MatchPresenter

NEEDS = (
    Column("need", N_("What has to be there"), is_title=True, stretch=3),
    Column("sort", N_("What it is"), stretch=2),
    Column("state", N_("How it stands"), stretch=3),
)
TERMS = (
    Column("part", N_("Part"), is_title=True, stretch=4),
    Column("points", N_("Points"), is_number=True, stretch=2),
    Column("most", N_("At most"), is_number=True, stretch=2),
)


class Reasons(QWidget):
    """Sentences with a mark each; without sentences the whole part is gone."""

    def __init__(self, title: QWidget, icon: str, color: str) -> None:
        super().__init__()
        self._icon, self._color = icon, color
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(title)
        column.addLayout(self._lines)

    def show_lines(self, lines: Sequence[str], data: Collection[str] = ()) -> None:
        """Show other sentences; those in `data` name something the centre wrote."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._lines.addWidget(_line(line, self._icon, self._color, is_data=line in data))
        self.setVisible(bool(lines))


class MatchView(DeskView):
    """Why the two fit, or what would have to change; somebody decides, nothing is sent."""

    def __init__(self, context: ScreenContext, person: str, job: str) -> None:
        super().__init__(context, N_("A worker and a job"))
        self.crumbs = N_("Telework › Match")
        self._presenter = MatchPresenter(context.services, context.actor, person, job)
        self._found: MatchFound | None = None
        self._shortlist = context.bind("telework.shortlist", lambda _n: self._on_shortlist())
        self._job = context.bind("telework.job", lambda _n: context.go("telework-job", job=job))
        self.header_actions = [(self._job, "secondary"), (self._shortlist, "primary")]
        self._build()

    def _build(self) -> None:
        columns = Columns((62, 44))
        card = Card("accent")
        self._badge, self._title = Badge(" ", "info"), Text("", "h3", is_data=True)
        self._line = Text("", "body", "muted", is_data=True)
        self._answer = Text("", "lead")
        for line in (Sides(self._title, self._badge), self._line, self._answer):
            card.column.addWidget(line)
        self._changes = Reasons(Section(N_("It would fit if")), "wrench", "warning")
        self._lacks = Reasons(Section(N_("What does not fit yet")), "triangle-alert", "warning")
        self._fits = Reasons(Section(N_("What fits")), "check", "success")
        self._needs_title = Section(N_("What she needs, and who provides it"))
        self._needs = RecordTable(NEEDS, (), N_("What she needs, and who provides it"))
        left: tuple[QWidget, ...] = (
            card, self._changes, self._needs_title, self._needs, self._lacks, self._fits,
        )  # fmt: skip
        for part in left:
            columns.left.addWidget(part)
        self._terms = RecordTable(TERMS, (), N_("Where the points come from"))
        self._total = Text("", "strong")
        self._tasks_title, self._tasks = Section(N_("The tasks of the job")), Facts()
        promise = Text(
            N_("Needs, costs and times without work are no part of the points."), "small", "muted"
        )
        right: tuple[QWidget, ...] = (
            Section(N_("Where the points come from")), self._terms, self._total, promise,
            self._tasks_title, self._tasks,
        )  # fmt: skip
        for part in right:
            columns.right.addWidget(part)
        self.page.column.addWidget(columns)

    def first_focus(self) -> QWidget | None:
        """Begin at the header: the answer stands below it and is read from there."""
        return self.header_button(self._shortlist)

    def opened(self) -> None:
        """Look at the pair."""
        self.ask_store("open match", self._presenter.look, self._on_found, self._on_gone)

    def on_changes(self, changes: Changes) -> None:
        """Look again when her card, the job or her consent changed."""
        if self.is_open and (changes.touches(AREA) or changes.touches("consent")):
            self.opened()

    def where(self) -> str:
        """Add who and which job."""
        if self._found is None:
            return ""
        state = self._presenter.state(self._found)
        return f"{state.name} · {state.title}"

    def _on_found(self, found: MatchFound) -> None:
        is_first, self._found = self._found is None, found
        self.refresh()
        if is_first:
            self.show_beginning()

    def _on_gone(self, error: MadoguchiError) -> None:
        self.context.window.tell_error(error)
        self.context.back()

    def refresh(self) -> None:
        """Say everything again in the language chosen."""
        if self._found is None:
            return
        state = self._presenter.state(self._found)
        self.title = state.name
        self._title.set_text(state.title)
        self._line.set_text(state.line)
        self._badge.set_badge(*state.badge)
        self._answer.set_text(state.answer)
        self._changes.show_lines(state.changes, state.own_words)
        self._lacks.show_lines(state.lacks)
        self._fits.show_lines(state.fits)
        self._needs.set_rows(state.needs)
        for part in (self._needs, self._needs_title):
            part.setVisible(bool(state.needs))
        self._terms.set_rows(state.terms)
        self._total.set_text(state.total)
        self._tasks.show_facts([Fact(*pair) for pair in state.tasks])
        self._tasks_title.setVisible(bool(state.tasks))
        self._offer()
        self.renew_header()

    def _offer(self) -> None:
        if self._found is None:
            return
        if self._found.open is not None:
            self._shortlist.set_available(False, N_("This pair is on the list already."))
        elif not self._found.match.explanation.is_possible:
            self._shortlist.set_available(False, N_("This does not fit as things are."))
        else:
            self._shortlist.set_available(True)

    def _on_shortlist(self) -> None:
        context, presenter = self.context, self._presenter

        def done(answer: tuple[Proposal, Changes]) -> None:
            proposal, changes = answer
            context.replace("telework-proposal", proposal=proposal.id)
            context.publish(changes)
            context.say_with_undo(
                _("On the short list. Nothing was sent to anybody."),
                lambda: context.run("drop", lambda: presenter.drop(proposal.id), context.publish),
            )

        self.ask_store("shortlist", presenter.shortlist, done)


def _line(words: str, icon: str, color: str, *, is_data: bool) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Glyph(icon, color))
    row.addWidget(Text(words, is_data=is_data), 1)
    return part
