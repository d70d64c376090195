"""A step card on the whole page: one idea, one step after the other, ticked as they are done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.ids import ConsultationId
from app.domain.step_cards import StepCard as Card
from app.messages import N_, _
from app.ui.desk_view import DeskView
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.step_card import StepCard
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext


class StepCardView(DeskView):
    """The steps of one card; できた goes on, and at the end they can be written down."""

    def __init__(self, context: ScreenContext, card: str, consultation: str = "") -> None:
        super().__init__(context, N_("Step card"))
        self._consultation = consultation
        found = context.services.similar.step_card(card)
        if found is None:
            raise KeyError(card)
        self._card: Card = found
        self._at = 0
        self.title = found.title
        self.crumbs = N_("Consultations › Step card")
        self._done = context.bind("steps.done", lambda _n: self._finish_step())
        self._again = context.bind("steps.again", lambda _n: self._begin_again())
        self._write = context.bind("steps.write", lambda _n: self._write_down())
        if consultation:
            self.header_actions = [(self._write, "secondary")]
        self._parts = [
            StepCard(number, step, is_data=True) for number, step in enumerate(found.steps, 1)
        ]
        self._next = Button(self._done, "primary", key="Enter")
        for part in self._parts:
            self.page.column.addWidget(part)
        if found.if_not:
            words = N_("If it does not work: {what}").format(what=found.if_not)
            self.page.column.addWidget(Text(words, "lead", is_data=True))
        self.page.column.addWidget(FlowRow(self._next, Button(self._again, "quiet")))
        self._show()

    def first_focus(self) -> QWidget | None:
        """Begin at できた: Enter walks through the card."""
        return self._next

    def where(self) -> str:
        """Say the step that comes now."""
        if self._at == len(self._parts):
            return _("All steps are done.")
        return self._card.steps[self._at]

    def _finish_step(self) -> None:
        if self._at < len(self._parts):
            self._at += 1
        self._show()
        self.context.say(self.where())
        if self._at == len(self._parts) and self._consultation:
            self.focus_action(self._write)

    def _begin_again(self) -> None:
        self._at = 0
        self._show()
        self._next.setFocus()

    def _show(self) -> None:
        for number, part in enumerate(self._parts):
            state = "done" if number < self._at else "now" if number == self._at else "next"
            part.set_state(state)
        if not self._next.hasFocus():
            # Whoever comes to the button hears its step; who is there already is told of each.
            self._next.setAccessibleDescription(self.where())
        if self._at < len(self._parts):
            self.page.ensureWidgetVisible(self._parts[self._at])

    def _write_down(self) -> None:
        """Add the steps to the consultation and go back to it."""
        context, one = self.context, ConsultationId(self._consultation)
        service, who, steps = context.services.consultations, context.actor, self._card.steps

        def written(answer: tuple[str, Changes]) -> None:
            before, changes = answer
            context.back()
            context.publish(changes)
            context.say_with_undo(
                _("The steps are written down."),
                lambda: context.run(
                    "take steps back", lambda: service.set_steps(who, one, before), context.publish
                ),
            )

        self.ask_store("write steps", lambda: service.add_steps(who, one, steps), written)
