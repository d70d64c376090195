"""Help: every key and what it does, made from the registry."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from app.messages import N_, Lazy
from app.ui.actions import BoundAction
from app.ui.desk_view import DeskView
from app.ui.parts.record_table import Column, Record, RecordTable
from app.ui.parts.segmented import Segmented
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
    """One table at a time: the keys of the page that was open first, then the others.

    Args:
        context: the window.
        page: the page somebody asked help for.
    """

    def __init__(self, context: ScreenContext, page: str = "") -> None:
        super().__init__(context, N_("Help and keys"))
        self.crumbs = N_("No key has to be remembered: the menu (F10) has everything")
        self._do = context.bind("palette.run", self._on_do)
        parts = _parts(context, page)
        self._tables = {key: _table(part, self._do) for key, part in parts.items()}
        choices: list[tuple[str, str | Lazy]] = [(key, part.title) for key, part in parts.items()]
        self._which = Segmented(choices, next(iter(parts)), N_("Which keys"))
        self._which.setProperty("field_key", "keys_part")
        self._which.changed.connect(self._show)
        self.page.column.addWidget(self._which)
        for table in self._tables.values():
            self.page.column.addWidget(table)
        self.page.column.addWidget(
            Text(N_("Keys of a screen reader are left to the screen reader."), "small", "muted")
        )
        self._show()

    def first_focus(self) -> QWidget | None:
        """Begin in the table that shows."""
        return self._tables[self._which.value() or ""].first_stop()

    def _show(self) -> None:
        for key, table in self._tables.items():
            table.setVisible(key == self._which.value())

    def _on_do(self, action: object | None) -> None:
        """Do what the key would do, on the page that was open."""
        one = str(action)
        if one in {key for key, _label, _help in USUAL}:
            return
        self.context.back()
        self.context.bound(one).trigger(None)


class _Part(NamedTuple):
    title: str | Lazy
    records: list[Record]


def _parts(context: ScreenContext, page: str) -> dict[str, _Part]:
    """Return what there is to choose among, in order; parts without keys are left out."""
    registry = context.registry
    keyed = [one for one in registry.actions() if one.shortcut]
    everywhere = [one for one in keyed if _is_everywhere(one)]
    others = [one for one in keyed if one not in everywhere and not _is_on(context, page, one)]
    parts: dict[str, _Part] = {}
    if page and (here := [registry.action(one) for one in registry.screen(page).actions]):
        title = N_("On the page {page}").format(page=registry.screen(page).title)
        parts["here"] = _Part(title, _records(here))
    parts["everywhere"] = _Part(N_("On every page"), _records(everywhere))
    usual = [Record(key, (key, label, words)) for key, label, words in USUAL]
    parts["usual"] = _Part(N_("In every list and form"), usual)
    if others:
        parts["others"] = _Part(N_("On other pages"), _records(others))
    return parts


def _records(actions: list[Action]) -> list[Record]:
    return [Record(one.id, (one.shortcut, one.label, one.help)) for one in actions[:MOST]]


def _table(part: _Part, bound: BoundAction) -> RecordTable:
    columns = (
        Column("key", N_("Key"), stretch=2),
        Column("label", N_("What it is called"), stretch=4, is_title=True),
        Column("help", N_("What it does"), stretch=8),
    )
    return RecordTable(columns, part.records, part.title, bound)


def _is_everywhere(action: Action) -> bool:
    return action.id.startswith(("shell.", "app.", "modes."))


def _is_on(context: ScreenContext, page: str, action: Action) -> bool:
    return bool(page) and action.id in context.registry.screen(page).actions
