"""The legal employment rate (法定雇用率), for reports of employers only.

Nothing that matches people imports this module; an import contract says so. Sources: Act on
Employment Promotion of Persons with Disabilities (障害者の雇用の促進等に関する法律), articles 43 and 70, its
enforcement order, article 9 (rates), and its revision in force from 1 April 2024 (hours of 10 to 20).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from app.domain.errors import Refused


class Group(StrEnum):
    """How the law counts somebody; written by the employer, seen by no matching."""

    PHYSICAL_OR_INTELLECTUAL = "physical_or_intellectual"
    SEVERE = "severe"
    MENTAL = "mental"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of private employers in force from a day on."""

    since: date
    percent: Fraction
    source: str


RATES: tuple[Rate, ...] = (
    Rate(date(2018, 4, 1), Fraction(22, 10), "障害者雇用促進法施行令 第9条(平成30年4月1日施行)"),
    Rate(date(2021, 3, 1), Fraction(23, 10), "障害者雇用促進法施行令 第9条(令和3年3月1日施行)"),
    Rate(date(2024, 4, 1), Fraction(25, 10), "障害者雇用促進法施行令 第9条(令和6年4月1日施行)"),
    Rate(date(2026, 7, 1), Fraction(27, 10), "障害者雇用促進法施行令 第9条(令和8年7月1日施行)"),
)
SHORT_HOURS_SINCE = date(2024, 4, 1)


@dataclass(frozen=True, slots=True)
class Employed:
    """One employed person as the law counts her: hours a week and the group."""

    hours: Fraction
    group: Group


@dataclass(frozen=True, slots=True)
class LegalRateReport:
    """What an employer reports on a day: how many have to be employed, and how many count."""

    day: date
    rate: Rate
    staff: Fraction
    required: int
    counted: Fraction

    @property
    def missing(self) -> Fraction:
        """Return how many are missing; never below 0."""
        return max(Fraction(0), self.required - self.counted)

    @property
    def percent(self) -> Fraction:
        """Return the rate that is reached."""
        return 100 * self.counted / self.staff if self.staff else Fraction(0)


def rate_on(day: date) -> Rate:
    """Return the rate in force; `telework.no_rate` for a day before the table begins."""
    found = [one for one in RATES if one.since <= day]
    if not found:
        raise Refused("telework.no_rate", since=RATES[0].since.isoformat())
    return found[-1]


def count_of(one: Employed, day: date) -> Fraction:
    """Return what one person counts: by hours of 30, 20 and 10 a week, and by group.

    From 20 to 30 hours people of the mental group count as one (a special rule, extended without
    end in 2023); from 10 to 20 hours severe and mental groups count as a half since April 2024.
    """
    is_severe, is_mental = one.group is Group.SEVERE, one.group is Group.MENTAL
    if one.hours >= 30:
        return Fraction(2 if is_severe else 1)
    if one.hours >= 20:
        return Fraction(1) if is_severe or is_mental else Fraction(1, 2)
    if one.hours >= 10 and day >= SHORT_HOURS_SINCE and (is_severe or is_mental):
        return Fraction(1, 2)
    return Fraction(0)


def legal_rate_report(
    day: date, full_staff: int, short_staff: int, employed: Sequence[Employed]
) -> LegalRateReport:
    """Return the report of a private employer without exclusions.

    Args:
        day: day of the report.
        full_staff: regular staff of 30 hours a week and more.
        short_staff: regular staff of 20 to 30 hours, who count as a half.
        employed: those who may count.
    """
    rate = rate_on(day)
    staff = full_staff + Fraction(short_staff, 2)
    required = int(staff * rate.percent / 100)
    counted = sum((count_of(one, day) for one in employed), Fraction(0))
    return LegalRateReport(day, rate, staff, required, counted)
