"""The page on which a worker says what she needs: hours, times, skills, what has to be there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import BadInput, MadoguchiError
from app.domain.ids import PersonId
from app.domain.telework.card import WorkCard
from app.domain.telework.vocabulary import NEEDS
from app.domain.telework.windows import parse_windows
from app.messages import N_, Lazy, _
from app.messages.telework_desk import window_words
from app.messages.telework_vocabulary import FIELD_WORDS, NEED_WORDS
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors
from app.ui.desk_view import DeskView
from app.ui.screen import ScreenContext
from app.ui.telework.card_form import CAN_BRING, card_from, values_of
from app.ui.telework.skills_part import SkillsPart


class CardView(DeskView):
    """Her own card: she says it, a supporter may type. Nothing is chosen beforehand."""

    def __init__(self, context: ScreenContext, person: str) -> None:
        super().__init__(context, N_("What I need to work"))
        self.crumbs = N_("Telework › Workers › Card")
        self._person = PersonId(person)
        self._desk = context.services.telework_desk
        self._card: WorkCard | None = None
        self._save_action = context.bind("telework.save_card", lambda _n: self._save())
        self.header_actions = [(self._save_action, "primary")]
        self._form = self._build()
        self._form.entered.connect(self._save)
        self._skills, self._likes = SkillsPart(self), self._wishes()
        for part in (self._form, self._skills, self._likes):
            self.page.column.addWidget(part)

    def _build(self) -> Form:
        form = Form(columns=2)
        form.heading(N_("When I work"))
        form.text("least", N_("At least, hours a week"), N_("For example 10."))
        form.text("most", N_("At most, hours a week"), N_("For example 20."))
        form.text("wished", N_("Best, hours a week"), N_("Empty: as many as possible."))
        form.text("windows", N_("Times"), N_("For example Mon-Fri 9:00-15:00; any: at any time."))
        form.check("coach", N_("A job coach comes along"), N_("At first, and when I ask."))
        form.heading(N_("What has to be there"))
        needs: list[tuple[str, str | Lazy]] = [(one, NEED_WORDS[one]) for one in NEEDS]
        form.choices("needs", N_("I need"), [*needs],
                     N_("It is never counted against me."), several=True, columns=3)  # fmt: skip
        brings: list[tuple[str, str | Lazy]] = [
            (one, N_("Mine: {need}").format(need=NEED_WORDS[one]))
            for one in NEEDS
            if one in CAN_BRING
        ]
        form.choices("brings", N_("Of this I bring along"), [*brings], several=True, columns=3)
        form.changed.connect(self._say_times)
        return form

    def _wishes(self) -> Form:
        form = Form()
        form.heading(N_("What I would like"))
        form.choices("interests", N_("Fields of work"), [*FIELD_WORDS.items()], several=True,
                     columns=3)  # fmt: skip
        return form

    def first_focus(self) -> QWidget | None:
        """Begin with the hours."""
        return self._form.widget("least")

    def opened(self) -> None:
        """Read her card; the look is logged."""
        person = self._person
        who = self.context.actor
        self.ask_store("open card", lambda: self._desk.card(who, person), self._on_found,
                       self._on_gone)  # fmt: skip

    def _on_found(self, card: WorkCard) -> None:
        if self._card is None:
            for form in (self._form, self._likes):
                form.set_values(values_of(card))
            self._skills.show_skills({skill: (level, level) for skill, level in card.skills})
            self._say_times()
        self._card = card

    def _on_gone(self, error: MadoguchiError) -> None:
        self.context.window.tell_error(error)
        self.context.back()

    def refresh(self) -> None:
        """Say the times again in the language chosen."""
        self._say_times()
        self._skills.refresh()

    def _levels(self) -> dict[str, int]:
        return {skill: level for skill, (level, _enough) in self._skills.skills.items()}

    def _say_times(self) -> None:
        bits = parse_windows(self._form.values()["windows"])
        self._form.set_note("windows", window_words(bits) if bits else "")

    def _save(self) -> None:
        before, context = self._card, self.context
        if before is None:
            return
        try:
            values = {**self._form.values(), **self._likes.values()}
            card = card_from(values, self._levels(), before)
        except BadInput as error:
            self._form.set_errors(field_errors(error))
            return
        self._form.clear_errors()
        desk, who, person = self._desk, context.actor, self._person

        def saved(changes: Changes) -> None:
            context.back()
            context.publish(changes)
            context.say_with_undo(
                _("The card is saved."),
                lambda: context.run(
                    "card", lambda: desk.write_card(who, person, before), context.publish
                ),
            )

        self.ask_store("save card", lambda: desk.write_card(who, person, card), saved)
