"""The pages of equipment on loan: what is lent, a new request, and one loan with its clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.domain.telework.loans import LONGEST_MONTHS, Loan, LoanState
from app.domain.telework.vocabulary import EQUIPMENT, NEEDS
from app.messages import N_, Lazy, _, ngettext
from app.messages.telework_desk import listed
from app.messages.telework_loans import STATES, end_words
from app.messages.telework_vocabulary import NEED_WORDS
from app.messages.times import day_words
from app.services.telework_profiles import AREA
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView, show_rows
from app.ui.facts import Fact, Facts
from app.ui.parts.badge import Badge
from app.ui.parts.card import Card
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.sides import Sides
from app.ui.parts.text import Text
from app.ui.row_state import RowState
from app.ui.screen import ScreenContext


class LoansView(DeskView):
    """What ends first stands first; the clock runs from the day a thing arrived."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Equipment on loan"))
        self.crumbs = N_("Telework › Equipment")
        self._service = context.services.loans
        self._found: tuple[Loan, ...] | None = None
        self._open = context.bind(
            "telework.loan", lambda one: context.go("telework-loan", loan=one)
        )
        self._ask = context.bind("telework.ask_loan", lambda _n: self._on_ask())
        self.header_actions = [(self._ask, "primary")]
        self._heading = Section(" ")
        self._rows = RowList(N_("Equipment on loan"), key="loan")
        self._none = EmptyState(N_("Nothing is lent"), N_("What is asked for appears here."))
        self._form = Form(columns=2)
        self._form.heading(N_("Ask for equipment"))
        things: list[tuple[str, str | Lazy]] = [
            (one, NEED_WORDS[one]) for one in NEEDS if one in EQUIPMENT
        ]
        self._form.combo("need", N_("What"), [*things])
        self._form.text("employer", N_("For which employer"))
        self._form.check("private", N_("A private employer"), N_("Only they may borrow."))
        for part in (self._heading, self._rows, self._none, self._form):
            self.page.column.addWidget(part)
        self._heading.hide()
        self._none.hide()

    def first_focus(self) -> QWidget | None:
        """Begin at what ends first, else with the form."""
        return self._rows.current_row or self._form.widget("need")

    def opened(self) -> None:
        """Look at what is lent."""
        service, who = self._service, self.context.actor
        self.ask_store("loans", lambda: service.open_ones(who), self._on_found)

    def on_changes(self, changes: Changes) -> None:
        """Look again when a loan changed."""
        if self.is_open and changes.touches(AREA):
            self.opened()

    def _on_found(self, found: tuple[Loan, ...]) -> None:
        self._found = found
        self.refresh()

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        if self._found is None:
            return
        show_rows(self._rows, [_row(one, date.today()) for one in self._found], self._open)
        count = len(self._found)
        words = ngettext("{count} thing is asked for or lent", "{count} things are asked for or lent",
                         count)  # fmt: skip
        self._heading.set_title(words.format(count=count))
        self._heading.setVisible(bool(count))
        self._none.setVisible(not count)

    def _on_ask(self) -> None:
        values, service, context = self._form.values(), self._service, self.context
        self._form.clear_errors()
        if not values["employer"].strip():
            self._form.set_error("employer", N_("Write the employer's name."))
            return
        who = context.actor

        def asked(loan: Loan) -> None:
            self._form.set_values({"employer": "", "private": ""})
            context.publish(Changes.of(AREA, loan.id))
            context.say(_("Asked for. The clock starts on the day it arrives."))

        self.ask_store(
            "ask loan",
            lambda: service.request(
                who, values["need"], values["employer"].strip(),
                is_private_employer=values["private"] == "yes",
            ),
            asked,
        )  # fmt: skip


class LoanView(DeskView):
    """One thing: when it came, when it has to be back, and what can be noted."""

    def __init__(self, context: ScreenContext, loan: str) -> None:
        super().__init__(context, N_("Equipment on loan"))
        self.crumbs = N_("Telework › Equipment")
        self._id, self._service = loan, context.services.loans
        self._loan: Loan | None = None
        who, service = context.actor, self._service
        self._arrived = context.bind(
            "telework.loan_arrived",
            lambda _n: self._step(
                lambda: service.start(who, loan, date.today()), N_("It arrived today.")
            ),
        )
        self._longer = context.bind(
            "telework.loan_longer",
            lambda _n: self._step(lambda: service.extend(who, loan, 1), N_("One month longer.")),
        )
        self._back = context.bind(
            "telework.loan_back",
            lambda _n: self._step(
                lambda: service.give_back(who, loan, date.today()), N_("It went back today.")
            ),
        )
        self.header_actions = [(self._longer, "secondary"), (self._arrived, "primary")]
        card = Card("accent")
        self._title, self._badge, self._facts = Text("", "h3"), Badge(" ", "info"), Facts()
        self._rule = Text(
            N_("Lent for six months in all at most, to private employers. 30 days before the end "
               "this page warns."), "small", "muted",
        )  # fmt: skip
        parts: tuple[QWidget, ...] = (Sides(self._title, self._badge), self._facts, self._rule)
        for part in parts:
            card.column.addWidget(part)
        self.page.column.addWidget(card)

    def first_focus(self) -> QWidget | None:
        """Begin at the header: the card stands below it."""
        return self.header_button(self.header_actions[-1][0])

    def opened(self) -> None:
        """Read the loan."""
        service, who, loan = self._service, self.context.actor, self._id
        self.ask_store("open loan", lambda: service.one(who, loan), self._on_found, self._on_gone)

    def on_changes(self, changes: Changes) -> None:
        """Look again when it changed."""
        if self.is_open and changes.touches(AREA):
            self.opened()

    def _on_found(self, loan: Loan) -> None:
        is_first, self._loan = self._loan is None, loan
        before = self.header_actions[-1:]
        self.refresh()
        # A step that was taken has gone from the header; the next one takes the focus.
        if self.header_actions and (is_first or self.header_actions[-1:] != before):
            self.focus_action(self.header_actions[-1][0])

    def _on_gone(self, error: MadoguchiError) -> None:
        self.context.window.tell_error(error)
        self.context.back()

    def refresh(self) -> None:
        """Say the loan again in the language chosen."""
        loan, today = self._loan, date.today()
        if loan is None:
            return
        word, kind, icon = STATES[loan.state_on(today)]
        self._title.set_text(NEED_WORDS[loan.need])
        self._badge.set_badge(word, kind, icon)
        facts = [(_("Employer"), loan.employer), (_("Ends"), end_words(loan, today))]
        for label, day in ((_("Arrived"), loan.starts_on), (_("Went back"), loan.returned_on)):
            if day is not None:
                facts.append((label, day_words(day, with_year=day.year != today.year)))
        self._facts.show_facts([Fact(*pair) for pair in facts])
        is_lent = loan.starts_on is not None
        full = loan.months >= LONGEST_MONTHS
        self._longer.set_available(
            not full, N_("Six months are the longest it may stay.") if full else ""
        )
        self.header_actions = (
            []
            if loan.state_on(today) is LoanState.RETURNED
            else [
                (self._longer, "secondary"),
                (self._back if is_lent else self._arrived, "primary"),
            ]
        )
        self.renew_header()

    def _step(self, work: Callable[[], Changes], words: Lazy) -> None:
        """Take a step that can be taken back."""
        before, context, service, who = (
            self._loan, self.context, self._service, self.context.actor,
        )  # fmt: skip
        if before is None:
            return

        def done(changes: Changes) -> None:
            context.publish(changes)
            context.say_with_undo(
                words,
                lambda: context.run("undo", lambda: service.put_back(who, before), context.publish),
            )

        self.ask_store("loan", work, done)


def _row(one: Loan, today: date) -> RowState:
    word, kind, icon = STATES[one.state_on(today)]
    title, second = str(NEED_WORDS[one.need]), f"{one.employer} · {end_words(one, today)}"
    return RowState(
        subject=one.id, title=title, second=second, badge=(str(word), kind, icon),
        spoken=listed((title, str(word), second.replace(" · ", ", "))), icon="package",
    )  # fmt: skip
