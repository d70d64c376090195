"""The error families: what went wrong, whose turn it is, and which exit code says so.

An error carries a code and data only; `app.messages` turns it into a sentence, so the screen,
the voice, the command line and the files say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field


class MadoguchiError(Exception):
    """Anything the program tells a person instead of crashing.

    Args:
        code: dotted name of the case, for example `people.phone_too_short`.
        data: values the sentence needs; never a secret, never a whole record.
    """

    exit_code = 1

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


@dataclass(frozen=True, slots=True)
class Finding:
    """One refused place in somebody's input.

    `row` counts from 1 with the header as row 1, as a spreadsheet shows it; 0 means the whole file.
    `column` is the file's own heading or the field's key.
    """

    code: str
    file: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    data: dict[str, object] = field(default_factory=dict)


class BadInput(MadoguchiError):
    """A file or a field cannot be taken as it is; `findings` says where (exit 3)."""

    exit_code = 3

    def __init__(self, code: str, findings: tuple[Finding, ...] = (), **data: object) -> None:
        super().__init__(code, **data)
        self.findings = findings


class Refused(MadoguchiError):
    """A rule, a role or a PIN says no; the person can act (exit 4)."""

    exit_code = 4


class Unavailable(MadoguchiError):
    """Disk, key, network or device is not there now; it can be tried again (exit 5)."""

    exit_code = 5


class Cancelled(Exception):
    """The person pressed cancel; not an error and never shown as one."""
