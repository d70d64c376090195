"""Importing people: what was read, what each row would become, what a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from app.domain.errors import BadInput, Finding, MadoguchiError
from app.domain.progress import Progress
from app.domain.roles import Actor
from app.domain.tables import Table
from app.messages import N_, Lazy, _, ngettext
from app.messages.errors import sentence_for, what_to_do
from app.messages.people_words import agreement_words, display_name, row_words
from app.services.people_import import ImportPreview, ImportResult
from app.ui.row_state import sentences

# What one page of a table shows; the rest is told as a number.
SHOWN = 20
SAMPLE_ROWS = 5
SAMPLE_COLUMNS = 5
ENCODING_WORDS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp932": "Shift JIS (CP932)",
    "xlsx": "Excel",
}
STEPS: dict[str, Lazy] = {
    "import.check": N_("Looking at the rows"),
    "import.compare": N_("Looking for people who are known already"),
    "import.write": N_("Writing the records"),
}
KEEP, DROP = "keep", "drop"


class Imports(Protocol):
    """What the page needs of the import service."""

    def read_table(self, path: str | Path, sheet: str | None = None) -> Table:
        """Read a file."""

    def guess_mapping(self, headers: tuple[str, ...]) -> dict[str, str]:
        """Return heading → field."""

    def preview(
        self,
        who: Actor,
        table: Table,
        mapping: Mapping[str, str],
        answers: Mapping[int, str] | None = None,
        progress: Progress | None = None,
    ) -> ImportPreview:
        """Judge every row."""

    def import_people(
        self,
        who: Actor,
        preview: ImportPreview,
        progress: Progress | None = None,
        *,
        only_good: bool = False,
        skip_rows: frozenset[int] = frozenset(),
    ) -> ImportResult:
        """Write the rows that are ready."""


@dataclass(frozen=True, slots=True)
class FoundState:
    """What the check found, as the page shows it.

    `cells` are (row, column, value, what to do); `twins` are (row, person, what agrees).
    """

    words: str
    cells: tuple[tuple[str, str, str, str], ...]
    twins: tuple[tuple[str, str, str], ...]
    asks_numbers: bool
    can_write: bool


class ImportPresenter:
    """Reads, checks and writes; nothing is written before a person saw what it will be."""

    def __init__(self, imports: Imports, who: Actor) -> None:
        self._imports, self._who = imports, who

    def read(self, typed: str) -> Table:
        """Read the file somebody named; quotes around a dropped path are taken away."""
        path = typed.strip().strip("\"'")
        return self._imports.read_table(Path(path).expanduser())

    def guess(self, table: Table) -> dict[str, str]:
        """Return heading → field for the headings that are known."""
        return self._imports.guess_mapping(table.headers)

    def check(
        self, table: Table, mapping: Mapping[str, str], answer: str, progress: Progress
    ) -> ImportPreview:
        """Judge every row; one answer counts for all town numbers that look like My Number."""
        preview = self._imports.preview(self._who, table, mapping, progress=progress)
        if answer and preview.questions:
            answers = {one.row: answer for one in preview.questions}
            preview = self._imports.preview(self._who, table, mapping, answers, progress)
        return preview

    def write(self, preview: ImportPreview, progress: Progress) -> ImportResult:
        """Write the rows that are ready; what was refused was seen and left out by a person."""
        return self._imports.import_people(self._who, preview, progress, only_good=True)


def read_words(table: Table) -> str:
    """Return how a file was read."""
    count = len(table.rows)
    return ngettext(
        "{file} was read as {encoding}: {count} row.",
        "{file} was read as {encoding}: {count} rows.",
        count,
    ).format(
        file=table.file, encoding=ENCODING_WORDS.get(table.encoding, table.encoding), count=count
    )


def sample_of(table: Table) -> tuple[tuple[str, ...], tuple[tuple[int, tuple[str, ...]], ...]]:
    """Return headings and first rows, few enough to be read."""
    wanted = [n for n, header in enumerate(table.headers) if header][:SAMPLE_COLUMNS]
    headers = tuple(table.headers[n] for n in wanted)
    rows = tuple(
        (number, tuple(cells[n] for n in wanted)) for number, cells in table.rows[:SAMPLE_ROWS]
    )
    return headers, rows


def found_state(preview: ImportPreview, answer: str, today: date) -> FoundState:
    """Return what the check found."""
    cells = preview.refused + preview.questions
    return FoundState(
        words=_found_words(preview, len(cells)),
        cells=tuple(_cell_words(one) for one in cells[:SHOWN]),
        twins=tuple(
            (
                str(row),
                f"{display_name(one.row.name, one.row.kana)} · {row_words(one.row, today)}",
                agreement_words(one),
            )
            for row, one in preview.duplicates[:SHOWN]
        ),
        asks_numbers=bool(preview.questions or answer),
        can_write=bool(preview.ready),
    )


def _found_words(preview: ImportPreview, cells: int) -> str:
    ready, known = len(preview.ready), len(preview.known)
    parts = [
        ngettext("{count} row is ready.", "{count} rows are ready.", ready).format(count=ready)
    ]
    if cells:
        parts.append(
            ngettext("{count} cell must be mended.", "{count} cells must be mended.", cells).format(
                count=cells
            )
        )
    if known:
        parts.append(
            ngettext(
                "{count} person is here already.", "{count} people are here already.", known
            ).format(count=known)
        )
    if max(cells, len(preview.duplicates)) > SHOWN:
        parts.append(_("The first {count} are listed.").format(count=SHOWN))
    return sentences(parts)


def _cell_words(finding: Finding) -> tuple[str, str, str, str]:
    remedy = what_to_do(finding)
    if finding.code == "import.twelve_digits":
        # The command line asks with an option, the page with the choice over this table.
        remedy = _("Say above what these numbers are.")
    words = sentences([sentence_for(finding), remedy])
    return str(finding.row), finding.column, finding.value, words


def ask_words(preview: ImportPreview) -> str:
    """Return what importing now means, before it is done."""
    count, left = len(preview.ready), len(preview.table.rows) - len(preview.ready)
    words = ngettext("{count} record is written.", "{count} records are written.", count)
    parts = [words.format(count=count)]
    if left:
        words = ngettext("{count} row is left out.", "{count} rows are left out.", left)
        parts.append(words.format(count=left))
    return sentences(parts)


def done_words(result: ImportResult) -> str:
    """Return what was written."""
    parts = [
        ngettext(
            "{count} person was imported.", "{count} people were imported.", result.added
        ).format(count=result.added)
    ]
    if result.skipped:
        words = ngettext("{count} row is left out.", "{count} rows are left out.", result.skipped)
        parts.append(words.format(count=result.skipped))
    return sentences(parts)


def refusal_words(error: MadoguchiError) -> str:
    """Return why a file cannot be taken: its first finding says where, else the error."""
    first: MadoguchiError | Finding = error
    if isinstance(error, BadInput) and error.findings:
        first = error.findings[0]
    return sentences([sentence_for(first), what_to_do(first)])
