"""The screens and actions of people."""

from __future__ import annotations

from typing import Any

from app.messages import N_, NP_
from app.ui.people.delegation_new_view import DelegationNewView
from app.ui.people.delegations_view import DelegationsView, DelegationView
from app.ui.people.edit_view import PersonEditView
from app.ui.people.import_view import ImportView
from app.ui.people.list_view import PeopleView
from app.ui.people.merge_view import MergeChooseView, MergeView
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
    Action("people.merge_choose", N_("This person is here twice"),
           N_("Looks for the other record of the same person."), "merge"),
    Action("people.merge_with", N_("Compare with this record"),
           N_("Shows both records side by side."), "git-compare", takes_subject=True),
    Action("people.merge_swap", N_("The other way round"), N_("Lets the other record stay."),
           "repeat"),
    Action("people.merge", N_("Make them one"), N_("Lets one record have everything of both."),
           "merge", danger=Danger.CONFIRM, undo="people.unmerge"),
    Action("people.unmerge", N_("Make them two again"),
           N_("Takes a merged record apart; everything goes back."), "split",
           danger=Danger.CONFIRM, undo="shell.undo", takes_subject=True),
    Action("delegations.list", N_("The whole register"),
           N_("Lists everybody who is or was allowed to speak for her."), "users"),
    Action("delegations.open", N_("Open this entry"), N_("Shows what somebody may do for her."),
           "users", takes_subject=True),
    Action("delegations.new", N_("Write somebody down"),
           N_("Writes who may speak for her, for what and until when."), "user-plus"),
    Action("delegations.save", NP_("delegation", "Save"), N_("Keeps the entry."), "save",
           danger=Danger.NEVER_BY_VOICE, undo="shell.undo"),
    Action("delegations.end", N_("End it now"), N_("Ends what somebody may do for her."), "ban",
           danger=Danger.CONFIRM, undo="shell.undo"),
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
           ("people.edit", "consent.open", "consultations.begin", "consultations.open",
            "people.remove",
            "follow_ups.open", "follow_ups.new",
            "people.use_modes", "people.leave_modes",
            "people.keep_modes", "people.merge_choose", "people.unmerge", "delegations.open",
            "delegations.list"),
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


def _with_an_entry(context: ScreenContext) -> dict[str, Any]:
    """Return somebody for whom another may speak."""
    for row in context.services.people.find_people(context.actor, "", limit=40).rows:
        found = context.services.delegations.of_person(context.actor, row.id)
        if found:
            return {"person": row.id, "delegation": found[0].id}
    return {}


def _of_that_person(context: ScreenContext) -> dict[str, Any]:
    return {key: value for key, value in _with_an_entry(context).items() if key == "person"}


def _two_people(context: ScreenContext) -> dict[str, Any]:
    rows = context.services.people.find_people(context.actor, "", limit=2).rows
    return {"person": rows[0].id, "other": rows[-1].id} if rows else {}


registry.add_screen(
    Screen("delegations", N_("Who may speak for her"), "people", "users",
           lambda c, a: DelegationsView(c, **a), ("delegations.new", "delegations.open"),
           STAFF, order=44, sample=_of_that_person)
)  # fmt: skip
registry.add_screen(
    Screen("delegation", N_("May speak for her"), "people", "users",
           lambda c, a: DelegationView(c, **a), ("delegations.end",),
           STAFF, order=45, sample=_with_an_entry)
)  # fmt: skip
registry.add_screen(
    Screen("delegation-new", N_("Write down who may speak for her"), "people", "user-plus",
           lambda c, a: DelegationNewView(c, **a), ("delegations.save",),
           STAFF, order=46, sample=_of_that_person)
)  # fmt: skip
registry.add_screen(
    Screen("people-merge-choose", N_("Which record is the same person?"), "people", "merge",
           lambda c, a: MergeChooseView(c, **a), ("people.merge_with",),
           STAFF, order=47, sample=_first_person)
)  # fmt: skip
registry.add_screen(
    Screen("people-merge", N_("Two records, one person"), "people", "git-compare",
           lambda c, a: MergeView(c, **a), ("people.merge", "people.merge_swap"),
           STAFF, order=48, sample=_two_people)
)  # fmt: skip
