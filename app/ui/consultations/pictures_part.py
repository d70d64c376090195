"""The pictures of a consultation, as they stand below its form."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.attachments import Attachment
from app.domain.ids import ConsultationId
from app.messages import N_, _, language
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.row_state import RowState, short

LONGEST = 24


class PicturesPart(QWidget):
    """A row for each picture: what is to be seen, or that nobody said it yet."""

    def __init__(self, view: DeskView, consultation: str) -> None:
        super().__init__()
        self._view, self._one = view, ConsultationId(consultation)
        self._found: tuple[Attachment, ...] = ()
        context = view.context
        self._open = context.bind(
            "pictures.open",
            lambda one: context.go("picture", consultation=consultation, picture=str(one)),
        )
        add = context.bind(
            "pictures.new", lambda _n: context.go("picture-new", consultation=consultation)
        )
        self._rows = RowList(N_("Pictures"), key="picture")
        self._none = Text(N_("No pictures."), "small", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (Section(N_("Pictures")), self._none, self._rows, FlowRow(Button(add))):
            column.addWidget(part)

    def look(self) -> None:
        """Look what pictures there are."""
        service, who, one = (
            self._view.context.services.attachments,
            self._view.context.actor,
            self._one,
        )
        self._view.ask_store("pictures", lambda: service.of_consultation(who, one), self._show)

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        self._show(self._found)

    def _show(self, found: tuple[Attachment, ...]) -> None:
        self._found = found
        show_rows(self._rows, [picture_row(one) for one in found], self._open)
        self._none.setVisible(not found)


def picture_row(one: Attachment) -> RowState:
    """Return how a picture stands in a list."""
    title = short(one.alt, LONGEST) if one.alt else one.name
    second = one.name if one.alt else _("Nobody said yet what is to be seen on it.")
    badge = None if one.alt else (_("No words yet"), "warning", "triangle-alert")
    parts = (one.alt or one.name, badge[0] if badge else "")
    return RowState(
        subject=one.id,
        title=title,
        second=second,
        badge=badge,
        spoken=(", " if language() == "en" else "、").join(part for part in parts if part),
        icon="image",
    )
