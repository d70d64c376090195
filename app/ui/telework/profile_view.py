"""One section of a worker's profile: her own words, and what a supporter proposes beside them."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.domain.ids import PersonId
from app.domain.telework.profile import SECTIONS, WorkerProfile
from app.messages import N_, NP_, _
from app.messages.telework_profile import FIELD_LABELS, SECTION_LABELS
from app.services.telework_profiles import AREA
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

HERSELF, SUPPORTER = "herself", "supporter"


class ProfileView(DeskView):
    """She writes; words of a supporter are a proposal until she takes them."""

    def __init__(self, context: ScreenContext, person: str, section: str) -> None:
        super().__init__(context, SECTION_LABELS[section])
        self.crumbs = N_("Telework › Workers › In my own words")
        self._person, self._keys = PersonId(person), SECTIONS[section]
        self._service = context.services.worker_profiles
        self._profile: WorkerProfile | None = None
        save = context.bind("telework.save_section", lambda _n: self._save())
        self._take = context.bind("telework.take", lambda one: self._answer(str(one), True))
        self._turn_down = context.bind(
            "telework.turn_down", lambda one: self._answer(str(one), False)
        )
        self.header_actions = [(save, "primary")]
        self._form = Form()
        self._form.segmented(
            "writer", N_("Who writes now"),
            [(HERSELF, NP_("writer", "I write")), (SUPPORTER, NP_("writer", "My supporter proposes"))],
            value=HERSELF,
        )  # fmt: skip
        self._form.changed.connect(self._on_changed)
        for key in self._keys:
            self._form.long_text(key, FIELD_LABELS[key], lines=2)
        self._proposed = QWidget()
        self._proposals = QVBoxLayout(self._proposed)
        self._proposals.setContentsMargins(0, 0, 0, 0)
        self.page.column.addWidget(self._proposed)
        self.page.column.addWidget(self._form)
        self._proposed.hide()
        self._writer = HERSELF

    def first_focus(self) -> QWidget | None:
        """Begin with the first field."""
        return self._form.widget(self._keys[0])

    def opened(self) -> None:
        """Read her profile; the look is logged."""
        who, person, service = self.context.actor, self._person, self._service
        self.ask_store("open profile", lambda: service.own(who, person), self._on_found,
                       self._on_gone)  # fmt: skip

    def on_changes(self, changes: Changes) -> None:
        """Look again when a proposal was answered."""
        if self.is_open and changes.touches(AREA):
            self.opened()

    def _on_found(self, profile: WorkerProfile) -> None:
        self._profile = profile
        self._fill()
        self.refresh()

    def _on_gone(self, error: MadoguchiError) -> None:
        self.context.window.tell_error(error)
        self.context.back()

    def refresh(self) -> None:
        """Show what is proposed, in the language chosen."""
        if self._profile is None:
            return
        while (item := self._proposals.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        waiting = [one for one in self._profile.proposed if one.key in self._keys]
        if waiting:
            self._proposals.addWidget(Section(N_("Proposed by my supporter")))
        for one in waiting:
            card = Card("info")
            card.column.addWidget(Text(FIELD_LABELS[one.key], "h3"))
            card.column.addWidget(Text(one.text, "body", is_data=True))
            card.column.addWidget(
                FlowRow(
                    Button(self._take, subject=one.key), Button(self._turn_down, subject=one.key)
                )
            )
            self._proposals.addWidget(card)
        self._proposed.setVisible(bool(waiting))

    def _fill(self) -> None:
        if self._profile is None:
            return
        if self._writer == HERSELF:
            texts = dict(self._profile.entries)
        else:
            texts = {one.key: one.text for one in self._profile.proposed}
        self._form.set_values({key: texts.get(key, "") for key in self._keys})

    def _on_changed(self) -> None:
        writer = self._form.values()["writer"] or HERSELF
        if writer != self._writer:
            self._writer = writer
            self._fill()

    def _answer(self, key: str, takes_it: bool) -> None:
        context, service, who, person = (
            self.context, self._service, self.context.actor, self._person,
        )  # fmt: skip

        def answered(changes: Changes) -> None:
            context.publish(changes)
            context.say(
                _("Taken over as my own words.") if takes_it else _("The proposal is gone.")
            )

        self.ask_store(
            "answer", partial(service.answer, who, person, key, takes_it=takes_it), answered
        )

    def _save(self) -> None:
        profile, values = self._profile, self._form.values()
        if profile is None:
            return
        context, service, who, person = (
            self.context, self._service, self.context.actor, self._person,
        )  # fmt: skip
        keys, is_own = self._keys, self._writer == HERSELF
        before = {key: profile.entries.get(key, "") for key in keys}

        def write(texts: dict[str, str]) -> Changes:
            changes = Changes.of(AREA, person)
            for key in keys:
                if is_own and texts[key].strip() != before[key]:
                    changes = service.write(who, person, key, texts[key])
                elif not is_own and texts[key].strip():
                    changes = service.propose(who, person, key, texts[key])
            return changes

        def put_back() -> Changes:
            changes = Changes.of(AREA, person)
            for key in keys:
                if is_own:
                    changes = service.write(who, person, key, before[key])
            return changes

        def saved(changes: Changes) -> None:
            context.back()
            context.publish(changes)
            if is_own:
                context.say_with_undo(
                    _("My words are saved."),
                    lambda: context.run("profile", put_back, context.publish),
                )
            else:
                context.say(_("The proposal waits until she takes it or not."))

        self.ask_store("save profile", lambda: write(values), saved)
