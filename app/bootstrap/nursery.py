"""Nursery allocation over files, joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from app.domain.exports import ExportTable
from app.domain.nursery.inputs import InputFiles, NurseryInput
from app.domain.nursery.instance import Instance
from app.domain.nursery.invent import InventedFiles, PlaceRow
from app.domain.nursery.results import Held, ResultRow
from app.files import nursery_input, nursery_places, nursery_result
from app.files.exports import export_csv
from app.files.writing import write_whole


class FilesOfNursery:
    """Satisfies `app.services.nursery.NurseryFiles`."""

    def read_input(
        self, files: InputFiles, method: str | None, objective: str | None
    ) -> NurseryInput:
        """Read all files."""
        return nursery_input.read_input(files, method, objective)

    def read_held(self, path: Path, instance: Instance) -> Held:
        """Read a result against an input."""
        return nursery_result.read_held(path, instance)

    def read_rows(self, path: Path) -> dict[str, ResultRow]:
        """Read a result by itself."""
        return nursery_result.read_rows(path)

    def write_result(self, folder: Path, rows: Sequence[ResultRow], encoding: str) -> Path:
        """Write result.csv."""
        return nursery_result.write_result(folder, rows, encoding)

    def write_report(self, folder: Path, document: Mapping[str, object]) -> Path:
        """Write report.json."""
        return nursery_result.write_report(folder, document)

    def write_invented(self, folder: Path, files: InventedFiles) -> list[Path]:
        """Write children.csv, facilities.csv and rules.toml."""
        nursery_result.make_folder(folder)
        for name, rows in (("children", files.children), ("facilities", files.facilities)):
            export_csv(folder / f"{name}.csv", ExportTable(name, rows[0], rows[1:]))
        write_whole(folder / "rules.toml", files.rules.encode("utf-8"))
        return [folder / name for name in ("children.csv", "facilities.csv", "rules.toml")]

    def places(self, name: str) -> list[PlaceRow]:
        """Return the real nurseries of a town."""
        return nursery_places.read_places(name)
