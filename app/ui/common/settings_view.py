"""The settings page: how everything looks, one's own PIN, and the centre's settings."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.changes import Changes
from app.domain.errors import BadInput, Finding, MadoguchiError, Refused
from app.domain.modes import SCHEMES, TEXT_PERCENTS, Modes
from app.domain.phones import check_phone
from app.domain.secrets import weakness_of
from app.messages import N_, _, ngettext
from app.messages.errors import sentence_for
from app.ui.a11y.forms import CHECKED, Form
from app.ui.a11y.sentences import field_errors, finding_sentence
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView
from app.ui.parts.button import Button
from app.ui.parts.row import Row
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.screen import ScreenContext
from app.ui.shell.status_line import SCHEME_WORDS
from app.ui.theme import theme

IDLE_MINUTES = ("5", "10", "20", "30", "60")
LANGUAGE_WORDS = (
    ("ja", N_("Japanese")),
    ("ja_easy", N_("Easy Japanese")),
    ("en", N_("English")),
)
SCHEME_HELP = {
    "light": N_("Paper and ink"),
    "dark": N_("Gentle in a dark room"),
    "yellow": N_("Strong contrast, dark"),
    "white": N_("Strong contrast, bright"),
}
PHONE = "centre.phone"
ADMINISTRATION = ("operators", "backup", "audit-log", "sync")


class SettingsView(DeskView):
    """Every choice of the look applies at once and can be taken back."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Settings"))
        self.crumbs = N_("How this program looks for you")
        self._idle_before = ""
        self._phone_before = ""
        self._look = self._look_form()
        self._look.changed.connect(self._on_look)
        columns = Columns((60, 46))
        columns.left.addWidget(self._look)
        if context.is_signed_in:
            self._add_pin(columns)
        if context.is_signed_in and context.actor.may("administration"):
            self._add_centre(columns)
        self.page.column.addWidget(columns)

    def _look_form(self) -> Form:
        form = Form()
        form.heading(N_("Letters and colours"))
        sizes = [(str(p), N_("{percent} %").format(percent=p)) for p in TEXT_PERCENTS]
        form.choices("text_percent", N_("Size of the text"), list(sizes), columns=3)
        schemes = [(one, SCHEME_WORDS[one], SCHEME_HELP[one]) for one in SCHEMES]
        form.choices("scheme", N_("Colours"), list(schemes), columns=2)
        form.heading(N_("Language"))
        form.segmented("language", N_("Language of this program"), list(LANGUAGE_WORDS))
        form.check("furigana", N_("Readings over kanji"), N_("The text is at least 150 % then."))
        form.set_values(_values_of(theme().modes))
        return form

    def _add_pin(self, columns: Columns) -> None:
        change = self.context.bind("settings.change_pin", lambda _n: self._change_pin())
        self._pin = Form()
        self._pin.secret("old", N_("Your PIN now"))
        self._pin.secret("secret", N_("Your new PIN"), N_("4 digits or more."))
        self._pin.entered.connect(self._change_pin)
        columns.right.addWidget(Section(N_("Your PIN")))
        columns.right.addWidget(self._pin)
        columns.right.addWidget(Button(change))

    def _add_centre(self, columns: Columns) -> None:
        self._centre = Form()
        words = [(one, N_("{count} min").format(count=one)) for one in IDLE_MINUTES]
        self._centre.choices(
            "idle",
            N_("Lock after so many minutes without a key"),
            list(words),
            N_("A minute before, it is said aloud. What was written is kept."),
            columns=2,
        )
        self._centre.phone(
            "phone", N_("Telephone of the centre"), N_("It stands on the sheets people take home.")
        )
        self._centre.changed.connect(self._on_idle)
        line = self._centre.widget("phone")
        assert isinstance(line, QLineEdit)
        line.editingFinished.connect(self._on_phone)
        self._centre.entered.connect(self._on_phone)
        columns.right.addWidget(Section(N_("The centre")))
        columns.right.addWidget(self._centre)
        go = self.context.bound("shell.go")
        self._rows = RowList(N_("Pages of the administrator"))
        registry = self.context.registry
        self._rows.set_rows(
            [
                Row(go, one, registry.screen(one).title, icon=registry.screen(one).icon)
                for one in ADMINISTRATION
            ]
        )
        columns.right.addWidget(self._rows)

    def first_focus(self) -> QWidget | None:
        """Begin at the size that is chosen."""
        self._look.focus_field("text_percent")
        return self.window().focusWidget()

    def opened(self) -> None:
        """Read the centre's settings."""
        if hasattr(self, "_centre"):
            settings = self.context.services.settings
            self.context.run("idle", lambda: settings.read("lock.idle_minutes"), self._show_idle)
            self.context.run("phone", lambda: settings.read(PHONE), self._show_phone)

    def refresh(self) -> None:
        """Show the look as it is, whoever changed it."""
        self._look.set_values(_values_of(theme().modes))

    def _on_look(self) -> None:
        values, before = self._look.values(), theme().modes
        after = replace(
            before,
            text_percent=int(values["text_percent"] or before.text_percent),
            scheme=values["scheme"] or before.scheme,
            language=values["language"] or before.language,
            furigana=values["furigana"] == CHECKED,
        )
        if after == before:
            return
        window = self.context.window
        window.choose_modes(after)
        self.context.say_with_undo(
            _("Everything is shown this way now."), lambda: window.choose_modes(before)
        )

    def _show_idle(self, minutes: str) -> None:
        self._idle_before = minutes
        self._centre.set_values({"idle": minutes})

    def _on_idle(self) -> None:
        minutes, before = self._centre.values()["idle"], self._idle_before
        if minutes and minutes != before:
            self._write_idle(minutes, offer=before)

    def _write_idle(self, minutes: str, offer: str = "") -> None:
        settings, who = self.context.services.settings, self.context.actor

        def written(_none: None) -> None:
            self._show_idle(minutes)
            self.context.window.set_idle_minutes(minutes)
            if offer:
                words = ngettext(
                    "The screen locks after {count} minute.",
                    "The screen locks after {count} minutes.",
                    int(minutes),
                ).format(count=minutes)
                self.context.say_with_undo(words, lambda: self._write_idle(offer))

        self.context.run(
            "idle", lambda: settings.write(who, {"lock.idle_minutes": minutes}), written
        )

    def _show_phone(self, number: str) -> None:
        self._phone_before = number
        self._centre.set_values({"phone": number})

    def _on_phone(self) -> None:
        number, before = self._centre.values()["phone"].strip(), self._phone_before
        if number == before:
            return
        if findings := check_phone(number, "phone"):
            self._centre.set_error("phone", finding_sentence(findings[0]), focus=False)
            return
        self._centre.clear_errors()
        self._phone_before = number
        self._write_phone(number, before)

    def _write_phone(self, number: str, before: str | None = None) -> None:
        settings, who = self.context.services.settings, self.context.actor

        def written(_none: None) -> None:
            self._show_phone(number)
            if before is not None:
                self.context.say_with_undo(
                    _("The telephone of the centre is written down."),
                    lambda: self._write_phone(before),
                )

        self.context.run("phone", lambda: settings.write(who, {PHONE: number}), written)

    def _change_pin(self) -> None:
        values = self._pin.values()
        if weak := weakness_of(values["secret"]):
            self._pin.set_errors({"secret": finding_sentence(Finding(weak, column="secret"))})
            return
        self._pin.clear_errors()
        operators, who = self.context.services.operators, self.context.actor

        def write() -> Changes:
            changes: Changes = operators.change_secret(
                who, who.operator, values["secret"], values["old"]
            )
            return changes

        self.context.run("pin", write, self._on_pin, self._on_pin_refused)

    def _on_pin(self, changes: Changes) -> None:
        self._pin.set_values({"old": "", "secret": ""})
        self.context.publish(changes)
        self.context.say(_("Your PIN is the new one from now on."))

    def _on_pin_refused(self, error: MadoguchiError) -> None:
        if isinstance(error, BadInput) and error.findings:
            self._pin.set_errors(field_errors(error))
        elif isinstance(error, Refused):
            self._pin.set_errors({"old": sentence_for(error)})
        else:
            self.context.window.tell_error(error)


def _values_of(modes: Modes) -> dict[str, str]:
    return {
        "text_percent": str(modes.text_percent),
        "scheme": modes.scheme,
        "language": modes.language,
        "furigana": CHECKED if modes.furigana else "",
    }
