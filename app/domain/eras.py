"""Days in Japanese eras: reading 昭和15年4月1日, S15.4.1 or 1940-04-01, and writing them for people.

Era beginnings: 明治 from the adoption of the solar calendar (明治6年1月1日; earlier days are refused rather
than guessed), 大正 1912-07-30, 昭和 1926-12-25, 平成 1989-01-08, 令和 2019-05-01 (元号を改める政令).
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Era:
    """One era: Japanese name, Latin letter, first day."""

    name: str
    letter: str
    first: date


ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("明治", "M", date(1868, 1, 25)),
)
EARLIEST = date(1873, 1, 1)
_NAMES = {"令": "令和", "平": "平成", "昭": "昭和", "大": "大正", "明": "明治"} | {
    era.letter: era.name for era in ERAS
}
_BY_NAME = {era.name: era for era in ERAS}
_ERA_DAY = re.compile(
    r"(令和|平成|昭和|大正|明治|[RHSTM令平昭大明])\.?(元|\d{1,2})(?:年|[./\-])(\d{1,2})(?:月|[./\-])(\d{1,2})日?"
)
_WESTERN_DAY = re.compile(r"(\d{4})(?:年|[./\-])(\d{1,2})(?:月|[./\-])(\d{1,2})日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
# S150401: six digits after the letter, as many registers write it.
_COMPACT_ERA = re.compile(r"(令和|平成|昭和|大正|明治|[RHSTM])(\d{2})(\d{2})(\d{2})")
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十]+(?=[年月日])")
# 0:00, as spreadsheets add to a day, and 生 or 生まれ, as papers do.
_TAIL = re.compile(r"(?:(?<=\d)[T\s]\s*00?:00(?::00)?(?:\.0+)?|生(?:まれ)?)$")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))


class DayError(ValueError):
    """A text is no day; `code` and `data` say which part, for `app.messages`."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


def parse_day(text: str) -> date:
    """Read a day as people write it.

    Raises:
        DayError: `day.unreadable`, `day.month`, `day.day`, `day.era_year`, `day.before_era`,
            `day.after_era` or `day.too_early`, with the numbers a sentence needs.
    """
    plain = unicodedata.normalize("NFKC", text).strip().translate(_HYPHENS)
    plain = re.sub(r"\s+", "", _TAIL.sub("", plain)).upper()
    plain = _KANJI_NUMBER.sub(lambda match: _number_of(match.group()), plain)
    era_match = _ERA_DAY.fullmatch(plain) or _COMPACT_ERA.fullmatch(plain)
    if era_match:
        return _from_era(*era_match.groups())
    match = _WESTERN_DAY.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if not match:
        raise DayError("day.unreadable", text=text.strip())
    year, month, day = map(int, match.groups())
    found = _day(year, month, day)
    if found < EARLIEST:
        raise DayError("day.too_early", year=year)
    return found


def _number_of(kanji: str) -> str:
    """Return 15 for 十五 and 1940 for 一九四〇; a text that is no number stays as it is."""
    figures = {figure: str(value) for value, figure in enumerate("〇一二三四五六七八九")}
    if "十" not in kanji:
        return "".join(figures[figure] for figure in kanji)
    tens, _ten, ones = kanji.partition("十")
    if len(tens) > 1 or len(ones) > 1 or ones == "十":
        return kanji
    return figures.get(tens, "1") + figures.get(ones, "0")


def _from_era(name: str, year_text: str, month_text: str, day_text: str) -> date:
    era = _BY_NAME[_NAMES.get(name, name)]
    year = 1 if year_text == "元" else int(year_text)
    if year < 1:
        raise DayError("day.era_year", era=era.name)
    found = _day(era.first.year + year - 1, int(month_text), int(day_text))
    if found < EARLIEST:
        raise DayError("day.too_early", year=found.year)
    if found < era.first:
        raise DayError("day.before_era", era=era.name, first=era.first.isoformat())
    following = [one for one in ERAS if one.first > era.first]
    if following and found >= following[-1].first:
        raise DayError(
            "day.after_era", era=era.name, right=format_day(found, "ja"), next=following[-1].name
        )
    return found


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise DayError("day.month", month=month)
    if not 1 <= year <= 9999:
        raise DayError("day.year", year=year)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise DayError("day.day", month=month, day=day, last=last)
    return date(year, month, day)


def era_of(day: date) -> tuple[Era, int]:
    """Return the era of a day and the year in it (1 is 元年); ValueError before 1873."""
    if day < EARLIEST:
        raise ValueError("no era before the solar calendar")
    era = next(one for one in ERAS if day >= one.first)
    return era, day.year - era.first.year + 1


def format_year(day: date, language: str) -> str:
    """Return the year for people: 昭和15年, or 1940 in English."""
    if language == "en" or day < EARLIEST:
        return str(day.year)
    era, year = era_of(day)
    return f"{era.name}{'元' if year == 1 else year}年"


def format_day(day: date, language: str) -> str:
    """Return a day for people: 昭和15年4月1日, or 1 April 1940 in English."""
    if language == "en":
        return f"{day.day} {calendar.month_name[day.month]} {day.year}"
    return f"{format_year(day, language)}{day.month}月{day.day}日"


def age_on(birth: date, today: date) -> int:
    """Return the age in full years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
