"""The signed heads of the consent ledger, beside the database.

Whoever puts an older database back does not have them in it: the ledger is then shorter than what was
signed here, and the check says so.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

HEADS = "consent-heads.json"
# How far each log was read and found in order.
CHECKED = "consent-checked.json"


class HeadsBeside:
    """Satisfies `app.services.consent_ports.HeadsFile`."""

    def __init__(self, folder: Path, name: str = HEADS) -> None:
        self._file = folder / name

    def read(self) -> Mapping[str, str]:
        """Return the signed texts by log."""
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(log): str(signed) for log, signed in found.items()}

    def write(self, heads: Mapping[str, str]) -> None:
        """Keep them; a disk that cannot is no reason to lose what is already written."""
        text = json.dumps(dict(sorted(heads.items())), indent=1)
        with suppress(OSError):
            handle, name = tempfile.mkstemp(prefix=f".{self._file.name}.", dir=self._file.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(self._file)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
