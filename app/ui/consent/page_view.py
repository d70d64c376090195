"""A person's consent page: who can see what, one stop a line, what can be asked, what was chosen."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.messages import N_
from app.ui.consent.line_part import ConsentLine
from app.ui.consent.page_presenter import ConsentFound, ConsentPresenter
from app.ui.desk_view import DeskView, show_rows
from app.ui.facts import Fact, Facts
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.painting import follow_theme
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext
from app.ui.theme import theme

CHANGED = "consent"


class ConsentView(DeskView):
    """What one person agreed to; nothing here is filled, because nothing is pressed upon her."""

    def __init__(self, context: ScreenContext, person: str) -> None:
        super().__init__(context, N_("Who can see my data?"))
        self.crumbs = N_("People › Consent")
        self._presenter = ConsentPresenter(context.services, context.actor, person)
        self._found: ConsentFound | None = None
        self._cards: list[ConsentLine] = []
        self._stop = context.bind(
            "consent.stop", lambda one: context.go("consent-stop", person=person, event=str(one))
        )
        self._freeze = context.bind(
            "consent.freeze", lambda _n: context.go("consent-stop", person=person, event="")
        )
        self._talk = context.bind(
            "consent.talk", lambda one: context.go("consent-talk", person=person, topic=str(one))
        )
        self._build()

    def _build(self) -> None:
        self._frozen = Card("danger")
        self._frozen.column.addWidget(
            Text(N_("You stopped everything. Nobody outside can see anything of you."), "strong")
        )
        self._frozen.hide()
        lines = QWidget()
        self._lines = QVBoxLayout(lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._space()
        follow_theme(self._space)
        self._anchor = TabAnchor(self)
        self._nobody = EmptyState(
            N_("Nobody outside can see anything"),
            N_("It stays so until you say yes to something."), icon="eye-off",
        )  # fmt: skip
        self._nobody.hide()
        self._all = Button(self._freeze, "danger")
        self._topics = RowList(N_("What we may ask you"), key="topic")
        self._topics_title = Section(N_("What we may ask you"))
        self._sections: list[tuple[Section, Facts]] = [
            (Section(words), Facts())
            for words in (
                N_("What you said no to"), N_("What went to others"), N_("Who was told of a stop"),
                N_("Your choices so far"),
            )
        ]  # fmt: skip
        column = self.page.column
        for part in (self._frozen, Section(N_("Who can see what")), lines, self._nobody,
                     FlowRow(self._all), self._topics_title, self._topics):  # fmt: skip
            column.addWidget(part)
        for title, facts in self._sections:
            column.addWidget(title)
            column.addWidget(facts)

    def _space(self) -> None:
        self._lines.setSpacing(theme().space(12))

    def first_focus(self) -> QWidget | None:
        """Begin at the first line that can be stopped, else at what can be asked."""
        if self._cards:
            return self._cards[0].stop
        return self._topics.current_row or self._all

    def opened(self) -> None:
        """Look at what stands; the look is logged."""
        self.ask_store("consent", self._presenter.look, self._on_found)

    def on_changes(self, changes: Changes) -> None:
        """Look again when something was chosen."""
        if changes.touches(CHANGED):
            self.opened()

    def where(self) -> str:
        """Add whose choices these are."""
        if self._found is None:
            return ""
        return self._presenter.state(self._found, datetime.now(UTC)).name

    def _on_found(self, found: ConsentFound) -> None:
        is_first, self._found = self._found is None, found
        self.refresh()
        self.renew_header()
        if is_first:
            wanted = self.first_focus()
            if wanted is not None and self.is_open:
                wanted.setFocus()
            self.show_beginning()

    def refresh(self) -> None:
        """Say everything in the language chosen."""
        if self._found is None:
            return
        state = self._presenter.state(self._found, datetime.now(UTC))
        self.crumbs = N_("People › {name} › Consent").format(name=state.name)
        self._frozen.setVisible(state.is_frozen)
        self._show_lines(state.lines)
        self._nobody.setVisible(not state.lines)
        self._freeze.set_available(not state.is_frozen, N_("Everything is stopped already."))
        show_rows(self._topics, state.topics, self._talk)
        self._topics_title.setVisible(bool(state.topics))
        shown = (state.stops, state.given, state.tellings, state.history)
        for (title, facts), pairs in zip(self._sections, shown, strict=True):
            facts.show_facts([Fact(*pair) for pair in pairs])
            title.setVisible(bool(pairs))

    def _show_lines(self, lines: tuple[object, ...]) -> None:
        focused = next((n for n, one in enumerate(self._cards) if one.stop.hasFocus()), None)
        old, self._cards = self._cards, [ConsentLine(self._stop, one) for one in lines]  # type: ignore[arg-type]
        for card in self._cards:
            self._lines.addWidget(card)
            card.show()
        self._anchor.put_after([card.stop for card in self._cards])
        for card in old:
            self._lines.removeWidget(card)
            card.stop.setObjectName("")
            card.hide()
            card.deleteLater()
        if focused is not None:
            wanted = self._cards[min(focused, len(self._cards) - 1)].stop if self._cards else None
            (wanted or self._all).setFocus()
