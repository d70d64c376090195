"""The page on which a worker decides who sees which of her fields; every choice is equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.domain.ids import PersonId
from app.domain.telework.card import card_of
from app.domain.telework.hand_over import Recipient
from app.domain.telework.profile import SHOWABLE
from app.messages import N_, NP_, _, ngettext
from app.messages.telework_desk import card_words, label_of, listed
from app.services.telework_profiles import AREA
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.row_state import RowState, short
from app.ui.screen import ScreenContext

LONGEST = 70


@dataclass(frozen=True, slots=True)
class DisclosureFound:
    """What the store answered: her texts, and the fields each recipient sees now."""

    texts: Mapping[str, str]
    shown: Mapping[str, frozenset[str]]


class DisclosureView(DeskView):
    """Nothing is shown until she says so; each field can be taken back at any time."""

    def __init__(self, context: ScreenContext, person: str, recipient: str = "") -> None:
        super().__init__(context, N_("Who sees what"))
        self.crumbs = N_("Telework › Workers › Who sees what")
        self._person, self._recipient = PersonId(person), recipient
        self._services = context.services
        self._recipients: tuple[Recipient, ...] = ()
        self._found: DisclosureFound | None = None
        self._toggle = context.bind("telework.toggle_field", lambda one: self._on_toggle(one))
        self._none = context.bind("telework.hide_all", lambda _n: self._hide_all())
        self.header_actions = [(self._none, "secondary")]
        self._form = Form()
        self._lead = Text("", "lead", is_data=True)
        self._promise = Text(
            N_("Choose a line to show or hide it. What I took back is no longer seen at the next "
               "look."),
            "small", "muted",
        )  # fmt: skip
        self._heading = Section(" ")
        self._rows = RowList(N_("My fields"))
        for part in (self._form, self._lead, self._promise, self._heading, self._rows):
            self.page.column.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """Begin at the first field; while they load, at the header."""
        return self._rows.current_row or self.header_button(self._none)

    def opened(self) -> None:
        """Look at what each recipient sees now."""
        self.ask_store("disclosure", self._look, self._on_found, self._on_gone)

    def on_changes(self, changes: Changes) -> None:
        """Look again when a consent or a word changed."""
        if self.is_open and (changes.touches(AREA) or changes.touches("consent")):
            self.opened()

    def _look(self) -> tuple[tuple[Recipient, ...], DisclosureFound]:
        services, who, person = self._services, self.context.actor, self._person
        recipients = services.telework_choices.recipients(who)
        entries = services.worker_profiles.own(who, person).entries
        texts = {**entries, **card_words(card_of(entries))}
        shown = {
            one.id: services.telework_choices.shown_to(who, person, one.id) for one in recipients
        }
        return recipients, DisclosureFound(texts, shown)

    def _on_found(self, answer: tuple[tuple[Recipient, ...], DisclosureFound]) -> None:
        recipients, found = answer
        is_first, self._found = self._found is None, found
        if is_first and recipients:
            self._recipients = recipients
            if self._recipient not in found.shown:
                self._recipient = recipients[0].id
            self._form.segmented(
                "recipient", N_("Who would see it"),
                [(one.id, one.name) for one in recipients], value=self._recipient,
            )  # fmt: skip
            self._form.widget("recipient").setProperty("is_data", True)
            self._form.changed.connect(self._on_recipient)
        self.refresh()
        if is_first and self.is_open and self._rows.current_row is not None:
            self._rows.current_row.setFocus()

    def _on_gone(self, error: MadoguchiError) -> None:
        self.context.window.tell_error(error)
        self.context.back()

    def refresh(self) -> None:
        """Say the fields again in the language chosen."""
        if self._found is None or not self._recipient:
            return
        found, shown = self._found, self._found.shown[self._recipient]
        seen = [key for key in SHOWABLE if key in shown and found.texts.get(key)]
        name = self._name()
        self._lead.set_text(
            ngettext("{name} sees {count} of my fields now.",
                     "{name} sees {count} of my fields now.", len(seen)).format(
                name=name, count=len(seen))
            if seen else _("{name} sees nothing of me now.").format(name=name)
        )  # fmt: skip
        self._heading.set_title(_("My fields"))
        show_rows(self._rows, [_row(key, found, shown) for key in SHOWABLE], self._toggle)
        is_any = bool(shown)
        self._none.set_available(is_any, "" if is_any else N_("Nothing is shown."))
        self.renew_header()

    def _name(self) -> str:
        return next((one.name for one in self._recipients if one.id == self._recipient), "")

    def _on_recipient(self) -> None:
        self._recipient = self._form.values()["recipient"] or self._recipient
        self.refresh()
        self.context.say(self._lead.text())

    def _on_toggle(self, subject: object | None) -> None:
        row = self._rows.current_row
        key = str(subject if subject is not None else row.subject if row else "")
        if self._found is not None and key in SHOWABLE:
            self._change((key,), shows=key not in self._found.shown[self._recipient])

    def _hide_all(self) -> None:
        if self._found is not None:
            self._change(tuple(sorted(self._found.shown[self._recipient])), shows=False)

    def _change(self, keys: tuple[str, ...], *, shows: bool) -> None:
        context, choices = self.context, self._services.telework_choices
        who, person, recipient = context.actor, self._person, self._recipient
        fields = listed(str(label_of(key)) for key in keys)
        words = _("{name} sees: {fields}") if shows else _("{name} no longer sees: {fields}")
        notice = words.format(name=self._name(), fields=fields)

        def write(shows_it: bool) -> Changes:
            act = choices.show if shows_it else choices.hide
            changed: Changes = act(who, person, recipient, keys, notice)
            return changed

        def done(changes: Changes) -> None:
            context.publish(changes)
            context.say_with_undo(
                notice, lambda: context.run("take back", lambda: write(not shows), context.publish)
            )

        self.ask_store("disclose", lambda: write(shows), done)


def _row(key: str, found: DisclosureFound, shown: frozenset[str]) -> RowState:
    title, text = str(label_of(key)), found.texts.get(key, "")
    if key in shown:
        badge = (str(NP_("field", "shown")), "info", "eye")
    else:
        badge = (str(NP_("field", "not shown")), "muted", "eye-off")
    second = short(text, LONGEST) if text else _("Nothing is written yet.")
    return RowState(
        subject=key, title=title, second=second, badge=badge,
        spoken=listed((title, badge[0], second)), icon="text-cursor-input",
    )  # fmt: skip
