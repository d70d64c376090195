"""Write the next step of the store's migrations, joined to the last one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

STORE: Final = Path(__file__).resolve().parents[2] / "app" / "store"

STEP: Final = '''"""{sentence}"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "{number:04}"
down_revision = "{before:04}"


def upgrade() -> None:
    """Say what this step does to a file with people in it, then do it here."""
'''


def write_migration(message: str, store: Path = STORE) -> Path:
    """Write an empty step, enter it in the runner and in the schema's version; return its file.

    The step stays out of a release until its body is written: the store's tests compare what the
    steps make with the tables the program knows.
    """
    versions = store / "migrations" / "versions"
    before = max(int(path.name[1:5]) for path in versions.glob("v[0-9][0-9][0-9][0-9]_*.py"))
    words = re.findall(r"[a-z0-9]+", message.lower())[:5]
    module = f"v{before + 1:04}_{'_'.join(words) or 'step'}"
    sentence = message[:1].upper() + message[1:].rstrip(".") + "."
    path = versions / f"{module}.py"
    path.write_text(
        STEP.format(sentence=sentence, number=before + 1, before=before), encoding="utf-8"
    )
    _edit(
        store / "migrations" / "runner.py",
        (r"(import \(\n(?:    v\d{4}_\w+,\n)+)", rf"\1    {module},\n"),
        (r"(= \(\n(?:    v\d{4}_\w+,\n)+)", rf"\1    {module},\n"),
    )
    _edit(store / "schema_version.py", (r"^HEAD = \d+", f"HEAD = {before + 1}"))
    return path


def _edit(path: Path, *changes: tuple[str, str]) -> None:
    """Replace each pattern once.

    Raises:
        ValueError: the file no longer looks as this verb knows it; it is left as it was.
    """
    text = path.read_text(encoding="utf-8")
    for pattern, replacement in changes:
        text, count = re.subn(pattern, replacement, text, count=1, flags=re.MULTILINE)
        if not count:
            raise ValueError(f"{path.name} has no place for the new step: {pattern}")
    path.write_text(text, encoding="utf-8")
