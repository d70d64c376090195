"""Settings of how everything looks and reads; each takes hold at once and can be taken back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.domain.modes import SCHEMES, TEXT_PERCENTS, Modes
from app.messages import N_, _
from app.ui.a11y.forms import Form
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView
from app.ui.shell.status_line import SCHEME_WORDS
from app.ui.theme import theme

LANGUAGES = [("ja", N_("Japanese")), ("ja_easy", N_("Easy Japanese")), ("en", N_("English"))]


class SettingsView(ScreenView):
    """Text size, colours, language, furigana, and how soon the screen locks."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Settings"))
        self._before = theme().modes
        self._is_showing = False
        undo = context.bind("settings.undo_all", lambda _n: self._choose(self._before))
        self.header_actions = [(undo, "secondary")]
        form = self._form = Form()
        form.segmented(
            "text", N_("Text size"),
            [(str(p), N_("{percent} %").format(percent=p)) for p in TEXT_PERCENTS],
        )  # fmt: skip
        form.segmented("scheme", N_("Colours"), [(s, SCHEME_WORDS[s]) for s in SCHEMES])
        form.segmented("language", N_("Language"), LANGUAGES)
        form.segmented(
            "furigana", N_("Kana over kanji"), [("0", N_("Off")), ("1", N_("On"))]
        )  # fmt: skip
        form.changed.connect(self._on_changed)
        column = self.page.column
        column.addWidget(Section(N_("How it looks and reads")))
        column.addWidget(Text(N_("Every choice takes hold at once."), "small", "muted"))
        column.addWidget(form)
        self._lock_form: Form | None = None
        if context.is_signed_in and context.actor.may("administration"):
            self._add_centre()
        self.refresh()

    def _add_centre(self) -> None:
        form = self._lock_form = Form()
        form.combo(
            "minutes", N_("The screen locks after"),
            [(str(m), N_("{minutes} minutes").format(minutes=m)) for m in (2, 5, 10, 20, 30, 60)],
            help=N_("What somebody wrote is kept. A warning is spoken one minute before."),
        )  # fmt: skip
        form.changed.connect(self._on_minutes)
        self.page.column.addWidget(Section(N_("For the whole centre")))
        self.page.column.addWidget(form)

    def opened(self) -> None:
        """Read the settings of the centre."""
        if self._lock_form is None:
            return
        settings, form = self.context.services.settings, self._lock_form
        self.context.run(
            "settings",
            lambda: settings.read("lock.idle_minutes"),
            lambda minutes: form.set_values({"minutes": minutes}),
        )

    def first_focus(self) -> QWidget | None:
        """Begin with the size of text."""
        return self._form.widget("text")

    def refresh(self) -> None:
        """Show what is chosen now, whoever changed it."""
        modes = theme().modes
        self._is_showing = True
        self._form.set_values(
            {
                "text": str(modes.text_percent),
                "scheme": modes.scheme,
                "language": modes.language,
                "furigana": "1" if modes.furigana else "0",
            }
        )
        self._is_showing = False

    def _on_changed(self) -> None:
        if self._is_showing:
            return
        values, now = self._form.values(), theme().modes
        wanted = replace(
            now,
            text_percent=int(values["text"] or now.text_percent),
            scheme=values["scheme"],
            language=values["language"],
            furigana=values["furigana"] == "1",
        )
        if wanted == now:
            return
        self._choose(wanted)
        self.context.say_with_undo(_("The look is changed."), lambda: self._choose(now))

    def _choose(self, modes: Modes) -> None:
        self.context.window.choose_modes(modes)

    def _on_minutes(self) -> None:
        form = self._lock_form
        if form is None:
            return
        minutes, who = form.values()["minutes"], self.context.actor
        settings = self.context.services.settings
        self.context.run(
            "settings",
            lambda: settings.write(who, {"lock.idle_minutes": minutes}),
            lambda _none: self.context.say(_("Saved.")),
        )
