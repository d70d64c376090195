"""The talk about one consent: one idea a page, read aloud, three answers of the same size."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.changes import Changes
from app.messages import N_, _, language
from app.messages.consent_talk import STEPS
from app.services.consent import Written
from app.ui.consent.page_view import CHANGED
from app.ui.consent.talk_presenter import DONE, TalkPresenter
from app.ui.consent.trio import AnswerTrio
from app.ui.desk_view import DeskView
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.glyph import Glyph
from app.ui.parts.stepper import Stepper
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext


class HandedCard(Card):
    """What is, or is not, handed over."""

    def __init__(self, title: object, icon: str, marker: str) -> None:
        super().__init__(marker)
        head = QHBoxLayout()
        head.addWidget(Glyph(icon, "accent"))
        head.addWidget(Text(title, "strong"), 1)  # type: ignore[arg-type]
        self.column.addLayout(head)
        self.words = Text("", "body")
        self.column.addWidget(self.words)


class TalkView(DeskView):
    """Esc goes back and answers nothing; no box is chosen beforehand, none stands out."""

    # The speaker tells from a thread of its own; a signal brings it into the window's.
    _trouble = Signal(object)

    def __init__(self, context: ScreenContext, person: str, topic: str, at: int = 0) -> None:
        super().__init__(context, N_("A talk about consent"))
        self.crumbs = N_("People › Consent › Talk")
        self._person = person
        self._presenter = TalkPresenter(context.services, context.actor, person, topic, at)
        self._answer = context.bind("consent.answer", lambda one: self._on_answer(str(one)))
        self._read = context.bind("consent.read", lambda _n: self._read_aloud())
        self._stepper = Stepper(STEPS)
        self._quiet = context.bind("consent.quiet", lambda _n: context.services.reader.stop())
        self._reader = Button(self._read)
        self._bar = FlowRow(self._reader, Button(self._quiet))
        self._first, self._second = Text("", "h1", max_em=0), Text("", "lead")
        self._hint_card = Card("info")
        self._hint = Text("", "strong")
        self._hint_card.column.addWidget(self._hint)
        self._given = HandedCard(N_("We hand over"), "arrow-right", "accent")
        self._kept = HandedCard(N_("We do not hand over"), "ban", "muted")
        self._handed = Halves(self._given, self._kept)
        self._calm = Text("", "body", "muted")
        self._trio = AnswerTrio(self._answer)
        for part in (self._stepper, self._bar, self._first, self._second, self._hint_card,
                     self._handed, self._calm, self._trio):  # fmt: skip
            self.page.column.addWidget(part)
        self._trouble.connect(self._on_trouble)
        self._show()

    def first_focus(self) -> QWidget | None:
        """Begin at reading aloud: Enter on a new page answers nothing."""
        return self._reader

    def where(self) -> str:
        """Say what is asked now."""
        return self._presenter.state().first

    def refresh(self) -> None:
        """Say it again in the language chosen."""
        self._show()

    def leaving(self) -> None:
        """Be silent when the page is left."""
        self.context.services.reader.stop()

    def _show(self) -> None:
        state = self._presenter.state()
        self.title = state.title
        self._stepper.setVisible(state.step >= 0)
        if state.step >= 0:
            self._stepper.set_current(state.step)
        # The centre's name stays Japanese inside an English sentence.
        self._first.setProperty("is_data", language() == "en")
        self._first.set_text(state.first)
        for part, words in ((self._second, state.second), (self._calm, state.calm)):
            part.set_text(words)
            part.setVisible(bool(words))
        self._hint.set_text(state.hint)
        self._hint_card.setVisible(bool(state.hint))
        self._given.words.set_text(state.given)
        self._kept.words.set_text(state.kept)
        self._handed.setVisible(bool(state.given))
        self._trio.show_boxes(state.boxes)

    def _on_answer(self, value: str) -> None:
        outcome = self._presenter.answer(value)
        self.context.services.reader.stop()
        if outcome:
            presenter = self._presenter
            self.ask_store("consent", lambda: presenter.write(outcome),
                           lambda made: self._on_written(outcome, made))  # fmt: skip
            return
        self._show()
        self._reader.setFocus()
        QTimer.singleShot(0, self, lambda: self.page.verticalScrollBar().setValue(0))
        self.context.say(self._presenter.state().spoken())

    def _on_written(self, outcome: str, _made: Written) -> None:
        context = self.context
        context.back()
        context.publish(Changes.of(CHANGED, self._person))
        context.say(DONE[outcome])

    def _read_aloud(self) -> None:
        state, context = self._presenter.state(), self.context
        text = "\n".join((state.spoken(), *(box.word for box in state.boxes)))
        spoken = "en" if language() == "en" else "ja"
        context.services.reader.read(text, spoken, self._trouble.emit)

    def _on_trouble(self, _error: object) -> None:
        self.context.say(_("This computer has no voice just now. The words stay on the screen."))


class Halves(QWidget):
    """Two cards side by side, below each other in large text."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        from app.ui.common.columns import Columns

        columns = Columns((50, 50))
        columns.left.addWidget(left)
        columns.right.addWidget(right)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(columns)
