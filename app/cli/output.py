"""What a verb says: sentences for people or one JSON document, progress always beside it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from typing import IO

from app.cli.interrupts import raise_if_interrupted
from app.domain.errors import BadInput, Finding, MadoguchiError
from app.messages import _
from app.messages.errors import sentence_for, what_to_do
from app.messages.progress import step_name

MOST_FINDINGS_SHOWN = 50


class Output:
    """Writes to standard output and standard error.

    With `is_json` the only thing on standard output is one document; sentences meant for people go
    nowhere, progress and notes go to standard error.
    """

    def __init__(self, is_json: bool, out: IO[str], beside: IO[str]) -> None:
        self.is_json = is_json
        self._out = out
        self._beside = beside

    def say(self, *lines: str) -> None:
        """Write lines for people; nothing in JSON."""
        if not self.is_json:
            for line in lines:
                print(line, file=self._out)

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write columns for people, full-width characters counted as two."""
        if self.is_json:
            return
        lines = [list(headings), *[[_one_line(cell) for cell in row] for row in rows]]
        widths = [max(_width(line[n]) for line in lines) for n in range(len(headings))]
        for line in lines:
            cells = [cell + " " * (widths[n] - _width(cell)) for n, cell in enumerate(line)]
            print("  ".join(cells).rstrip(), file=self._out)

    def document(self, value: object) -> None:
        """Write the one JSON document; nothing for people."""
        if self.is_json:
            json.dump(value, self._out, ensure_ascii=False, indent=2, default=str)
            self._out.write("\n")

    def exact(self, data: bytes) -> None:
        """Write bytes as they are, with and without JSON: no line is added, none is translated."""
        self._out.flush()
        buffer = getattr(self._out, "buffer", None)
        if buffer is None:
            self._out.write(data.decode("utf-8"))
            return
        buffer.write(data)
        buffer.flush()

    def note(self, *lines: str) -> None:
        """Write lines on standard error, with and without JSON."""
        for line in lines:
            print(line, file=self._beside)
        self._beside.flush()

    def error(self, error: MadoguchiError) -> None:
        """Say what went wrong, where, and what to do."""
        findings = error.findings if isinstance(error, BadInput) else ()
        if self.is_json:
            self.document({"errors": [_as_json(one) for one in findings or (error,)]})
            return
        # A file that is refused as a whole has one finding of the same name: once is enough.
        if [one.code for one in findings] != [error.code]:
            self.note(sentence_for(error))
        for one in findings[:MOST_FINDINGS_SHOWN]:
            self.note(*_finding_lines(one))
        if len(findings) > MOST_FINDINGS_SHOWN:
            rest = len(findings) - MOST_FINDINGS_SHOWN
            self.note(_("… and {count} more; --json lists them all.").format(count=rest))
        if not findings and (advice := what_to_do(error)):
            self.note(advice)

    def plain_error(self, code: str, message: str, advice: str = "") -> None:
        """Say something that is no error of the domain: a wrong command or our own bug."""
        if self.is_json:
            self.document({"errors": [_row(Finding(code), message, advice)]})
        else:
            self.note(message, *([advice] if advice else []))

    def flush(self) -> None:
        """Hand everything on; raises where the reader is gone or the disk is full."""
        self._out.flush()


class ConsoleProgress:
    """Writes steps on standard error once work takes longer than a second, one a second."""

    def __init__(self, beside: IO[str]) -> None:
        self._beside = beside
        self._last = time.monotonic()
        self._has_spoken = False

    def step(self, name: str, done: int, total: int) -> None:
        """Report a step; see `app.domain.progress.Progress`."""
        raise_if_interrupted()
        now = time.monotonic()
        is_last = done >= total and self._has_spoken
        if not is_last and now - self._last < 1:
            return
        self._last, self._has_spoken = now, True
        print(f"{step_name(name)}: {done} / {total}", file=self._beside, flush=True)


def standard_output(is_json: bool) -> Output:
    """Return the output of this process: UTF-8 everywhere, what cannot be written is spelled out."""
    for stream in (sys.stdout, sys.stderr):
        # A redirected stream of a test or an embedding program may lack `reconfigure`.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return Output(is_json, sys.stdout, sys.stderr)


def finding_rows(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Return findings as JSON holds them: place, value, sentence and remedy."""
    return [_as_json(one) for one in findings]


def _as_json(one: Finding | MadoguchiError) -> dict[str, object]:
    place = one if isinstance(one, Finding) else Finding(one.code, str(one.data.get("file", "")))
    return _row(place, sentence_for(one), what_to_do(one))


def _row(place: Finding, message: str, advice: str) -> dict[str, object]:
    return {
        "file": place.file, "row": place.row, "column": place.column, "value": place.value,
        "code": place.code, "message": message, "what_to_do": advice,
    }  # fmt: skip


def _finding_lines(one: Finding) -> list[str]:
    place = [one.file] if one.file else []
    if one.row:
        place.append(_("row {row}").format(row=one.row))
    if one.column:
        place.append(_("column {column}").format(column=one.column))
    value = f" [{_one_line(one.value)}]" if one.value else ""
    lines = [f"- {', '.join(place)}{value}: {sentence_for(one)}"]
    return [*lines, *([f"  → {advice}"] if (advice := what_to_do(one)) else [])]


def _one_line(text: str) -> str:
    """Keep control characters of somebody's data from moving about on the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _width(text: str) -> int:
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
