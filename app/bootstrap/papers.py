"""The papers of a centre as screens use them: shown, kept as a file, put on a printer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.nursery.rounds import Letter
    from app.domain.progress import Progress
    from app.domain.sheets import Sheet


class Papers:
    """The take-home sheet on screen, in a file, on paper: always the same drawing."""

    def sheet_pictures(self, sheet: Sheet, width_px: int) -> list[bytes]:
        """Return a sheet as it looks, one PNG a page; any thread may ask."""
        from app.printing.sheet import sheet_pictures

        return sheet_pictures(sheet, width_px)

    def write_sheet(self, file: Path, sheet: Sheet) -> None:
        """Write a sheet as PDF, whole or not at all."""
        from app.printing.sheet import write_sheet

        write_sheet(file, sheet)

    def print_sheet(self, sheet: Sheet, printer: Any) -> None:
        """Put a sheet on a printer, Qt's as the screen made it."""
        from app.printing.sheet import print_sheet

        print_sheet(sheet, printer)

    def write_nursery_letters(
        self, folder: Path, letters: Sequence[Letter], progress: Progress
    ) -> None:
        """Write the notices of a released round into a folder, large print."""
        from app.printing.nursery_letters import LetterLook, write_letters

        write_letters(folder, letters, LetterLook(), progress)
