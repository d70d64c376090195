"""Pictures of a consultation: taking one in, with words for those who cannot see it; looking at one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.attachments import Attachment
from app.domain.changes import Changes
from app.domain.errors import BadInput, MadoguchiError
from app.domain.ids import ConsultationId
from app.messages import N_, _
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors, finding_sentence
from app.ui.desk_view import DeskView
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.pictures import Pictures
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

ALT_LABEL, ALT_HELP = (
    N_("What is to be seen"),
    N_("For somebody who cannot see it, for example: a warning in red that asks to call a number."),
)


class PictureNewView(DeskView):
    """A file and its words; place, time and device of a photo are left behind."""

    def __init__(self, context: ScreenContext, consultation: str) -> None:
        super().__init__(context, N_("Add a picture"))
        self.crumbs = N_("Consultations › Pictures")
        self._one = ConsultationId(consultation)
        self._was_asked = False
        choose = context.bind("pictures.choose", lambda _n: self._choose())
        save = context.bind("pictures.save", lambda _n: self._save())
        self.header_actions = [(choose, "secondary"), (save, "primary")]
        self._form = Form()
        self._form.text("file", N_("File"), N_("A photo in JPEG, PNG or WebP."), True)
        self._form.text("alt", ALT_LABEL, ALT_HELP)
        self._form.entered.connect(self._save)
        self.page.column.addWidget(self._form)
        self.page.column.addWidget(
            Text(N_("Only the picture itself is kept, encrypted: no place, no time, no device."),
                 "small", "muted")
        )  # fmt: skip

    def first_focus(self) -> QWidget | None:
        """Begin with the file."""
        return self._form.widget("file")

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a picture"), str(Path.home()), _("Pictures (*.jpg *.jpeg *.png *.webp)")
        )
        if name:
            self._form.set_values({"file": name})
            self._form.focus_field("alt")

    def _save(self) -> None:
        values = self._form.values()
        self._form.clear_errors()
        if not values["file"].strip():
            self._form.set_error("file", _("Choose a file or write where it is."))
            return
        if not values["alt"].strip() and not self._was_asked:
            # Asked for once, never forced: the counter may be busy.
            self._was_asked = True
            self._form.set_error(
                "alt", _("Say what is to be seen. To add it without words, save once more.")
            )
            return
        service, who, one = self.context.services.attachments, self.context.actor, self._one
        file = path_of(values["file"])
        self.ask_store(
            "attach", lambda: service.attach(who, one, file, values["alt"]), self._on_saved,
            self._on_refused,
        )  # fmt: skip

    def _on_saved(self, answer: tuple[Attachment, Changes]) -> None:
        made, changes = answer
        context, service = self.context, self.context.services.attachments
        who = context.actor
        context.back()
        context.publish(changes)
        context.say_with_undo(
            _("The picture is kept, without its place, time and device."),
            lambda: context.run("remove", lambda: service.remove(who, made), context.publish),
        )

    def _on_refused(self, error: MadoguchiError) -> None:
        if isinstance(error, BadInput) and error.findings:
            errors = field_errors(error)
            first = error.findings[0]
            self._form.set_errors(errors if first.column else {"file": finding_sentence(first)})
            return
        self.context.window.tell_error(error)


class PictureView(DeskView):
    """One picture as large as there is room, with its words, which can be mended."""

    def __init__(self, context: ScreenContext, consultation: str, picture: str) -> None:
        super().__init__(context, N_("Picture"))
        self.crumbs = N_("Consultations › Pictures")
        self._one, self._id = ConsultationId(consultation), picture
        self._found: Attachment | None = None
        self._save_action = context.bind("pictures.describe", lambda _n: self._save())
        remove = context.bind("pictures.remove", lambda _n: self._remove())
        self.header_actions = [(self._save_action, "primary")]
        self._form = Form()
        self._form.text("alt", ALT_LABEL, ALT_HELP)
        self._form.entered.connect(self._save)
        self._picture = Pictures(N_("Picture"))
        self._facts = Text("", "small", "muted", is_data=True)
        for part in (self._form, self._picture, self._facts, FlowRow(Button(remove, "danger"))):
            self.page.column.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """Begin with the words: they say the picture."""
        return self._form.widget("alt")

    def opened(self) -> None:
        """Read the picture; the look is logged."""
        service, who, one = self.context.services.attachments, self.context.actor, self._id
        self.ask_store("open picture", lambda: service.open_picture(who, one), self._on_found)

    def _on_found(self, answer: tuple[Attachment, bytes]) -> None:
        self._found, data = answer
        self._picture.show_pages([data])
        self._form.set_values({"alt": self._found.alt})
        self.refresh()
        self.show_beginning()

    def refresh(self) -> None:
        """Say what is to be seen."""
        one = self._found
        if one is None:
            return
        self._picture.set_name(one.alt or N_("Picture, nobody said yet what is to be seen"))
        words = _("{name}, {width} × {height}")
        self._facts.set_text(words.format(name=one.name, width=one.width, height=one.height))

    def _save(self) -> None:
        one, alt = self._found, self._form.values()["alt"]
        if one is None:
            return
        context, service = self.context, self.context.services.attachments
        who, before = context.actor, one.alt
        self._form.clear_errors()

        def saved(changes: Changes) -> None:
            context.back()
            context.publish(changes)
            context.say_with_undo(
                _("The words are kept."),
                lambda: context.run(
                    "describe", lambda: service.describe(who, one, before), context.publish
                ),
            )

        self.ask_store("describe", lambda: service.describe(who, one, alt), saved, self._on_refused)

    def _on_refused(self, error: MadoguchiError) -> None:
        if isinstance(error, BadInput) and error.findings:
            self._form.set_errors(field_errors(error))
            return
        self.context.window.tell_error(error)

    def _remove(self) -> None:
        one, context = self._found, self.context
        if one is None:
            return
        service, who = context.services.attachments, context.actor

        def removed(changes: Changes) -> None:
            context.back()
            context.publish(changes)
            context.say_with_undo(
                _("The picture is removed."),
                lambda: context.run("restore", lambda: service.restore(who, one), context.publish),
            )

        self.ask_store("remove picture", lambda: service.remove(who, one), removed)


def path_of(typed: str) -> Path:
    """Return the file somebody wrote or dropped: quotes and file:// are left away."""
    plain = typed.strip().strip('"')
    url = QUrl(plain)
    return Path(url.toLocalFile() if url.isLocalFile() else plain).expanduser()
