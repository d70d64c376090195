"""`consultations search`, `similar`, `export` and `sheet`."""

from __future__ import annotations

from argparse import Namespace

from app.cli.call import Call
from app.cli.joins import Joins, SignedInCentre
from app.cli.options import UsageError
from app.cli.output import Output
from app.domain.consultations import ConsultationRow
from app.domain.devices import system_of
from app.domain.ids import ConsultationId
from app.domain.similar import Asked
from app.messages import _
from app.messages.consultation_papers import coming_days, consultation_table, sheet_of
from app.messages.consultation_words import row_badge, topic_words

FORMATS = ("csv", "xlsx", "ics")


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    shared, values, joins, out = call.shared, call.values, call.joins, call.out
    centre = joins.open_centre(shared)
    try:
        match values.part:
            case "similar":
                return _similar(values, centre, out)
            case "attach":
                return _attach(values, centre, out)
            case "export":
                return _export(values, centre, joins, out)
            case "sheet":
                return _sheet(values, centre, joins, out)
            case _:
                return _search(values, centre, out)
    finally:
        centre.close()


def _export(values: Namespace, centre: SignedInCentre, joins: Joins, out: Output) -> int:
    """Write all consultations as a table, or the days on which somebody is to come again."""
    file = values.out.expanduser()
    kind = values.format or file.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise UsageError(_("Say what to write: --format csv, xlsx or ics."))
    found = centre.consultations_out.every(centre.who)
    rows = [(one.consultation, one.person_name, one.person_kana) for one in found]
    if kind == "ics":
        entries = coming_days(rows, centre.name)
        joins.write_calendar(file, centre.name, entries)
        count = len(entries)
    else:
        joins.write_table(file, consultation_table(rows), kind, values.encoding)
        count = len(rows)
    out.document({"file": str(file), "format": kind, "rows": count})
    out.say(_("{count} rows are written: {file}").format(count=count, file=file))
    return 0


def _sheet(values: Namespace, centre: SignedInCentre, joins: Joins, out: Output) -> int:
    """Write the sheet a visitor takes home."""
    file = values.out.expanduser()
    found = centre.consultations_out.for_sheet(centre.who, ConsultationId(values.id))
    made = sheet_of(found.consultation, found.person, centre.name, values.size, found.centre_phone)
    joins.write_sheet(file, made)
    out.document({"file": str(file), "size": values.size})
    out.say(_("The sheet is written: {file}").format(file=file))
    return 0


def _attach(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    """Add a picture to a consultation; only its pixels are kept."""
    made, _changes = centre.attachments.attach(
        centre.who, ConsultationId(values.id), values.file.expanduser(), values.words
    )
    out.document(
        {
            "id": made.id, "name": made.name, "media_type": made.media_type,
            "width": made.width, "height": made.height, "bytes": made.size_bytes,
            "words": made.alt,
        }
    )  # fmt: skip
    out.say(_("The picture is kept, without its place, time and device."))
    return 0


def _similar(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    """Find consultations that sound like a story; whose they were is never said."""
    asked = Asked(
        " ".join(values.text), values.topic or "", values.device, system_of(values.device)
    )
    found = centre.similar.similar(centre.who, asked)
    out.document(
        [
            {
                "id": one.id, "score": one.score, "matched": list(one.matched),
                "topic": one.topic, "title": one.title,
            }
            for one in found.cases
        ]
    )  # fmt: skip
    if not found.cases:
        out.say(_("Nothing similar was written yet. Say it in other words, or in more."))
    else:
        out.table(
            [_("Points"), _("Topic"), _("Words that match"), _("Story")],
            [
                [f"{one.score:.1f}", topic_words(one.topic), " ".join(one.matched), one.title]
                for one in found.cases
            ],
        )
    for card in found.cards:
        out.say(_("Step card: {title}").format(title=card.title))
    return 0


def _search(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    """Find consultations by any words of their story, steps or person."""
    text = " ".join(values.text)
    page = centre.consultations.search(centre.who, text, values.limit, values.offset)
    out.document(
        {
            "text": text,
            "total": page.total,
            "offset": page.offset,
            "consultations": [_as_json(row) for row in page.rows],
        }
    )
    if not page.rows:
        out.say(_("No consultation holds these words. Try fewer or shorter words."))
        return 0
    out.table(
        [_("Day"), _("Person"), _("Topic"), _("Status"), _("Story")],
        [
            [f"{row.opened_at.astimezone():%Y-%m-%d}", row.person_name or "-",
             topic_words(row.topic), row_badge(row)[0], row.excerpt]
            for row in page.rows
        ],
    )  # fmt: skip
    if page.total > len(page.rows):
        out.say(_("{shown} of {total} are shown.").format(shown=len(page.rows), total=page.total))
    return 0


def _as_json(row: ConsultationRow) -> dict[str, object]:
    return {
        "id": row.id, "person": row.person, "person_name": row.person_name,
        "person_kana": row.person_kana, "status": row.status.value,
        "opened_at": row.opened_at.isoformat(), "topic": row.topic, "outcome": row.outcome,
        "excerpt": row.excerpt, "marks": [list(one) for one in row.marks],
    }  # fmt: skip
