"""The palette: type a word, press Enter, and it is done."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from app.messages import N_, ngettext
from app.ui.a11y.forms import Form
from app.ui.common.palette_search import Choice, matching
from app.ui.desk_view import DeskView
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.row import Row
from app.ui.parts.row_list import RowList
from app.ui.screen import ScreenContext

SHOWN = 12


class PaletteView(DeskView):
    """A field and what fits it; the action is done on the page that was open.

    Args:
        context: the window.
        page: the page that was open; its actions come first.
    """

    def __init__(self, context: ScreenContext, page: str = "") -> None:
        super().__init__(context, N_("Find an action"))
        self.crumbs = N_("Type a word of what you want to do")
        self._choices = _choices(context, page)
        self._start = context.bind("palette.run", self._on_start)
        self._form = Form()
        self._form.text(
            "search",
            N_("Word of a page or an action"),
            N_("Part of a word is enough, also in kana."),
        )
        self._form.changed.connect(self._show)
        self._form.entered.connect(self._on_entered)
        self._rows = RowList(N_("Actions and pages"))
        self._empty = EmptyState(
            N_("Nothing has this word"), N_("Try another word. The menu (F10) lists everything."),
            icon="search",
        )  # fmt: skip
        for part in (self._form, self._rows, self._empty):
            self.page.column.addWidget(part)
        self._show()

    def first_focus(self) -> QWidget | None:
        """Begin in the field."""
        return self._form.widget("search")

    def refresh(self) -> None:
        """Search in the language chosen."""
        self._show()

    def _show(self) -> None:
        found = matching(self._choices, self._form.values()["search"])[:SHOWN]
        self._rows.set_rows(
            [
                Row(self._start, (one.is_page, one.id), one.label, one.help, one.shortcut,
                    icon=one.icon or "keyboard")
                for one in found
            ]
        )  # fmt: skip
        self._rows.setVisible(bool(found))
        self._empty.setVisible(not found)
        field = self._form.widget("search")
        count = len(found)
        words = ngettext("{count} fits", "{count} fit", count).format(count=count)
        field.setAccessibleDescription(words)
        event = QAccessibleEvent(field, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def _on_entered(self) -> None:
        row = self._rows.current_row
        if row is not None:
            row.click()

    def _on_start(self, choice: object | None) -> None:
        if not isinstance(choice, tuple):
            return
        is_page, one = choice
        if is_page:
            self.context.replace(one)
            return
        # The action belongs to the page that was open, so that one comes back first.
        self.context.back()
        self.context.bound(one).trigger(None)


def _choices(context: ScreenContext, page: str) -> list[Choice]:
    registry, found = context.registry, []
    if page:
        for one in registry.screen(page).actions:
            action = registry.action(one)
            if not action.takes_subject:
                found.append(Choice(action.id, action.label, action.help, action.shortcut,
                                    action.icon, phrases=action.phrases))  # fmt: skip
    for screen in context.window.navigation_screens():
        found.append(
            Choice(screen.id, screen.title, N_("Opens this page."), screen.shortcut, screen.icon,
                   is_page=True)
        )  # fmt: skip
    for action in registry.actions():
        everywhere = action.id.startswith(("shell.", "app.", "modes."))
        if everywhere and not action.takes_subject and action.id not in ("shell.palette",):
            found.append(Choice(action.id, action.label, action.help, action.shortcut,
                                action.icon, phrases=action.phrases))  # fmt: skip
    return found
