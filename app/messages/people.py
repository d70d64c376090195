"""Sentences about what is typed or imported about a person, and about days."""

from __future__ import annotations

from app.messages import N_, Lazy

PEOPLE: dict[str, tuple[Lazy, Lazy | None]] = {
    "people.fields": (
        N_("Some fields are not right yet. Nothing was saved."),
        N_("Mend the marked fields and save again."),
    ),
    "people.name_missing": (
        N_("There is no name and no kana."),
        N_("Write at least the kana, so that the person can be found."),
    ),
    "people.kana_not_kana": (
        N_("Kana holds hiragana or katakana only."),
        N_("Write how the name is read, for example さとう かずこ."),
    ),
    "people.email_form": (
        N_("An e-mail address has one @ and a name on each side of it."),
        N_("Compare it letter by letter, or leave it empty."),
    ),
    "people.too_long": (
        N_("This holds {have} characters; {limit} fit."),
        N_("Make it shorter."),
    ),
    "people.my_number": (
        N_("This holds a number that looks like My Number. It is never stored here."),
        N_("Take the twelve digits out."),
    ),
    "people.birth_in_future": (
        N_("This birthday is still to come."),
        N_("Look at the year and the era again."),
    ),
    "people.phone_foreign": (
        N_("A number that begins with + has 7 to 15 digits."),
        N_("Write + and the country's number first, for example +81 90 0000 0000."),
    ),
    "people.phone_letters": (
        N_("A phone number holds digits only; this holds {characters}."),
        N_("Take the other characters out."),
    ),
    "people.phone_no_zero": (
        N_("A phone number here begins with 0."),
        N_("Add the 0 and the area code."),
    ),
    "people.phone_too_short": (
        N_("This phone number needs {need} digits. It has {have}."),
        N_("Add {missing}."),
    ),
    "people.phone_too_long": (
        N_("This phone number needs {need} digits. It has {have}."),
        N_("Take {extra} away."),
    ),
    "day.unreadable": (
        N_("This is not a day that can be read."),
        N_("Write it like 昭和15年4月1日, S15.4.1 or 1940-04-01."),
    ),
    "day.too_early": (
        N_("The year {year} is too long ago."),
        N_("Look at the year and the era again."),
    ),
    "day.era_year": (
        N_("{era} has no such year."),
        N_("The first year is 元年 or 1."),
    ),
    "day.before_era": (
        N_("{era} began on {first}, after this day."),
        N_("Look at the era again."),
    ),
    "day.after_era": (
        N_("{era} had ended by then; {next} had begun."),
        N_("Write {right}."),
    ),
    "day.month": (
        N_("There is no month {month}."),
        N_("Months go from 1 to 12."),
    ),
    "day.year": (
        N_("There is no year {year}."),
        N_("Write the year with four digits, or with its era."),
    ),
    "day.day": (
        N_("Month {month} has {last} days; there is no day {day}."),
        N_("Look at the day again."),
    ),
}
