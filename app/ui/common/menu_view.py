"""The menu: every page and every action as a list, because no key has to be remembered."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.roles import AREAS
from app.messages import N_
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView
from app.ui.parts.row import Row
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.registry import Screen
from app.ui.screen import ScreenContext

OTHERS = ("scam-card", "keys", "messages")
DEEDS = ("shell.palette", "shell.where", "shell.repeat", "modes.larger", "modes.smaller",
         "voice.listen", "numbers.show", "switch.choose", "shell.lock")  # fmt: skip


class MenuView(DeskView):
    """Pages of the work, pages that help, and what can be done anywhere."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Menu"))
        self.crumbs = N_("All pages")
        registry = context.registry
        columns = Columns((50, 50))
        pages: list[Screen] = []
        if context.is_signed_in:
            role = context.actor.role
            pages = [one for one in context.window.navigation_screens() if one.roles or role]
            if "administration" in AREAS[role]:
                pages += [registry.screen(one) for one in ("operators", "backup", "audit-log")]
        go = context.bound("shell.go")
        self._pages = RowList(N_("Pages"))
        self._pages.set_rows([Row(go, one.id, one.title, icon=one.icon) for one in pages])
        columns.left.addWidget(Section(N_("Pages")))
        columns.left.addWidget(self._pages)
        help_list = RowList(N_("Help"))
        help_list.set_rows(
            [Row(go, one, registry.screen(one).title, registry.screen(one).shortcut,
                 icon=registry.screen(one).icon) for one in OTHERS]
        )  # fmt: skip
        columns.right.addWidget(Section(N_("Help")))
        columns.right.addWidget(help_list)
        deeds = RowList(N_("On every page"))
        bounds = [context.bound(one) for one in DEEDS]
        deeds.set_rows(
            [Row(one, None, one.spec.label, one.spec.shortcut, icon=one.spec.icon or "keyboard")
             for one in bounds]
        )  # fmt: skip
        columns.right.addWidget(Section(N_("On every page")))
        columns.right.addWidget(deeds)
        self.page.column.addWidget(columns)
        self._first = self._pages if pages else help_list

    def first_focus(self) -> QWidget | None:
        """Begin with the first page."""
        return self._first.current_row
