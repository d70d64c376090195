"""Times and days as people say them: 午前10時06分, 11月24日(火)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from app.messages.catalogue import language

JAPAN = timezone(timedelta(hours=9), "JST")
_WEEKDAYS_JA = "月火水木金土日"
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def local(moment: datetime) -> datetime:
    """Return an aware moment in the time of Japan."""
    return moment.astimezone(JAPAN)


def time_of_day(moment: datetime) -> str:
    """Return 午前10時06分 or 10:06."""
    here = local(moment)
    if language() == "en":
        return f"{here.hour}:{here.minute:02d}"
    half = "午前" if here.hour < 12 else "午後"
    return f"{half}{here.hour % 12}時{here.minute:02d}分"


def time_words(at: time) -> str:
    """Return a planned time without needless minutes: 午前10時, 昼の12時30分 or 10:00."""
    if language() == "en":
        return f"{at.hour}:{at.minute:02d}"
    half = "午前" if at.hour < 12 else "昼の" if at.hour == 12 else "午後"
    hour = at.hour if at.hour == 12 else at.hour % 12
    return f"{half}{hour}時" + (f"{at.minute}分" if at.minute else "")


def day_words(day: date, *, with_year: bool = False) -> str:
    """Return 11月24日(火) or Tuesday 24 November, with the year where asked."""
    if language() == "en":
        words = f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"
        return f"{words} {day.year}" if with_year else words
    words = f"{day.month}月{day.day}日({_WEEKDAYS_JA[day.weekday()]})"
    return f"{day.year}年{words}" if with_year else words


def weekday_words(day: int) -> str:
    """Return 火曜日 or Tuesday; days count from Monday 0."""
    return _WEEKDAYS_EN[day] if language() == "en" else f"{_WEEKDAYS_JA[day]}曜日"


def moment_words(moment: datetime, today: date | None = None) -> str:
    """Return the day and time of a moment; only the time when it is today."""
    here = local(moment)
    now = today or local(datetime.now().astimezone()).date()
    if here.date() == now:
        return time_of_day(moment)
    with_year = here.year != now.year
    return f"{day_words(here.date(), with_year=with_year)} {time_of_day(moment)}"
