"""`people import`, `people find` and `people show`."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from app.cli.call import Call
from app.cli.joins import SignedInCentre
from app.cli.output import Output
from app.domain.errors import BadInput, Finding
from app.domain.ids import PersonId
from app.domain.people import FIELDS, Person, PersonRow
from app.domain.progress import Progress
from app.messages import _, ngettext


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    shared, values, joins, out, progress = (
        call.shared,
        call.values,
        call.joins,
        call.out,
        call.progress,
    )
    if values.part == "import" and not values.file.is_file():
        raise BadInput("file.not_found", (Finding("file.not_found", str(values.file)),))
    centre = joins.open_centre(shared)
    try:
        match values.part:
            case "import":
                return _import(values, centre, out, progress)
            case "merge":
                return _merge(values, centre, out)
            case "unmerge":
                centre.people_merge.unmerge(centre.who, values.merge)
                out.document({"merge": values.merge})
                out.say(_("They are two records again."))
                return 0
            case "find":
                return _find(values, centre, out)
            case _:
                return _show(values, centre, out)
    finally:
        centre.close()


def _import(values: Namespace, centre: SignedInCentre, out: Output, progress: Progress) -> int:
    service = centre.people_import
    table = service.read_table(values.file, sheet=values.sheet)
    mapping = service.guess_mapping(table.headers)
    if values.mapping:
        mapping = read_mapping(values.mapping, table.headers)
    preview = service.preview(centre.who, table, mapping, progress=progress)
    if preview.questions and values.twelve_digits:
        answers = {one.row: values.twelve_digits for one in preview.questions}
        preview = service.preview(centre.who, table, mapping, answers)
    if stopped := preview.refused + preview.questions:
        raise BadInput("import.refused", stopped, count=len(stopped))
    result = service.import_people(centre.who, preview, progress)
    out.document(
        {
            "added": result.added,
            "skipped": result.skipped,
            "mapping": mapping,
            "known": list(preview.known),
            "duplicates": [
                {"row": row, "id": proposal.row.id, "agrees": list(proposal.agrees)}
                for row, proposal in preview.duplicates
            ],
        }
    )
    out.say(
        ngettext("{count} person was added.", "{count} people were added.", result.added).format(
            count=result.added
        )
    )
    if preview.known:
        count = len(preview.known)
        out.say(
            ngettext(
                "{count} was left out: the town number is known already.",
                "{count} were left out: their town numbers are known already.",
                count,
            ).format(count=count)
        )
    if preview.duplicates:
        count = len(preview.duplicates)
        out.say(
            ngettext(
                "{count} may be known already. Compare them in the list of people.",
                "{count} may be known already. Compare them in the list of people.",
                count,
            ).format(count=count)
        )
    return 0


def read_mapping(file: Path, headers: tuple[str, ...]) -> dict[str, str]:
    """Read {"column heading": "field key"}; the other way round is understood as well.

    Raises:
        BadInput: the file is no such document.
    """
    try:
        found = json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BadInput("file.not_found", (Finding("file.not_found", str(file)),)) from None
    except (ValueError, RecursionError):
        raise BadInput("import.mapping_unreadable", file=str(file)) from None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise BadInput("import.mapping_unreadable", file=str(file))
    if set(found) <= set(FIELDS) and set(found.values()) <= set(headers):
        found = {heading: field for field, heading in found.items()}
    return {heading: field for heading, field in found.items() if field}


def _merge(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    merge, _changes = centre.people_merge.merge(
        centre.who, PersonId(values.keep), PersonId(values.other)
    )
    moved = {table: len(ids) for table, ids in merge.moved.items()}
    out.document({"merge": merge.id, "kept": merge.kept, "moved": moved,
                  "filled": sorted(key for key in merge.filled if "." not in key)})  # fmt: skip
    out.say(_("They are one record now. `people unmerge {id}` makes them two again.").format(
        id=merge.id))  # fmt: skip
    return 0


def _find(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    text = " ".join(values.text)
    page = centre.people.find_people(centre.who, text, values.limit, values.offset)
    out.document(
        {
            "text": text,
            "total": page.total,
            "offset": page.offset,
            "people": [_row_as_json(row) for row in page.rows],
        }
    )
    if not page.rows:
        out.say(_("No one found. Search by phone number, or by the beginning of the kana."))
        return 0
    out.table(
        [_("Name"), _("Kana"), _("Born"), _("Phone ends"), _("Visits"), _("ID")],
        [
            [row.name, row.kana, str(row.birth_date or ""), row.phone_end,
             str(row.consultations), row.id]
            for row in page.rows
        ],
    )  # fmt: skip
    if page.total > len(page.rows):
        out.say(_("{shown} of {total} are shown.").format(shown=len(page.rows), total=page.total))
    return 0


def _row_as_json(row: PersonRow) -> dict[str, object]:
    return {
        "id": row.id, "name": row.name, "kana": row.kana,
        "birth_date": row.birth_date.isoformat() if row.birth_date else None,
        "phone_end": row.phone_end, "consultations": row.consultations,
        "last_seen": row.last_seen.isoformat() if row.last_seen else None,
    }  # fmt: skip


def _show(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    person = centre.people.open_person(centre.who, PersonId(values.id))
    shown = _person_as_json(person)
    out.document({"person": shown})
    out.say(*[f"{key}: {value}" for key, value in shown.items() if value not in (None, "")])
    return 0


def _person_as_json(person: Person) -> dict[str, object]:
    shown: dict[str, object] = {"id": person.id}
    for field in FIELDS:
        value = getattr(person, field)
        shown[field] = value.isoformat() if field == "birth_date" and value else value
    return shown
