"""Makes a new centre with its first administrator."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap.centre import Centre
from app.domain.errors import BadInput, Finding
from app.domain.names import tidy_line
from app.domain.secrets import weakness_of


def create(
    folder: Path, name: str, passphrase: str, administrator: str, kana: str, pin: str
) -> str:
    """Create an empty centre, add its administrator, and return the recovery code.

    Raises:
        BadInput: the folder holds files, a name is empty, or a secret is easy to guess.
        Unavailable: the disk says no.
    """
    from app.store.centre import Passphrase, create_centre, open_centre

    _check(administrator, pin)
    code = create_centre(folder, tidy_line(name), passphrase)
    centre = Centre(open_centre(folder, Passphrase(passphrase)))
    try:
        centre.operators.add_first_operator(administrator, kana, pin)
    finally:
        centre.close()
    return code


def _check(administrator: str, pin: str) -> None:
    """Refuse before anything lies on the disk, so that a second try finds an empty folder."""
    found: list[Finding] = []
    if not tidy_line(administrator):
        found.append(Finding("operators.name_missing", column="name"))
    if weak := weakness_of(pin):
        found.append(Finding(weak, column="secret"))
    if found:
        raise BadInput("operators.fields", tuple(found))
