"""Those who sign in here: the list, and the way to each of them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.operators import Operator
from app.messages import N_, _, ngettext
from app.messages.errors import word_for
from app.ui.desk_view import DeskView
from app.ui.parts.row import Row, RowBadge
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.screen import ScreenContext


class OperatorsView(DeskView):
    """Everybody with role; those who left are marked."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Staff"))
        self.crumbs = N_("Settings › Staff")
        self._operators: tuple[Operator, ...] = ()
        self._open = context.bind(
            "operators.open", lambda one: context.go("operator-edit", operator=str(one))
        )
        new = context.bind("operators.new", lambda _n: context.go("operator-edit"))
        self.header_actions = [(new, "primary")]
        self._count = Section(N_("Staff"))
        self._rows = RowList(N_("Staff"))
        self.page.column.addWidget(self._count)
        self.page.column.addWidget(self._rows)

    def first_focus(self) -> QWidget | None:
        """Begin in the list."""
        return self._rows.current_row

    def opened(self) -> None:
        """Load the list."""
        operators, who = self.context.services.operators, self.context.actor
        self.context.run("operators", lambda: operators.every_operator(who), self._show)

    def refresh(self) -> None:
        """Say the roles again in the language chosen."""
        self._show(self._operators)

    def on_changes(self, changes: Changes) -> None:
        """Look again when somebody came or left."""
        if changes.touches("administration"):
            self.opened()

    def _show(self, operators: tuple[Operator, ...]) -> None:
        self._operators = operators
        had_focus = any(row.hasFocus() for row in self._rows.rows)
        is_first = not self._rows.rows
        count = sum(one.is_active for one in operators)
        words = ngettext("{count} person signs in here", "{count} people sign in here", count)
        self._count.set_title(words.format(count=count))
        rows = []
        for one in operators:
            role = word_for("role", one.role.value)
            badge = None if one.is_active else RowBadge(N_("Left"), "muted")
            spoken = _("{name}, {role}").format(name=one.name, role=role)
            if not one.is_active:
                spoken = _("{name}, {role}, left").format(name=one.name, role=role)
            rows.append(
                Row(self._open, one.id, one.name, role, lead=one.name[:1], badge=badge,
                    spoken=spoken)
            )  # fmt: skip
        self._rows.set_rows(rows)
        if rows and (is_first or had_focus) and self._rows.current_row is not None:
            self._rows.current_row.setFocus()
