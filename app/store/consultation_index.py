"""The full-text index of the consultations: what is put in, taken out and asked."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, select, text

from app.store.grams import fold_text, grams_of, match_for
from app.store.mapping import Row
from app.store.tables import consultations, people

_PUT = "INSERT INTO consultation_grams(rowid, ones, pairs) VALUES (?, ?, ?)"
_DROP = "DELETE FROM consultation_grams WHERE rowid = ?"
_COUNT = "SELECT count(*) FROM consultation_grams WHERE consultation_grams MATCH ?"
_PAGE = (
    "SELECT rowid FROM consultation_grams WHERE consultation_grams MATCH ? "
    "ORDER BY rowid DESC LIMIT ? OFFSET ?"
)
# The fields in which a word may stand, in the order in which excerpts prefer them.
TEXTS = ("title", "story", "steps", "device", "speaker_name")


class ConsultationIndex:
    """Holds the consultations that are not removed, under their `place`; newest has the highest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, entries: Iterable[tuple[int, str]]) -> None:
        """Add the folded texts of places that are not in the index."""
        rows = [(place, *grams_of(text)) for place, text in entries]
        if rows:
            self._connection.exec_driver_sql(_PUT, rows)

    def drop(self, place: int) -> None:
        """Take a place out; nothing happens when it is not in."""
        self._connection.exec_driver_sql(_DROP, (place,))

    def search(self, words: list[str], limit: int, offset: int) -> tuple[list[int], int]:
        """Return one page of places, newest first, and the number of all."""
        match = match_for(words)
        total = self._connection.exec_driver_sql(_COUNT, (match,)).scalar_one()
        page = self._connection.exec_driver_sql(_PAGE, (match, limit, offset)).scalars().all()
        return [int(place) for place in page], int(total)

    def renew(self, *people: str) -> None:
        """Index the consultations of people anew, after their names changed."""
        among = text("SELECT value FROM json_each(:ids)").bindparams(ids=json.dumps(people))
        query = select(consultations).where(
            consultations.c.person.in_(among), consultations.c.removed_at.is_(None)
        )
        for row in self._connection.execute(query).mappings().all():
            self.renew_row(row)

    def renew_row(self, row: Row) -> None:
        """Index one consultation anew."""
        place = int(str(row["place"]))
        person = row["person"]
        names = self.names_of([str(person)]) if person is not None else {}
        self.drop(place)
        self.put([(place, text_of(row, names.get(str(person), "")))])

    def names_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the searchable names of people by id."""
        wanted, found, size = sorted(set(ids)), dict[str, str](), 500
        for start in range(0, len(wanted), size):
            query = select(people.c.id, people.c.name_key, people.c.kana_key).where(
                people.c.id.in_(wanted[start : start + size])
            )
            for one, name, kana in self._connection.execute(query):
                found[str(one)] = f"{name} {kana}"
        return found


def text_of(row: Row, names: str) -> str:
    """Return everything a search may find in a consultation, folded."""
    return " ".join((*(fold_text(str(row[key])) for key in TEXTS), names))
