"""The page that shows a recovery code once: to write down, save or print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.messages import N_, _
from app.ui.announcer import Urgency
from app.ui.common.recovery_sheet import print_sheet, sheet_text
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView


class RecoveryView(ScreenView):
    """Eight groups of figures and what they are for.

    Args:
        context: the window.
        code: the code as people write it down.
        then: the page that follows; empty goes back.
    """

    def __init__(self, context: ScreenContext, code: str, then: str = "") -> None:
        super().__init__(context, N_("Recovery code"))
        self.crumbs = str(context.services.info.name)
        self._code, self._then = code, then
        go_on = context.bind("access.go_on", lambda _n: self._go_on())
        save = context.bind("access.save_code", lambda _n: self._save())
        paper = context.bind("access.print_code", lambda _n: self._print())
        self.header_actions = [(go_on, "primary")]
        self.page.column.addWidget(
            Text(
                N_("This code opens the centre when the passphrase is forgotten. "
                   "It is shown only now. Keep it on paper, away from this computer."),
                "lead",
            )
        )  # fmt: skip
        card = Card("warning")
        groups = code.split()
        self._figures = [
            Text(" ".join(groups[n : n + 4]), "h1", max_em=0, tabular=True)
            for n in range(0, len(groups), 4)
        ]
        for figures in self._figures:
            figures.setProperty("is_data", True)
            card.column.addWidget(figures)
        self.page.column.addWidget(card)
        self._save_button = Button(save)
        self.page.column.addWidget(FlowRow(self._save_button, Button(paper)))

    def first_focus(self) -> QWidget | None:
        """Begin at saving; the figures are read from there with the reader's own keys."""
        return self._save_button

    def where(self) -> str:
        """Say the code."""
        return self._code

    def _go_on(self) -> None:
        if self._then:
            self.context.window.show_screen(self._then)
        else:
            self.context.back()

    def _save(self) -> None:
        start = str(Path.home() / _("recovery-code.txt"))
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), _("Save the recovery code"), start, "*.txt"
        )
        if not chosen:
            return
        try:
            Path(chosen).write_text(sheet_text(self.crumbs, self._code), encoding="utf-8")
        except OSError:
            self.context.say(
                _("The file cannot be written there. Choose another folder."), Urgency.ERROR
            )
            return
        self.context.say(_("The code is saved. Move the file to a place that is locked."))

    def _print(self) -> None:
        if print_sheet(self.window(), str(self.crumbs), self._code):
            self.context.say(_("The sheet is at the printer."))
