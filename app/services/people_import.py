"""Taking over the people of a town's file: map columns, look, refuse cell by cell, then import."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from app.domain.changes import Changes
from app.domain.errors import BadInput, Finding
from app.domain.folding import fold
from app.domain.ids import PersonId, new_id
from app.domain.my_number import find_my_number, masked
from app.domain.people import FIELDS, DuplicateProposal, PersonFields
from app.domain.phones import plain_phone
from app.domain.progress import NoProgress, Progress
from app.domain.roles import Actor
from app.domain.tables import Table
from app.services.duplicates import facts_of, find_many_duplicates
from app.services.people import (
    AREA,
    PeopleService,
    check_fields,
    plain_number,
)
from app.services.ports import Clock, UnitOfWork, UnitOfWorkFactory

# Headings towns use, folded; the first field that lists a heading takes it.
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("氏名", "名前", "利用者氏名", "利用者名", "漢字氏名", "氏名(漢字)", "お名前", "name"),
    "kana": ("フリガナ", "ふりがな", "カナ", "かな", "氏名カナ", "カナ氏名", "氏名(カナ)", "よみ", "読み", "kana"),
    "birth_date": ("生年月日", "誕生日", "生年月日(和暦)", "生年月日(西暦)", "birth_date", "birthday"),
    "phone": ("携帯電話", "携帯", "携帯番号", "携帯電話番号", "電話番号", "電話", "tel", "連絡先", "電話番号1", "phone"),
    "phone_other": ("電話番号2", "自宅電話", "固定電話", "緊急連絡先", "電話番号", "電話", "自宅電話番号", "phone_other"),
    "email": ("メール", "メールアドレス", "eメール", "email", "e-mail"),
    "address": ("住所", "現住所", "所在地", "住所1", "address"),
    "town_number": ("宛名番号", "住民番号", "整理番号", "利用者番号", "会員番号", "管理番号", "番号", "id", "town_number"),
    "note": ("備考", "メモ", "特記事項", "note"),
}  # fmt: skip

_STEP_ROWS = 500
# What a spreadsheet does to telephones and days by itself.
_SPREADSHEET = frozenset({"import.lost_zero", "import.day_number"})


class TableReader(Protocol):
    """Reads a table from a file; `app.files.tables.read_table` is one."""

    def __call__(self, path: str | Path, sheet: str | None = None) -> Table:
        """Return the table or raise BadInput or Unavailable."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row that can become a record, with its number in the file."""

    row: int
    fields: PersonFields


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do, before anything is written.

    `refused` lists cells that cannot be taken; `questions` cells a person must decide about
    (town numbers of twelve digits); `duplicates` rows that may be somebody already known;
    `known` rows whose town number is in the centre already.
    """

    table: Table
    mapping: dict[str, str]
    ready: tuple[ImportRow, ...] = ()
    refused: tuple[Finding, ...] = ()
    questions: tuple[Finding, ...] = ()
    duplicates: tuple[tuple[int, DuplicateProposal], ...] = ()
    known: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many records were added, how many rows were left out, and the change."""

    added: int
    skipped: int
    changes: Changes = field(default_factory=Changes)


class PeopleImportService:
    """Imports people from files; nothing is half-read and nothing is merged by itself."""

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        clock: Clock,
        read_table: TableReader,
        people: PeopleService,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock
        self._read_table = read_table
        self._people = people

    def read_table(self, path: str | Path, sheet: str | None = None) -> Table:
        """Read a CSV (UTF-8 or CP932) or XLSX file."""
        return self._read_table(path, sheet)

    def guess_mapping(self, headers: tuple[str, ...]) -> dict[str, str]:
        """Return heading → field key for the headings whose meaning is known."""
        taken: set[str] = set()
        mapping: dict[str, str] = {}
        folded = {header: fold(header).replace(" ", "") for header in headers if header}
        for key in FIELDS:
            for known in HEADINGS[key]:
                match = next(
                    (h for h, f in folded.items() if f == fold(known) and h not in mapping), None
                )
                if match is not None and key not in taken:
                    mapping[match] = key
                    taken.add(key)
                    break
        return mapping

    def preview(
        self,
        who: Actor,
        table: Table,
        mapping: Mapping[str, str],
        answers: Mapping[int, str] | None = None,
        progress: Progress | None = None,
    ) -> ImportPreview:
        """Judge every row without writing.

        Args:
            who: on whose behalf.
            table: what was read.
            mapping: heading → field key; headings left out are not imported.
            answers: row → `keep` (the twelve digits are the town's number) or `drop`.
            progress: told every few hundred rows.
        """
        who.require(AREA)
        self._check_mapping(table, mapping)
        watcher, judged = progress or NoProgress(), _Judged(answers or {})
        for count, (number, cells) in enumerate(table.rows, 1):
            judged.take(table, mapping, number, cells)
            if count % _STEP_ROWS == 0 or count == len(table.rows):
                watcher.step("import.check", count, len(table.rows))
        with self._unit_of_work() as work:
            duplicates, known = self._compare(work, judged.ready, watcher)
        ready = tuple(one for one in judged.ready if one.row not in known)
        return ImportPreview(
            table,
            dict(mapping),
            ready,
            tuple(judged.refused),
            tuple(judged.questions),
            duplicates,
            tuple(sorted(known)),
        )

    def _check_mapping(self, table: Table, mapping: Mapping[str, str]) -> None:
        findings = [
            Finding("import.unknown_heading", table.file, 1, header)
            for header in mapping
            if header not in table.headers
        ]
        findings += [
            Finding("import.unknown_field", table.file, 1, header, key)
            for header, key in mapping.items()
            if key not in FIELDS
        ]
        keys = list(mapping.values())
        findings += [
            Finding("import.field_twice", table.file, 1, header, key)
            for header, key in mapping.items()
            if keys.count(key) > 1
        ]
        if not {"name", "kana"} & set(keys):
            findings.append(Finding("import.no_name_column", table.file, 1))
        if findings:
            raise BadInput("import.mapping", tuple(findings))

    def _compare(
        self, work: UnitOfWork, ready: list[ImportRow], watcher: Progress
    ) -> tuple[tuple[tuple[int, DuplicateProposal], ...], set[int]]:
        taken = work.people.town_numbers(
            one.fields.town_number for one in ready if one.fields.town_number
        )
        known = {one.row for one in ready if one.fields.town_number in taken}
        wanted = {one.row: one.fields for one in ready if one.row not in known}
        found: list[tuple[int, DuplicateProposal]] = []
        if not work.people.count():
            return (), known
        for count, (row, proposal) in enumerate(find_many_duplicates(work, wanted), 1):
            if proposal is not None:
                found.append((row, proposal))
            if count % _STEP_ROWS == 0 or count == len(wanted):
                watcher.step("import.compare", count, len(wanted))
        return tuple(found), known

    def import_people(
        self,
        who: Actor,
        preview: ImportPreview,
        progress: Progress | None = None,
        *,
        only_good: bool = False,
        skip_rows: frozenset[int] = frozenset(),
    ) -> ImportResult:
        """Write the rows that are ready, all or none.

        Args:
            who: on whose behalf.
            preview: what was judged and seen by a person.
            progress: told every few hundred rows; cancelling keeps nothing.
            only_good: a person decided to leave the refused rows out.
            skip_rows: rows a person decided to leave out.

        Raises:
            BadInput: `import.refused` with every finding, unless `only_good`.
        """
        who.require(AREA)
        if (preview.refused or preview.questions) and not only_good:
            raise BadInput("import.refused", preview.refused + preview.questions)
        rows = [one for one in preview.ready if one.row not in skip_rows]
        watcher, now = progress or NoProgress(), self._clock.now()
        with self._unit_of_work() as work:
            for start in range(0, len(rows), _STEP_ROWS):
                piece = rows[start : start + _STEP_ROWS]
                work.people.add_many(
                    replace(
                        self._people.made_from(
                            one.fields, PersonId(new_id()), is_town_number_confirmed=True
                        ),
                        added_at=now,
                        added_by=who.operator,
                    )
                    for one in piece
                )
                watcher.step("import.write", start + len(piece), len(rows))
            work.audit.add(who.operator, "import", AREA, preview.table.file, f"rows={len(rows)}")
            work.commit()
        skipped = len(preview.table.rows) - len(rows)
        return ImportResult(len(rows), skipped, Changes.of(AREA, "*"))


class _Judged:
    """Rows sorted into ready, refused and asked about."""

    def __init__(self, answers: Mapping[int, str]) -> None:
        self.ready: list[ImportRow] = []
        self.refused: list[Finding] = []
        self.questions: list[Finding] = []
        self._answers = answers
        self._seen: dict[tuple[str, object], int] = {}

    def take(
        self, table: Table, mapping: Mapping[str, str], number: int, cells: tuple[str, ...]
    ) -> None:
        """Judge one row."""
        by_heading = dict(zip(table.headers, cells, strict=True))
        values = {key: by_heading[header].strip() for header, key in mapping.items()}
        column_of = {key: header for header, key in mapping.items()}
        if "town_number" in values:
            values["town_number"] = plain_number(values["town_number"])
        asked = self._ask_about_twelve_digits(table, number, values, column_of)
        findings = [
            replace(one, file=table.file, row=number, column=column_of.get(one.column, one.column))
            for one in check_fields(PersonFields(**values), is_town_number_confirmed=True)
        ]
        findings += self._twice_in_file(table, number, values, column_of)
        findings += _lost_zero(table, number, values, column_of)
        findings += _day_as_number(table, number, values, column_of)
        if findings:
            self.refused.extend(_without_doubles(findings))
        elif asked:
            self.questions.extend(asked)
        else:
            self.ready.append(ImportRow(number, PersonFields(**values)))

    def _ask_about_twelve_digits(
        self, table: Table, number: int, values: dict[str, str], column_of: Mapping[str, str]
    ) -> list[Finding]:
        """A town's own number may have twelve digits and look like My Number: a person says which."""
        town = values.get("town_number", "")
        if not find_my_number(town):
            return []
        answer = self._answers.get(number)
        if answer == "drop":
            values["town_number"] = ""
            return []
        if answer == "keep":
            return []
        values["town_number"] = ""
        where = column_of["town_number"]
        return [Finding("import.twelve_digits", table.file, number, where)]

    def _twice_in_file(
        self, table: Table, number: int, values: dict[str, str], column_of: Mapping[str, str]
    ) -> list[Finding]:
        facts = facts_of(PersonFields(**values))
        keys: list[tuple[str, str, object]] = []
        if values.get("town_number"):
            keys.append(("town_number", "town_number", values["town_number"]))
        elif (facts.kana or facts.name) and (facts.birth_date or facts.phones):
            keys.append(("name" if "name" in values else "kana", "person", facts))
        found = []
        for column, kind, value in keys:
            first = self._seen.setdefault((kind, value), number)
            if first != number:
                data: dict[str, object] = {"first": first}
                where = column_of.get(column, column)
                cell = masked(values.get(column, ""))
                found.append(Finding("import.twice_in_file", table.file, number, where, cell, data))
        return found


def _lost_zero(
    table: Table, number: int, values: Mapping[str, str], column_of: Mapping[str, str]
) -> list[Finding]:
    """A spreadsheet that took a telephone for a number drops its leading zero: say so, don't guess."""
    found = []
    for key in ("phone", "phone_other"):
        value = values.get(key, "")
        if re.fullmatch(r"[1-9]\d{8,9}", plain_phone(value)):
            found.append(Finding("import.lost_zero", table.file, number, column_of[key], value))
    return found


def _day_as_number(
    table: Table, number: int, values: Mapping[str, str], column_of: Mapping[str, str]
) -> list[Finding]:
    """A day whose column lost its format is the number of days since 1899-12-30: say which it is."""
    value = values.get("birth_date", "")
    # Four digits may be a year that somebody wrote alone.
    if not re.fullmatch(r"[1-5]\d{4}", value):
        return []
    day = date(1899, 12, 30) + timedelta(days=int(value))
    where, data = column_of["birth_date"], dict[str, object](day=day.isoformat())
    return [Finding("import.day_number", table.file, number, where, value, data)]


def _without_doubles(findings: list[Finding]) -> list[Finding]:
    """Where the spreadsheet's part is named, the plain finding of the same cell says nothing new."""
    named = {(f.row, f.column) for f in findings if f.code in _SPREADSHEET}
    return [f for f in findings if f.code in _SPREADSHEET or (f.row, f.column) not in named]
