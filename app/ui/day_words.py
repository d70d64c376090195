"""A day that is said in the language of the moment."""

from __future__ import annotations

from app.domain.eras import format_day, parse_day
from app.messages import Lazy, language


class DayWords(Lazy):
    """A day in ISO form, looked up when it is shown."""

    def __str__(self) -> str:
        return format_day(parse_day(self.text), language())
