"""The report of an employer's legal employment rate; it reads nobody's record and matches nobody."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from PySide6.QtWidgets import QWidget

from app.domain.eras import DayError, format_day, parse_day
from app.domain.errors import MadoguchiError
from app.domain.telework.legal_rate import Employed, Group, legal_rate_report
from app.messages import N_, Lazy, language
from app.messages.telework_loans import GROUPS, rate_lines
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView
from app.ui.parts.card import Card
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

# Hours a week that stand for each band of the law.
BANDS: tuple[tuple[str, int, Lazy], ...] = (
    ("30", 30, N_("{group}: 30 hours and more")),
    ("20", 20, N_("{group}: 20 to 30 hours")),
    ("10", 10, N_("{group}: 10 to 20 hours")),
)
MOST = 100_000


class RateView(DeskView):
    """Numbers of people go in, the report comes out; nothing is stored."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Legal employment rate"))
        self.crumbs = N_("Telework › For an employer's report")
        count = context.bind("telework.count_rate", lambda _n: self._count())
        self.header_actions = [(count, "primary")]
        self._answer = Card("accent")
        self._lines = [Text("", "lead" if line == 3 else "body") for line in range(5)]
        for text in self._lines:
            self._answer.column.addWidget(text)
        self._answer.hide()
        note = Text(
            N_("Only for an employer's report. Nothing here goes into a profile, a score or a "
               "result."), "small", "muted",
        )  # fmt: skip
        form = self._form = Form(columns=2)
        form.date("day", N_("Day of the report"), N_("For example 2026-12-08 or R8.12.8."), True,
                  understand=parse_day, say=lambda day: format_day(day, language()))  # fmt: skip
        form.set_values({"day": date.today().isoformat()})
        form.text("full", N_("Regular staff, 30 hours and more"), "", True)
        form.text("short", N_("Regular staff, 20 to 30 hours"))
        form.heading(N_("Employed people with a certificate"))
        for group, label in GROUPS.items():
            for key, _hours, words in BANDS:
                form.text(f"{group.value}_{key}", words.format(group=label))
        form.entered.connect(self._count)
        for part in (note, self._answer, form):
            self.page.column.addWidget(part)
        self._report: list[str] = []

    def first_focus(self) -> QWidget | None:
        """Begin with the staff."""
        return self._form.widget("full")

    def refresh(self) -> None:
        """Count again in the language chosen."""
        if self._report:
            self._count(speak=False)

    def _count(self, *, speak: bool = True) -> None:
        values, numbers = self._form.values(), dict[str, int]()
        self._form.clear_errors()
        errors: dict[str, str | Lazy] = {}
        for key, text in values.items():
            if key == "day":
                continue
            digits = text.strip() or "0"
            if not digits.isdecimal() or int(digits) > MOST:
                errors[key] = N_("Write a whole number of people.")
            else:
                numbers[key] = int(digits)
        try:
            day = parse_day(values["day"])
        except DayError:
            errors["day"] = N_("Write the day of the report.")
        if errors:
            self._form.set_errors(errors)
            return
        employed = [
            Employed(Fraction(hours), group)
            for group in Group
            for key, hours, _words in BANDS
            for _one in range(numbers[f"{group.value}_{key}"])
        ]
        try:
            found = legal_rate_report(day, numbers["full"], numbers["short"], employed)
        except MadoguchiError as error:
            self.context.window.tell_error(error)
            return
        self._report = rate_lines(found)
        for label, line in zip(self._lines, self._report, strict=True):
            label.set_text(line)
        # The source of the rate is a Japanese ordinance, whatever language is chosen.
        self._lines[-1].setProperty("is_data", True)
        self._answer.show()
        if speak:
            self.context.say(self._report[3])
