"""`backup create`, `backup verify` and `backup restore`."""

from __future__ import annotations

from pathlib import Path

from app.cli.call import Call
from app.cli.joins import Joins
from app.cli.options import Globals
from app.cli.output import Output
from app.domain.errors import BadInput, Finding
from app.domain.progress import Progress
from app.messages import _


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    shared, values, joins, out, progress = (
        call.shared,
        call.values,
        call.joins,
        call.out,
        call.progress,
    )
    file: Path = values.file.expanduser()
    if values.part != "create" and not file.is_file():
        raise BadInput("file.not_found", (Finding("file.not_found", str(file)),))
    match values.part:
        case "create":
            return _create(shared, file, joins, out, progress)
        case "verify":
            return _verify(shared, file, joins, out, progress)
        case _:
            facts = joins.restore_backup(file, shared, progress)
            folder = joins.folder(shared)
            out.document({"centre": str(folder), "backup": str(file), **facts})
            out.say(_("The backup is restored in {folder}.").format(folder=folder))
            return 0


def _create(shared: Globals, file: Path, joins: Joins, out: Output, progress: Progress) -> int:
    if file.is_dir():
        raise BadInput("backup.file_taken", (Finding("backup.file_taken", str(file)),))
    centre = joins.open_centre(shared)
    try:
        centre.who.require("administration")
        centre.create_backup(file, progress)
    finally:
        centre.close()
    size = file.stat().st_size
    out.document({"backup": str(file), "bytes": size})
    out.say(_("The backup is written: {file}. Keep it away from this computer.").format(file=file))
    return 0


def _verify(shared: Globals, file: Path, joins: Joins, out: Output, progress: Progress) -> int:
    facts = joins.verify_backup(file, shared, progress)
    out.document({"backup": str(file), "is_whole": True, **facts})
    out.say(_("The backup is whole and can be restored."))
    return 0
