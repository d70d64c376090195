"""`consultations search`."""

from __future__ import annotations

from argparse import Namespace

from app.cli.joins import Joins
from app.cli.options import Globals
from app.cli.output import Output
from app.domain.consultations import ConsultationRow
from app.messages import _
from app.messages.consultation_words import row_badge, topic_words


def run(shared: Globals, values: Namespace, joins: Joins, out: Output) -> int:
    """Find consultations by any words of their story, steps or person."""
    text = " ".join(values.text)
    centre = joins.open_centre(shared)
    try:
        page = centre.consultations.search(centre.who, text, values.limit, values.offset)
    finally:
        centre.close()
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
