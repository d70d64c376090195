"""The page of the bodies that may place people: whom a pack may be handed to."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import Refused
from app.domain.telework.hand_over import Recipient, RecipientKind
from app.messages import N_, Lazy, _, ngettext
from app.messages.telework_desk import listed
from app.messages.telework_hand_over import RECIPIENTS
from app.services.telework_profiles import AREA
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.button import Button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.row_state import RowState
from app.ui.screen import ScreenContext

EMPTY = {"name": "", "kind": RecipientKind.HELLO_WORK.value, "registration": ""}


class BodiesView(DeskView):
    """A body on this list sees nothing yet: each worker decides that for herself."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Bodies that place people"))
        self.crumbs = N_("Telework › Bodies")
        self._service = context.services.telework_choices
        self._found: tuple[Recipient, ...] | None = None
        self._chosen: Recipient | None = None
        self._open = context.bind("telework.body", self._on_choose)
        self._save = context.bind("telework.save_body", lambda _n: self._on_save())
        self._remove = context.bind("telework.remove_body", lambda _n: self._on_remove())
        self.header_actions = [(self._save, "primary")]
        lead = Text(
            N_("A body on this list sees nothing yet. Each worker decides what it may see."),
            "lead",
        )
        self._heading = Section(" ")
        self._rows = RowList(N_("Bodies that place people"), key="body")
        self._none = EmptyState(
            N_("No body is on the list"), N_("Write the first one below."), icon="building-2"
        )
        self._which = Section(N_("A new body"))
        self._form = Form(columns=2)
        self._form.text("name", N_("Name of the body"), "", True)
        kinds: list[tuple[str, str | Lazy]] = [
            (kind.value, words) for kind, words in RECIPIENTS.items()
        ]
        self._form.combo("kind", N_("What kind of body"), kinds)
        self._form.text(
            "registration", N_("Registration number"),
            N_("A registered placement body has one; the others need none."),
        )  # fmt: skip
        self._form.entered.connect(self._on_save)
        self._off = Button(self._remove, "quiet")
        for part in (lead, self._heading, self._rows, self._none, self._which, self._form,
                     self._off):  # fmt: skip
            self.page.column.addWidget(part)
        for part in (self._heading, self._none, self._off):
            part.hide()

    def first_focus(self) -> QWidget | None:
        """Begin at the first body, else with the form."""
        return self._rows.current_row or self._form.widget("name")

    def opened(self) -> None:
        """Look at the list."""
        service, who = self._service, self.context.actor
        self.ask_store("bodies", lambda: service.recipients(who), self._on_found)

    def on_changes(self, changes: Changes) -> None:
        """Look again when a body changed."""
        if self.is_open and changes.touches(AREA):
            self.opened()

    def _on_found(self, found: tuple[Recipient, ...]) -> None:
        is_first, self._found = self._found is None, found
        self.refresh()
        if is_first and self.is_open and self._rows.current_row is not None:
            self._rows.current_row.setFocus()

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        if self._found is None:
            return
        show_rows(self._rows, [_row(one) for one in self._found], self._open)
        count = len(self._found)
        words = ngettext("{count} body is on the list", "{count} bodies are on the list", count)
        self._heading.set_title(words.format(count=count))
        self._heading.setVisible(bool(count))
        self._none.setVisible(not count)

    def _on_choose(self, subject: object) -> None:
        found = next((one for one in self._found or () if one.id == subject), None)
        if found is not None:
            self._take(found)
            self._form.focus_field("name")

    def _take(self, body: Recipient | None) -> None:
        """Let the fields be those of a body, or of a new one."""
        self._chosen = body
        self._form.clear_errors()
        self._form.set_values(
            EMPTY if body is None
            else {"name": body.name, "kind": body.kind.value, "registration": body.registration}
        )  # fmt: skip
        self._which.set_title(_("A new body") if body is None else _("Change this body"))
        self._off.setVisible(body is not None)

    def _on_save(self) -> None:
        values, before = self._form.values(), self._chosen
        name, number = values["name"].strip(), values["registration"].strip()
        self._form.clear_errors()
        if not name:
            self._form.set_error("name", N_("Write the name of the body."))
            return
        if any(one.name == name and one != before for one in self._found or ()):
            self._form.set_error("name", N_("A body of this name is on the list already."))
            return
        try:
            body = Recipient(
                before.id if before else f"body-{uuid4().hex[:12]}", name,
                RecipientKind(values["kind"]), number,
            )  # fmt: skip
        except Refused:
            self._form.set_error(
                "registration",
                N_(
                    "A registered body needs its registration number. Ask for it and write it here."
                ),
            )
            return
        service, who = self._service, self.context.actor

        def take_back() -> Changes:
            if before is None:
                return service.remove_recipient(who, body.id)
            return service.put_recipients(who, [before])

        self._write(lambda: service.put_recipients(who, [body]), take_back,
                    _("The body is on the list."))  # fmt: skip

    def _on_remove(self) -> None:
        before, service, who = self._chosen, self._service, self.context.actor
        if before is not None:
            self._write(
                lambda: service.remove_recipient(who, before.id),
                lambda: service.put_recipients(who, [before]),
                _("The body is off the list."),
            )

    def _write(
        self, work: Callable[[], Changes], take_back: Callable[[], Changes], words: str
    ) -> None:
        """Do what can be taken back, and let the fields be empty again."""
        context = self.context

        def done(changes: Changes) -> None:
            self._take(None)
            # A row has the focus, so that the key for undo is not the text field's own.
            (self._rows.current_row or self._form.widget("name")).setFocus()
            context.publish(changes)
            context.say_with_undo(words, lambda: context.run("body", take_back, context.publish))

        self.ask_store("body", work, done)


def _row(one: Recipient) -> RowState:
    kind = str(RECIPIENTS[one.kind])
    second = f"{kind} · {one.registration}" if one.registration else kind
    return RowState(
        subject=one.id, title=one.name, second=second,
        spoken=listed((one.name, kind, one.registration)), icon="building-2",
    )  # fmt: skip
