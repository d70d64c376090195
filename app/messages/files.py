"""Sentences about files people bring: tables, their cells, and where files are written."""

from __future__ import annotations

from app.messages import N_, Lazy

FILES: dict[str, tuple[Lazy, Lazy | None]] = {
    "file.not_found": (
        N_("There is no file {file}."),
        N_("Look at the name and the folder."),
    ),
    "file.taken": (
        N_("There is a file of this name already: {file}"),
        N_("Name another file, so that nothing is overwritten."),
    ),
    "file.cannot_use": (
        N_("The file cannot be read or written: {file}"),
        N_("Look whether it exists, is open elsewhere, and whether the disk has room."),
    ),
    "import.refused": (
        N_("Nothing was added: {count} cells cannot be taken as they are."),
        N_("Mend them in the file and import it again."),
    ),
    "import.mapping": (
        N_("The columns do not fit the fields of a person. Nothing was added."),
        N_("Mend the headings named here, in the table or in the mapping."),
    ),
    "import.mapping_unreadable": (
        N_("The mapping is no JSON document of headings and fields: {file}"),
        N_('Write it like this: {{"電話": "phone"}}.'),
    ),
    "import.unknown_heading": (
        N_("The table has no column {column}."),
        N_("Write the heading exactly as in the table."),
    ),
    "import.unknown_field": (
        N_("A person has no field {value}."),
        N_("Use name, kana, birth_date, phone, phone_other, email, address, town_number or note."),
    ),
    "import.field_twice": (
        N_("Two columns go to the same field ({value})."),
        N_("Take one of them out of the mapping."),
    ),
    "import.no_name_column": (
        N_("No column is known to be the name or its kana."),
        N_('Name the column in a mapping: {{"heading": "name"}}.'),
    ),
    "import.twelve_digits": (
        N_("These twelve digits look like My Number, but the town may use such numbers itself."),
        N_("Ask the town. Then import with --twelve-digits keep, or drop to leave them out."),
    ),
    "import.twice_in_file": (
        N_("The same person is in row {first} already."),
        N_("Take one of the two rows out."),
    ),
    "import.lost_zero": (
        N_("The spreadsheet seems to have dropped the 0 at the beginning of this phone number."),
        N_("Write the 0 again and format the column as text."),
    ),
    "import.day_number": (
        N_("The spreadsheet turned this day into the number {value}. It may be {day}."),
        N_("Format the column as a date and save the file again."),
    ),
    "files.too_large": (
        N_("This file is too large to be a list of people."),
        N_("Cut it into smaller files."),
    ),
    "files.cannot_read": (
        N_("The file cannot be read: {file}"),
        N_("Look whether it is open in another program, and who may read it."),
    ),
    "files.cannot_write": (
        N_("The file cannot be written: {file}"),
        N_("Look at the folder's rights and the room on the disk."),
    ),
    "files.empty": (
        N_("The file is empty."),
        N_("Look whether it is the right file."),
    ),
    "files.encoding": (
        N_("The file is neither UTF-8 nor CP932; row {row} cannot be read in either."),
        N_("Save it again from the program it came from, as CSV (UTF-8)."),
    ),
    "files.broken_csv": (
        N_("The table breaks off in the middle. Nothing was added."),
        N_("Mend the row named here, or save the file again as CSV."),
    ),
    "files.nul": (
        N_("Row {row} holds characters that belong in no text."),
        N_("Save the file again from the program it came from."),
    ),
    "files.broken_row": (
        N_("Row {row} cannot be read; a quotation mark may be missing."),
        N_("Look at the quotation marks of this row and the ones before it."),
    ),
    "files.broken_table": (
        N_("The table's rows do not fit its headings. Nothing was added."),
        N_("Mend the rows named here."),
    ),
    "files.heading_twice": (
        N_("Two columns have the heading {value}."),
        N_("Give each column its own heading."),
    ),
    "files.heading_missing": (
        N_("Column {value} holds something, but has no heading."),
        N_("Write a heading over it."),
    ),
    "files.too_many_cells": (
        N_("Row {row} has more cells than there are headings."),
        N_("Look for a comma too many, or put quotation marks around the cell."),
    ),
    "files.too_few_cells": (
        N_("Row {row} breaks off: it has {have} cells, the headings have {need}."),
        N_("Look for a line break in the middle of the row, or add the missing commas."),
    ),
    "files.broken_xlsx": (
        N_("The spreadsheet cannot be opened."),
        N_("Open it in its own program and save it again as XLSX or CSV."),
    ),
    "files.no_sheet": (
        N_("The spreadsheet has no sheet {value}."),
        N_("Use one of its sheets."),
    ),
    "files.cannot_write_characters": (
        N_("Some characters cannot be written in this encoding. Nothing was written."),
        N_("Write the file as UTF-8, or change the characters named here."),
    ),
    "files.not_in_cp932": (
        N_("CP932 does not have the character {character} ({code})."),
        N_("Write the file as UTF-8, or write this character another way."),
    ),
    "files.not_in_cp932_usual": (
        N_("CP932 does not have the character {character} ({code})."),
        N_("Write the file as UTF-8, or write {usual} instead."),
    ),
    "files.cell_too_long": (
        N_("A cell of a spreadsheet holds {limit} characters; this one has {have}."),
        N_("Write the file as CSV, which has no such limit."),
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
