"""Stopping: what follows is said before, one press stops, and what happened is said after."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.consent.events import Event
from app.domain.consent.provision import provisions_of
from app.domain.ids import PersonId
from app.messages import N_, _
from app.messages.consent_page import line_sentence, when_words
from app.messages.consent_topics import categories_words, purpose_words, recipient_words
from app.services.consent import Choice, Written
from app.ui.consent.page_view import CHANGED
from app.ui.desk_view import DeskView
from app.ui.facts import Fact, Facts
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

BEFORE = (
    N_("From that moment on nothing more goes out."),
    N_("You need not say why. You can use this place as before."),
    N_("You can say yes again at any time."),
)
AFTER = (
    N_("Nothing more goes out from now on."),
    N_("What was given before stays with whoever got it, until they delete it."),
    N_("You can say yes again at any time."),
)


class StopView(DeskView):
    """One consent, or everything when `event` is empty; it takes one press and no reason."""

    def __init__(self, context: ScreenContext, person: str, event: str) -> None:
        super().__init__(context, N_("Stop everything?") if not event else N_("Stop this?"))
        self.crumbs = N_("People › Consent › Stop")
        self._person, self._event = PersonId(person), event
        self._about: Event | None = None
        self._got: tuple[str, ...] = ()
        self._written: Written | None = None
        self._act = context.bind("consent.stop_now", lambda _n: self._stop())
        self._keep = context.bind("consent.keep", lambda _n: context.back())
        self._card = Card("accent")
        self._sentence = Text("", "lead", is_data=True)
        self._card.column.addWidget(self._sentence)
        self._lines = [Text("", "body") for _line in BEFORE]
        self._told_title = Section(N_("We tell them that you stopped"))
        self._told = Facts()
        self._receipt = Facts()
        self._buttons = (Button(self._act, "danger"), Button(self._keep))
        self._done = Button(self._keep, label=N_("Back to who can see what"), icon="arrow-left")
        column = self.page.column
        for part in (self._card, Section(N_("What follows")), *self._lines, self._told_title,
                     self._told, self._receipt, FlowRow(*self._buttons, self._done)):  # fmt: skip
            column.addWidget(part)
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """Begin at the stop: one press is all it takes."""
        return self._done if self._written else self._buttons[0]

    def opened(self) -> None:
        """Read what would be stopped."""
        service, who, person = self.context.services.consent, self.context.actor, self._person
        self.ask_store("consent", lambda: service.events(who, person), self._on_found)

    def _on_found(self, events: tuple[Event, ...]) -> None:
        self._about = next((one for one in events if one.id == self._event), None)
        if self._event and self._about is None:
            self.context.back()
            return
        about = self._about
        self._got = tuple(
            dict.fromkeys(
                one.to.name or one.to.id
                for one in provisions_of(events)
                if about is None
                or (one.purpose == about.scope.purpose and one.to.id == about.scope.recipient)
            )
        )
        self.refresh()

    def refresh(self) -> None:
        """Say it again in the language chosen."""
        written = self._written
        self._sentence.set_text(self._about_words())
        for line, words in zip(self._lines, AFTER if written else BEFORE, strict=True):
            line.set_text(words)
        self._told.show_facts([Fact(one, _("Has it already. We tell them.")) for one in self._got])
        self._told_title.setVisible(bool(self._got))
        facts = []
        if written is not None:
            facts = [
                Fact(_("Stopped"), when_words(written.event.at, datetime.now(UTC))),
                Fact(_("Receipt"), written.event.id),
            ]
        self._receipt.show_facts(facts)
        for button in self._buttons:
            button.setVisible(written is None)
        self._done.setVisible(written is not None)

    def _about_words(self) -> str:
        if self._written is not None:
            return _("It is stopped.") if self._event else _("Everything is stopped.")
        if self._about is None:
            return _("Nobody outside will see anything of you, whatever you said yes to.")
        scope = self._about.scope
        return line_sentence(
            recipient_words(scope), categories_words(scope.categories),
            purpose_words(scope.purpose),
        )  # fmt: skip

    def _stop(self) -> None:
        service, who, person = self.context.services.consent, self.context.actor, self._person
        about = self._about
        if self._event and about is None:
            return
        if about is None:
            self.ask_store("freeze", lambda: service.freeze(who, person, Choice()), self._on_done)
            return
        scope = about.scope
        choice = Choice(scope.purpose, scope.categories, scope.recipient, classes=scope.classes)
        self.ask_store("stop", lambda: service.withdraw(who, person, choice), self._on_done)

    def _on_done(self, written: Written) -> None:
        self._written = written
        self.title = N_("Stopped")
        self.refresh()
        self._done.show()
        self._done.setFocus()
        self.renew_header()
        self.context.publish(Changes.of(CHANGED, self._person))
        self.context.say(self._about_words())
