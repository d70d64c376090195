"""Three named results side by side, in words: who gets work under each, and whom it favours."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.telework.results import METHODS, Matching
from app.messages import N_, _
from app.messages.people_words import display_name
from app.messages.telework_desk import points
from app.messages.telework_explain import FAVOURS
from app.messages.telework_explain import METHODS as METHOD_WORDS
from app.services.telework_desk import Results
from app.services.telework_profiles import AREA
from app.ui.desk_view import DeskView
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.record_table import RecordTable
from app.ui.parts.records import Column, Record
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext
from app.ui.telework.match_view import Reasons

FIGURES = (
    Column("figure", N_("Figure"), is_title=True, stretch=5),
    *(Column(one, METHOD_WORDS[one], is_number=True, stretch=3) for one in METHODS),
)
PEOPLE = (
    Column("name", N_("Worker"), is_title=True, stretch=3),
    *(Column(one, METHOD_WORDS[one], stretch=4) for one in METHODS),
)


class ResultsView(DeskView):
    """A person decides; these are proposals and nothing is kept or sent."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Three results side by side"))
        self.crumbs = N_("Telework › Results")
        self._desk = context.services.telework_desk
        self._found: Results | None = None
        again = context.bind("telework.again", lambda _n: self.opened())
        self.header_actions = [(again, "secondary")]
        self._again = again
        self._figures = RecordTable(FIGURES, (), N_("Figures of the three results"))
        self._people = RecordTable(PEOPLE, (), N_("Who would work where"))
        self._favours = Reasons(Section(N_("Whom each result favours")), "scale", "info")
        self._none = EmptyState(
            N_("Nothing to compare yet"), N_("Results need finished cards and jobs."), icon="scale"
        )
        note = Text(N_("These are proposals. Nothing was sent to anybody."), "small", "muted")
        self._parts: tuple[QWidget, ...] = (
            Section(N_("Figures of the three results")), self._figures, self._favours,
            Section(N_("Who would work where")), self._people, note,
        )  # fmt: skip
        for part in (*self._parts, self._none):
            self.page.column.addWidget(part)
        self._none.hide()

    def first_focus(self) -> QWidget | None:
        """Begin at the header: the figures stand below it."""
        return self.header_button(self._again)

    def opened(self) -> None:
        """Match everybody who agrees now, three times."""
        who = self.context.actor
        self.ask_store("three results", lambda: self._desk.results(who), self._on_found)

    def on_changes(self, changes: Changes) -> None:
        """Match again when a card, a job or a consent changed."""
        if self.is_open and (changes.touches(AREA) or changes.touches("consent")):
            self.opened()

    def _on_found(self, found: Results) -> None:
        is_first, self._found = self._found is None, found
        self.refresh()
        if is_first:
            self.show_beginning()

    def refresh(self) -> None:
        """Say the results again in the language chosen."""
        if self._found is None:
            return
        found = self._found
        for part in self._parts:
            part.setVisible(bool(found.names))
        self._none.setVisible(not found.names)
        self._figures.set_rows(_figures(found.matchings))
        self._favours.show_lines([
            f"{METHOD_WORDS[one]}: {FAVOURS[one]}" for one in METHODS
        ])  # fmt: skip
        self._people.set_rows(_people(found))


def _figures(matchings: tuple[Matching, ...]) -> list[Record]:
    reports = [one.report for one in matchings]
    lines: list[tuple[str, str, list[str]]] = [
        ("placed", _("People with work"), [str(one.placed) for one in reports]),
        ("fit", _("Fit on average, of 100"),
         [points(one.fit // max(one.placed, 1)) for one in reports]),
        ("worst", _("The worst-off worker's fit"), [points(one.worst_off) for one in reports]),
        ("blocking", _("Pairs who would rather have each other"),
         [str(one.blocking_pairs) for one in reports]),
        ("unmet", _("Needs that nobody provides"), [str(one.unmet_needs) for one in reports]),
    ]  # fmt: skip
    return [Record(key, (label, *values)) for key, label, values in lines]


def _people(found: Results) -> list[Record]:
    places = [{one.worker: one.job for one in each.placements} for each in found.matchings]
    return [
        Record(
            person,
            (display_name(*name), *(found.jobs.get(where.get(person, ""), "") for where in places)),
        )
        for person, name in found.names.items()
    ]
