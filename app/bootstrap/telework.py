"""Telework matching over files, joined."""

from __future__ import annotations

from pathlib import Path

from app.domain.exports import ExportTable
from app.domain.telework.inputs import TeleworkInput
from app.domain.telework.invent import InventedTables
from app.domain.telework.results import Matching, Placement
from app.files import telework_input, telework_matching


class FilesOfTelework:
    """Satisfies `app.services.telework.TeleworkFiles`."""

    def read_input(
        self, workers: Path, jobs: Path, coaches: Path | None, skills: Path | None
    ) -> TeleworkInput:
        """Read all tables."""
        return telework_input.read_input(workers, jobs, coaches, skills)

    def read_matching(self, path: Path) -> tuple[Placement, ...]:
        """Read a matching that was written before."""
        return telework_matching.read_matching(path)

    def write_matching(self, path: Path, matching: Matching, encoding: str) -> Path:
        """Write a matching and its report."""
        return telework_matching.write_matching(path, matching, encoding)

    def write_tables(self, folder: Path, tables: InventedTables) -> list[Path]:
        """Write invented tables."""
        return telework_matching.write_tables(folder, tables)

    def write_table(self, path: Path, table: ExportTable, encoding: str) -> None:
        """Write any table."""
        telework_matching.write_table(path, table, encoding)

    def report_document(self, matching: Matching) -> dict[str, object]:
        """Return the report as JSON holds it."""
        return telework_matching.report_document(matching)
