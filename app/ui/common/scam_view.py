"""The scam card: five steps one after the other, whom to call, who did what."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.messages import N_, Lazy, _
from app.messages.times import time_of_day
from app.ui.common.columns import Columns
from app.ui.common.scam_steps import NUMBERS, STEPS, Done, Number, ScamHelp
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.section import Section
from app.ui.parts.step_card import StepCard
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView
from app.ui.theme import theme


class ScamView(ScreenView):
    """The only page with a coloured header; one filled button says できた."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Is this a scam?"))
        self.crumbs = N_("One after the other, from the top. There is no hurry.")
        self.is_alarm = True
        self._help: ScamHelp = context.window.keep("scam-card", ScamHelp)
        self._help.open(datetime.now(UTC), self._who())
        self._done = context.bind("scam.done", lambda _n: self._finish_step())
        self._again = context.bind("scam.again", lambda _n: self._begin_again())
        columns = self._columns = Columns((72, 56), fills=True)
        self._cards = [
            StepCard(number, step.title, step.line) for number, step in enumerate(STEPS, 1)
        ]
        for card in self._cards:
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            columns.left.addWidget(card, 1)
        columns.right.addWidget(Section(N_("Whom to call")))
        for number in NUMBERS:
            columns.right.addWidget(_number_card(number))
        columns.right.addWidget(Section(N_("Who did what")))
        self._log = QVBoxLayout()
        columns.right.addLayout(self._log)
        columns.right.addStretch(1)
        self._next = Button(self._done, "primary", key="Enter")
        columns.right.addWidget(self._next)
        columns.right.addWidget(
            FlowRow(Button(self._again), Button(context.bound("shell.back"), label=N_("Close")))
        )
        self.page.column.addWidget(columns)
        columns.stacked.connect(self._place_next)
        self._place_next(columns.is_stacked)
        self._show()

    def first_focus(self) -> QWidget | None:
        """Begin at できた: Enter walks through the card."""
        return self._next

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the height."""
        super().resizeEvent(event)
        self._fill_height()

    def _fill_height(self) -> None:
        """Let the five cards fill the height beside the numbers."""
        margins = theme().space(24) * 3 // 2
        fills = 0 if self._columns.is_stacked else self.height() - margins - 1
        self._columns.setMinimumHeight(max(0, fills))

    def refresh(self) -> None:
        """Say who did what in the language chosen."""
        self._show()

    def where(self) -> str:
        """Say the step that comes now."""
        if self._help.is_finished:
            return _("All five steps are done.")
        return str(STEPS[self._help.at_step - 1].title)

    def _place_next(self, is_stacked: bool) -> None:
        """In large text one step is seen at a time, with できた right below it."""
        self._fill_height()
        had_focus = self._next.hasFocus()
        columns = self._columns
        (columns.left if is_stacked else columns.right).removeWidget(self._next)
        if is_stacked:
            columns.left.addWidget(self._next)
        else:
            columns.right.insertWidget(columns.right.count() - 1, self._next)
        self._show()
        if had_focus:
            self._next.setFocus()

    def _who(self) -> str:
        return self.context.actor.name if self.context.is_signed_in else ""

    def _finish_step(self) -> None:
        self._help.finish_step(datetime.now(UTC), self._who())
        self._show()
        self.context.say_with_undo(self._next_words(), self._take_back)

    def _next_words(self) -> str:
        if self._help.is_finished:
            return _("All five steps are done. Well done.")
        step = STEPS[self._help.at_step - 1]
        return _("Step {number}: {title}. {line}.").format(
            number=self._help.at_step, title=step.title, line=step.line
        )

    def _take_back(self) -> None:
        self._help.take_step_back()
        self._show()

    def _begin_again(self) -> None:
        before = list(self._help.done)
        self._help.begin_again()
        self._help.open(datetime.now(UTC), self._who())
        self._show()

        def take_back() -> None:
            self._help.done[:] = before
            self._show()

        self.context.say_with_undo(_("The card starts at the first step."), take_back)

    def _show(self) -> None:
        now = self._help.at_step
        for number, card in enumerate(self._cards, 1):
            card.set_state("done" if number < now else "now" if number == now else "next")
            is_seen = number == min(now, len(STEPS))
            card.setVisible(is_seen or not self._columns.is_stacked)
        self._done.set_available(not self._help.is_finished, N_("All five steps are done."))
        while (item := self._log.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in reversed(self._help.done):
            line = Text(_log_words(one), "body", max_em=0)
            line.setProperty("is_data", True)
            self._log.addWidget(line)


def _log_words(done: Done) -> str:
    at = time_of_day(done.at)
    what: Lazy = N_("Opened the card") if not done.step else STEPS[done.step - 1].title
    if not done.who:
        return _("{time} {what}").format(time=at, what=what)
    return _("{time} {what}: {name}").format(time=at, what=what, name=done.who)


def _number_card(number: Number) -> Card:
    card = Card()
    figures = Text(number.number, "display", max_em=0, tabular=True, line_em=1.1)
    figures.setProperty("is_data", True)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(number.who, "strong", max_em=0))
    words.addWidget(Text(number.when, "small", "muted", max_em=0))
    across = QHBoxLayout()
    across.setSpacing(16)
    across.addWidget(figures, 0, Qt.AlignmentFlag.AlignVCenter)
    across.addLayout(words, 1)
    card.column.addLayout(across)
    return card
