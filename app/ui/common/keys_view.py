"""Help: every key and what it does, made from the registry."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.messages import N_, Lazy
from app.ui.desk_view import DeskView
from app.ui.parts.record_table import Column, Record, RecordTable
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.registry import Action
from app.ui.screen import ScreenContext

MOST = 20
# What works in every program; said because nobody has to know it.
USUAL = (
    ("Tab", N_("Next field or button"), N_("Shift+Tab goes back.")),
    ("Enter", N_("Press"), N_("Presses the button or opens the row you are on.")),
    ("↑ ↓", N_("Move in a list"), N_("Also between choices that belong together.")),
)


class KeysView(DeskView):
    """Two tables: the keys of the page that was open, and those that work everywhere.

    Args:
        context: the window.
        page: the page somebody asked help for.
    """

    def __init__(self, context: ScreenContext, page: str = "") -> None:
        super().__init__(context, N_("Help and keys"))
        self.crumbs = N_("No key has to be remembered: the menu (F10) has everything")
        registry = context.registry
        everywhere = [one for one in registry.actions() if _is_everywhere(one) and one.shortcut]
        self._do = context.bind("palette.run", self._on_do)
        self._tables: list[RecordTable] = []
        if page:
            screen = registry.screen(page)
            here = [registry.action(one) for one in screen.actions]
            if here:
                self._add(N_("On the page {page}").format(page=screen.title), here)
        self._add(N_("On every page"), everywhere)
        usual = N_("In every list and form")
        self.page.column.addWidget(Section(usual))
        self._table(usual, [Record(key, (key, label, words)) for key, label, words in USUAL])
        others = [
            one
            for one in registry.actions()
            if one.shortcut and one not in everywhere and not _is_on(context, page, one)
        ]
        if others:
            self._add(N_("On other pages"), others)
        self.page.column.addWidget(
            Text(N_("Keys of a screen reader are left to the screen reader."), "small", "muted")
        )

    def first_focus(self) -> QWidget | None:
        """Begin in the first table."""
        return self._tables[0].first_stop()

    def _add(self, title: Lazy, actions: list[Action]) -> None:
        self.page.column.addWidget(Section(title))
        records = [Record(one.id, (one.shortcut, one.label, one.help)) for one in actions[:MOST]]
        self._table(title, records)

    def _on_do(self, action: object | None) -> None:
        """Do what the key would do, on the page that was open."""
        one = str(action)
        if one in {key for key, _label, _help in USUAL}:
            return
        self.context.back()
        self.context.bound(one).trigger(None)

    def _table(self, title: str | Lazy, records: list[Record]) -> None:
        columns = (
            Column("key", N_("Key"), stretch=2),
            Column("label", N_("What it is called"), stretch=4),
            Column("help", N_("What it does"), stretch=8),
        )
        table = RecordTable(columns, records, title, self._do)
        self._tables.append(table)
        self.page.column.addWidget(table)


def _is_everywhere(action: Action) -> bool:
    return action.id.startswith(("shell.", "app.", "modes."))


def _is_on(context: ScreenContext, page: str, action: Action) -> bool:
    return bool(page) and action.id in context.registry.screen(page).actions
