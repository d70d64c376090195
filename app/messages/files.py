"""Sentences about files people bring: tables, their cells, and where files are written."""

from __future__ import annotations

from app.messages import N_, Lazy

FILES: dict[str, tuple[Lazy, Lazy | None]] = {
    "file.not_found": (
        N_("There is no file {file}."),
        N_("Look at the name and the folder."),
    ),
    "file.cannot_use": (
        N_("The file cannot be read or written: {file}"),
        N_("Look whether it exists, is open elsewhere, and whether the disk has room."),
    ),
    "import.refused": (
        N_("Nothing was added: {count} cells cannot be taken as they are."),
        N_("Mend them in the file and import it again."),
    ),
    "import.mapping_unreadable": (
        N_("The mapping is no JSON document of headings and fields: {file}"),
        N_('Write it like this: {{"電話": "phone"}}.'),
    ),
    "import.mapping_wrong": (
        N_("The mapping does not fit the table: {file}"),
        N_("Mend the lines named here."),
    ),
    "import.no_such_column": (
        N_("The table has no column {column}."),
        N_("Write the heading exactly as in the table."),
    ),
    "import.no_such_field": (
        N_("There is no field {value}."),
        N_("Use one of these: {fields}."),
    ),
    "shot.no_screen": (
        N_("There is no screen {screen}."),
        N_("Use one of these: {screens}."),
    ),
    "shot.cannot_write": (
        N_("The picture cannot be written: {file}"),
        N_("Look at the folder's rights and the room on the disk."),
    ),
}
