"""Pages made from the registry alone: menu, palette, keys; and the messages said so far."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.folding import fold
from app.domain.roles import AREAS
from app.messages import N_, _, ngettext
from app.messages.times import time_of_day
from app.ui.a11y.forms import Form
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.record_table import RecordTable
from app.ui.parts.records import Column, Record
from app.ui.parts.row import Row
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.registry import Screen
from app.ui.screen import ScreenContext, ScreenView

MOST_SHOWN = 20


def screens_for(context: ScreenContext) -> tuple[Screen, ...]:
    """Return the pages the person signed in can open from a list."""
    role = context.actor.role
    areas = AREAS[role]
    return tuple(
        one
        for one in context.registry.screens()
        if role.value in one.roles
        and (one.in_navigation or one.area == "shell")
        and (one.area in areas or one.area in ("home", "shell", "settings"))
    )


class MenuView(ScreenView):
    """All pages as a list; stands in for the side navigation in large text."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Menu"))
        go = context.bound("shell.go")
        lock = context.bound("shell.lock")
        rows = [
            Row(go, one.id, one.title, lead=one.shortcut)
            for one in screens_for(context)
            if one.id != "menu"
        ]
        rows.append(Row(lock, None, lock.spec.label, lock.spec.help, lead=lock.spec.shortcut))
        self._rows = RowList(N_("Pages"))
        self._rows.set_rows(rows)
        self.page.column.addWidget(self._rows)

    def first_focus(self) -> QWidget | None:
        """Begin at the first page."""
        return self._rows.rows[0]


class PaletteView(ScreenView):
    """Finds a page or an action by its word, its help or what people say for it."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Find an action"))
        self._run = context.bind("palette.run", self._on_run)
        self._usable = [
            one
            for one in context.registry.actions()
            if context.bound(one.id).has_handler
            and not one.takes_subject
            and one.id not in ("shell.palette", "palette.run")
        ]
        self._form = Form()
        self._form.text("search", N_("Word of a page or an action"))
        self._form.changed.connect(self._show)
        self._form.entered.connect(self._first)
        self._count = Section(" ")
        self._rows = RowList(N_("Pages and actions"))
        for part in (self._form, self._count, self._rows):
            self.page.column.addWidget(part)
        self._show()

    def first_focus(self) -> QWidget | None:
        """Begin in the field."""
        return self._form.widget("search")

    def refresh(self) -> None:
        """Search again with the words of the language chosen."""
        self._show()

    def _show(self) -> None:
        wanted = fold(self._form.values()["search"]).replace(" ", "")
        found = []
        for page in screens_for(self.context):
            if wanted in fold(str(page.title)).replace(" ", "") and page.id != "palette":
                found.append((f"page:{page.id}", str(page.title), _("Page"), page.shortcut))
        for one in self._usable:
            words = " ".join([str(one.label), str(one.help), *map(str, one.phrases)])
            if wanted in fold(words).replace(" ", ""):
                found.append((f"action:{one.id}", str(one.label), str(one.help), one.shortcut))
        rows = [
            Row(self._run, key, title, second, lead=lead)
            for key, title, second, lead in found[:MOST_SHOWN]
        ]
        self._rows.set_rows(rows)
        words = ngettext("{count} found", "{count} found", len(found)).format(count=len(found))
        self._count.set_title(words)
        self._form.widget("search").setAccessibleDescription(words)

    def _first(self) -> None:
        if self._rows.rows:
            self._on_run(self._rows.rows[0].subject)

    def _on_run(self, subject: object | None) -> None:
        if subject is None:
            row = self._rows.current_row
            subject = row.subject if row is not None else None
        kind, _colon, name = str(subject).partition(":")
        self.context.back()
        if kind == "page":
            self.context.go(name)
        else:
            self.context.bound(name).trigger(None)


class KeysView(ScreenView):
    """Every key and what it does, and how to get further help."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Help and keys"))
        self._table = RecordTable(
            (
                Column("key", N_("Key"), stretch=2),
                Column("what", N_("What it does"), stretch=3),
                Column("more", N_("In short"), stretch=5),
            ),
            (),
            N_("Keys"),
        )
        self._more = RecordTable(
            (
                Column("key", N_("Key"), stretch=2),
                Column("what", N_("What it does"), stretch=3),
                Column("more", N_("In short"), stretch=5),
            ),
            (),
            N_("More keys"),
        )
        self.page.column.addWidget(
            Text(N_("Tab goes on, Shift+Tab goes back, arrow keys move in lists, Esc leaves a page."
                    " Nothing is lost by leaving."), "lead")
        )  # fmt: skip
        self.page.column.addWidget(Section(N_("Keys")))
        self.page.column.addWidget(self._table)
        self.page.column.addWidget(self._more)
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """Begin in the table."""
        self._table.focus_records()
        return None

    def refresh(self) -> None:
        """Show the keys in the language chosen."""
        records = [
            Record(one.id, (one.shortcut, one.label, one.help))
            for one in self.context.registry.actions()
            if one.shortcut
        ]
        self._table.set_rows(records[:MOST_SHOWN])
        self._more.set_rows(records[MOST_SHOWN : 2 * MOST_SHOWN])
        self._more.setVisible(len(records) > MOST_SHOWN)


class MessagesView(ScreenView):
    """What the program said, newest first."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Messages so far"))
        repeat = context.bound("shell.repeat")
        self.header_actions = [(repeat, "secondary")]
        history = context.announcer.history[:MOST_SHOWN]
        table = RecordTable(
            (Column("when", N_("Time"), stretch=1), Column("what", N_("What was said"), stretch=5)),
            [Record(n, (time_of_day(one.at), one.text)) for n, one in enumerate(history)],
            N_("Messages"),
        )
        table.setVisible(bool(history))
        table.setProperty("is_data", True)
        empty = EmptyState(
            N_("Nothing was said yet"), N_("Messages are listed here."), icon="history"
        )
        empty.setVisible(not history)
        self._table = table
        self.page.column.addWidget(table)
        self.page.column.addWidget(empty)

    def first_focus(self) -> QWidget | None:
        """Begin in the list."""
        if self._table.records:
            self._table.focus_records()
        return None
