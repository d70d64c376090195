"""Today: what is unfinished, what was done, and whether this place is ready (picture 01)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.consultations import ConsultationPage
from app.domain.readiness import Check
from app.messages import N_, Lazy, _, ngettext
from app.messages.consultation_words import row_badge, row_lead, row_second, row_title
from app.messages.times import day_words, local, time_of_day
from app.ui.consultations.list_view import begin_consultation
from app.ui.parts.badge import Badge
from app.ui.parts.button import Button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.glyph import Glyph
from app.ui.parts.row import Row, RowBadge
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.sides import Sides
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView
from app.ui.theme import theme

SHOWN = 6
CHECK_NAMES = {
    "disk": N_("Room to save"),
    "clock": N_("Clock"),
    "backup": N_("Backup"),
}


class CheckLine(QWidget):
    """One thing looked at: sign, word, how it stands."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        good = check.state == "good"
        icon, color = ("circle-check", "success") if good else ("triangle-alert", "warning")
        name = Text(CHECK_NAMES[check.code], "body", max_em=0, line_em=1.35)
        how = Text(_how(check), "body", "muted" if good else "warning", max_em=0, line_em=1.35)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.addWidget(Glyph(icon, color))
        row.addWidget(Sides(name, how), 1)


def _how(check: Check) -> Lazy:
    if check.code == "disk":
        return N_("{free} GB left").format(free=check.data["free_gb"])
    if check.code == "clock":
        return N_("is right") if check.state == "good" else N_("stands too early")
    days = check.data["days"]
    if days == -1:
        return N_("none yet")
    return N_("today") if days == 0 else N_("{days} days ago").format(days=days)


class HomeView(ScreenView):
    """The first page of the day."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Today"))
        self._page = ConsultationPage()
        self._open_page = ConsultationPage()
        self._checks: tuple[Check, ...] = ()
        search = context.bind("people.search", lambda _n: context.go("people"))
        begin = context.bind("consultations.begin", lambda _n: begin_consultation(context))
        self._open = context.bind(
            "consultations.open", lambda one: context.go("consultation", consultation=one)
        )
        again = context.bind("home.check", lambda _n: self._look_around(speak=True))
        self.header_actions = [(search, "secondary")]
        if context.actor.may("consultations"):
            self.header_actions.append((begin, "primary"))
        self._unfinished_title = Section(N_("Not finished"))
        self._unfinished = RowList(N_("Not finished"))
        self._none = EmptyState(
            N_("Everything is finished"),
            N_("A new consultation appears here until it is finished."),
            icon="circle-check",
        )
        self._recent_title = Section(N_("Last consultations"))
        self._recent = RowList(N_("Last consultations"))
        self._badge = Badge(" ", "success")
        self._checks_title = Section(N_("Ready for the day"), self._badge)
        self._check_box = QVBoxLayout()
        self._check_box.setSpacing(0)
        left, right = QVBoxLayout(), QVBoxLayout()
        for part in (self._unfinished_title, self._unfinished, self._none, self._recent_title,
                     self._recent):  # fmt: skip
            left.addWidget(part)
        left.addStretch(1)
        right.addWidget(self._checks_title)
        right.addLayout(self._check_box)
        right.addWidget(Button(again, "quiet"))
        right.addStretch(1)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(32)
        self._columns.addLayout(left, 66)
        self._columns.addLayout(right, 40)
        self.page.column.addLayout(self._columns)
        self._place_columns()

    def first_focus(self) -> QWidget | None:
        """Begin where the work waits; else at the header's actions."""
        return self._unfinished.rows[0] if self._unfinished.rows else None

    def opened(self) -> None:
        """Look at what waits."""
        self._load()
        self._look_around(speak=False)

    def on_changes(self, changes: Changes) -> None:
        """Look again when a consultation or person changed."""
        if changes.touches("consultations") or changes.touches("people"):
            self._load()

    def refresh(self) -> None:
        """Say everything again in the language and size chosen."""
        now = datetime.now().astimezone()
        centre = self.context.services.info.name
        self.crumbs = f"{day_words(local(now).date())} {time_of_day(now)} · {centre}"
        self._place_columns()
        self._show_rows()
        self._show_checks()

    def _place_columns(self) -> None:
        direction = (
            QHBoxLayout.Direction.TopToBottom
            if theme().is_stacked()
            else QHBoxLayout.Direction.LeftToRight
        )
        self._columns.setDirection(direction)

    def _load(self) -> None:
        who, service = self.context.actor, self.context.services.consultations
        if not who.may("consultations"):
            self.refresh()
            return

        def look() -> tuple[ConsultationPage, ConsultationPage]:
            return service.unfinished(who, SHOWN), service.closed(who, SHOWN)

        self.context.run("today", look, self._on_loaded)

    def _on_loaded(self, pages: tuple[ConsultationPage, ConsultationPage]) -> None:
        self._open_page, self._page = pages
        self.refresh()
        self.context.window.navigation.set_count("consultations", self._open_page.total)
        self.context.window.renew_header()

    def _show_rows(self) -> None:
        for rows, page in ((self._unfinished, self._open_page), (self._recent, self._page)):
            made = []
            for one in page.rows:
                word, kind, icon = row_badge(one)
                row = Row(self._open, one.id, row_title(one), row_second(one),
                          lead=row_lead(one), badge=RowBadge(word, kind, icon))  # fmt: skip
                row.setProperty("is_data", True)
                made.append(row)
            rows.set_rows(made)
            rows.setVisible(bool(made))
        count = self._open_page.total
        self._unfinished_title.set_title(
            ngettext("{count} not finished", "{count} not finished", count).format(count=count)
            if count
            else _("Not finished")
        )
        may = self.context.is_signed_in and self.context.actor.may("consultations")
        self._none.setVisible(may and not self._open_page.rows)
        self._recent_title.setVisible(bool(self._page.rows))
        self._unfinished_title.setVisible(may)

    def _look_around(self, *, speak: bool) -> None:
        who, service = self.context.actor, self.context.services.readiness

        def looked(checks: tuple[Check, ...]) -> None:
            self._checks = checks
            self._show_checks()
            if speak:
                self.context.say(self._summary())

        self.context.run("ready", lambda: service.check(who), looked)

    def _summary(self) -> str:
        mind = sum(one.state != "good" for one in self._checks)
        good = len(self._checks) - mind
        if not mind:
            return _("{good} good").format(good=good)
        return _("{good} good, {mind} to look at").format(good=good, mind=mind)

    def _show_checks(self) -> None:
        while self._check_box.count():
            item = self._check_box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in self._checks:
            self._check_box.addWidget(CheckLine(one))
        mind = any(one.state != "good" for one in self._checks)
        self._badge.set_badge(self._summary(), "warning" if mind else "success")
        self._badge.setVisible(bool(self._checks))
