"""The screens and actions of people."""

from __future__ import annotations

from typing import Any

from app.messages import N_
from app.ui.people.edit_view import PersonEditView
from app.ui.people.import_view import ImportView
from app.ui.people.list_view import PeopleView
from app.ui.people.person_view import PersonView
from app.ui.registry import Action, Danger, Screen, registry
from app.ui.screen import ScreenContext

STAFF = ("volunteer", "coordinator", "supporter", "administrator")
DESK = ("volunteer", "coordinator", "administrator")

for _action in (
    Action("people.search", N_("Find a person"), N_("Finds people by kana, name or telephone."),
           "search", "F3", opens=("people", {})),
    Action("people.open", N_("Open this person"), N_("Shows the record."), "user",
           takes_subject=True),
    Action("people.new", N_("New person"), N_("Writes a new record."), "plus", "Ctrl+N"),
    Action("people.edit", N_("Change the record"), N_("Opens the record's fields."), "pencil",
           "Ctrl+E"),
    Action("people.save", N_("Save"), N_("Saves what you wrote."), "save", "Ctrl+S",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("people.drop_draft", N_("Do not save"), N_("Leaves the form and forgets what was typed."),
           "x", danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("people.remove", N_("Remove this record"), N_("Hides the record. It can come back."),
           "trash-2", danger=Danger.CONFIRM, undo="shell.undo"),
    Action("people.use_modes", N_("Show it this person's way"),
           N_("Switches text, colours and language to the way this person reads best."), "eye",
           danger=Danger.UNDOABLE, undo="people.leave_modes"),
    Action("people.leave_modes", N_("Show it my way again"),
           N_("Switches back to your own settings."), "eye"),
    Action("people.keep_modes", N_("Remember this look"),
           N_("Keeps the present text, colours and language as the way this person reads best."),
           "star", danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("people.more", N_("Show more"), N_("Shows the next people of the list."),
           "chevron-down"),
    Action("people.import", N_("Import from a file"), N_("Takes over people from CSV or Excel."),
           "file-input"),
    Action("import.choose", N_("Choose a file"), N_("Opens the list of your files."), "upload"),
    Action("import.read", N_("Read the file"), N_("Shows what is in the file."), "arrow-right"),
    Action("import.check", N_("Check the rows"), N_("Looks at every cell; nothing is written."),
           "list-checks"),
    Action("import.write", N_("Import these people"), N_("Writes the rows that are ready."),
           "download", danger=Danger.CONFIRM),
    Action("import.cancel", N_("Stop"), N_("Stops; nothing is kept of this import."), "x"),
):  # fmt: skip
    registry.add_action(_action)


def _first_person(context: ScreenContext) -> dict[str, Any]:
    page = context.services.people.find_people(context.actor, "", limit=1)
    return {"person": page.rows[0].id} if page.rows else {}


registry.add_screen(
    Screen("people", N_("People"), "people", "users", lambda c, a: PeopleView(c, **a),
           ("people.search", "people.open", "people.new", "people.more", "people.import",
            "consultations.nameless"),
           STAFF, "F3", in_navigation=True, order=40)
)  # fmt: skip
registry.add_screen(
    Screen("person", N_("Person"), "people", "user", lambda c, a: PersonView(c, **a),
           ("people.edit", "consultations.begin", "consultations.open", "people.remove",
            "follow_ups.open", "follow_ups.new",
            "people.use_modes", "people.leave_modes",
            "people.keep_modes"),
           STAFF, order=41, sample=_first_person)
)  # fmt: skip
registry.add_screen(
    Screen("person-edit", N_("Write a record"), "people", "pencil",
           lambda c, a: PersonEditView(c, **a),
           ("people.save", "people.open", "people.drop_draft"), STAFF, order=42)
)  # fmt: skip
registry.add_screen(
    Screen("people-import", N_("Import people"), "people", "file-input",
           lambda c, a: ImportView(c, **a),
           ("import.choose", "import.read", "import.check", "import.write", "import.cancel"),
           DESK, order=43)
)  # fmt: skip
