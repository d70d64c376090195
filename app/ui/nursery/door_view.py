"""The officer's first page: open or make the separate data set, then its rounds."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import MadoguchiError
from app.messages import N_, _
from app.messages.errors import sentence_for, what_to_do
from app.services.nursery_desk import RoundView
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView, show_rows
from app.ui.nursery.words import round_row
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext


class NurseryView(DeskView):
    """Closed: one secret. Open: the rounds, newest first, and a name for the next one."""

    def __init__(self, context: ScreenContext, shown: tuple[RoundView, ...] | None = None) -> None:
        super().__init__(context, N_("Nursery selection"))
        self._given, self._shown = shown is not None, shown
        self._door: Any = context.services.nursery
        self._bind()
        self._make_door()
        self._make_rounds()
        self._show_state()

    def _bind(self) -> None:
        bind = self.context.bind
        self._open = bind("nursery.open", lambda _n: self._on_open())
        self._create = bind("nursery.create", lambda _n: self._on_create())
        self._begin = bind("nursery.begin", lambda _n: self._on_begin())
        self._look = bind("nursery.round", self._on_round)

    def _make_door(self) -> None:
        is_there = self._given or self._door.is_there()
        self._secret = Form()
        if is_there:
            words = N_("The officers' data set has its own passphrase, not that of the centre.")
            self._secret.secret(
                "passphrase", N_("Passphrase of the data set"), N_("Or its recovery code.")
            )
        else:
            words = N_("There is no data set of the selection yet. It gets its own passphrase, "
                       "which the centre's staff do not need to know.")  # fmt: skip
            self._secret.secret(
                "passphrase",
                N_("New passphrase"),
                N_("At least 12 characters; a sentence is good."),
            )
            self._secret.secret("again", N_("The same once more"))
        action = self._open if is_there else self._create
        self._secret.entered.connect(lambda: action.trigger(None))
        self._door_card = Card("accent")
        self._door_card.column.addWidget(Text(words))
        self._door_card.column.addWidget(self._secret)
        self._door_card.column.addWidget(Button(action, "primary", key="Enter"))
        self.page.column.addWidget(self._door_card)

    def _make_rounds(self) -> None:
        self._code = Text("", "lead", is_data=True)
        self._code_words = Text(
            N_("This is the recovery code of the data set. Write it on paper and lock it away. "
               "It is shown only now.")
        )  # fmt: skip
        for part in (self._code_words, self._code):
            part.hide()
            self.page.column.addWidget(part)
        self._heading = Section(N_("Rounds"))
        self._rows = RowList(N_("Rounds"))
        self._none = EmptyState(
            N_("There is no round yet"), N_("Name the first one below."), icon="calculator"
        )
        self._name = Form()
        self._name.text(
            "name", N_("Name of a new round"), N_("For example: April 2027, first selection.")
        )
        self._name.entered.connect(lambda: self._begin.trigger(None))
        self._begin_row = FlowRow(Button(self._begin, "primary"))
        for below in (self._heading, self._rows, self._none, self._name, self._begin_row):
            self.page.column.addWidget(below)

    def first_focus(self) -> QWidget | None:
        """Begin with the secret, or with the newest round."""
        if not self._is_open:
            return self._secret.widget("passphrase")
        return self._rows.current_row or self._name.widget("name")

    def opened(self) -> None:
        """Show the rounds when the door is open."""
        self.refresh()
        if self._is_open and not self._given:
            self._load()

    def refresh(self) -> None:
        """Say the rounds again in the language chosen."""
        rounds = self._shown or ()
        show_rows(self._rows, [round_row(one) for one in rounds], self._look)
        self._heading.setVisible(bool(rounds))
        self._rows.setVisible(bool(rounds))
        self._none.setVisible(self._is_open and self._shown is not None and not rounds)

    @property
    def _is_open(self) -> bool:
        return self._given or self._door.is_open(self.context.actor)

    def _show_state(self) -> None:
        is_open = self._is_open
        self._door_card.setVisible(not is_open)
        for part in (self._name, self._begin_row):
            part.setVisible(is_open)
        self.refresh()

    def _load(self) -> None:
        door, who = self._door, self.context.actor

        def shown(rounds: tuple[RoundView, ...]) -> None:
            is_first, self._shown = self._shown is None, rounds
            self.refresh()
            if is_first and self.is_open:
                target = self._rows.current_row or self._name.widget("name")
                target.setFocus()

        self.ask_store("rounds", lambda: door.services(who).rounds.rounds(who), shown)

    def _on_open(self) -> None:
        door, who = self._door, self.context.actor
        secret = self._secret.values()["passphrase"]
        if not secret.strip():
            self._secret.set_error("passphrase", N_("Type the passphrase or the recovery code."))
            return
        self._open.set_available(False, N_("One moment."))

        def opened(_nothing: object) -> None:
            self._open.set_available(True)
            self._secret.set_values({"passphrase": ""})
            self._show_state()
            self._load()

        self.ask_store("open", lambda: door.open(who, secret), opened, self._on_secret_error)

    def _on_secret_error(self, error: MadoguchiError) -> None:
        self._open.set_available(True)
        self._create.set_available(True)
        words = " ".join(part for part in (sentence_for(error), what_to_do(error)) if part)
        self._secret.set_error("passphrase", words)

    def _on_create(self) -> None:
        values = self._secret.values()
        if values["passphrase"] != values["again"]:
            self._secret.set_error("again", N_("The two are not the same. Type both again."))
            return
        door, who = self._door, self.context.actor
        self._create.set_available(False, N_("One moment."))

        def made(code: str) -> None:
            self._code.set_text(code)
            for part in (self._code_words, self._code):
                part.show()
            self._show_state()
            self._load()

        secret = values["passphrase"]
        self.ask_store("create", lambda: door.create(who, secret), made, self._on_secret_error)

    def _on_begin(self) -> None:
        door, who = self._door, self.context.actor
        name = self._name.values()["name"].strip()
        if not name:
            self._name.set_error("name", N_("Type a name for the round."))
            return

        def begun(made: tuple[int, object]) -> None:
            self.context.say(_("The round {name} has begun.").format(name=name))
            self.context.go("nursery-round", number=made[0])

        self.ask_store("begin", lambda: door.services(who).rounds.begin(who, name), begun)

    def _on_round(self, subject: object | None) -> None:
        if subject is not None:
            self.context.go("nursery-round", number=int(str(subject)))
