"""Pictures of consultations, inside the encrypted file."""

from __future__ import annotations

from sqlalchemy import func, select

from app.domain.attachments import Attachment, CleanPicture
from app.domain.ids import ConsultationId, OperatorId
from app.store.kinds import ATTACHMENTS
from app.store.mapping import Row, plain, stored_moment
from app.store.records import Records
from app.store.stamps import Transaction
from app.store.tables import attachments

_SHOWN = [one for one in attachments.c if one.name != "data"]
_SIZE = func.length(attachments.c.data).label("size_bytes")


class StoredAttachments:
    """Attachments inside one transaction; satisfies `AttachmentRepository`."""

    def __init__(self, transaction: Transaction) -> None:
        self._connection = transaction.connection
        self._records = Records(transaction, attachments, ATTACHMENTS)

    def add(self, one: Attachment, picture: CleanPicture) -> None:
        """Store a picture."""
        self._records.insert(
            [
                {
                    "id": one.id, "consultation": one.consultation, "name": one.name,
                    "media_type": picture.media_type, "width": picture.width,
                    "height": picture.height, "data": picture.data,
                    "alt": one.alt, "added_at": plain(one.added_at), "added_by": one.added_by, "removed_at": None,
                }
            ]
        )  # fmt: skip

    def of_consultation(self, consultation: ConsultationId) -> tuple[Attachment, ...]:
        """Return a consultation's pictures without their bytes, oldest first."""
        query = (
            select(*_SHOWN, _SIZE)
            .where(attachments.c.consultation == consultation, attachments.c.removed_at.is_(None))
            .order_by(attachments.c.added_at, attachments.c.id)
        )
        return tuple(_attachment_of(row) for row in self._connection.execute(query).mappings())

    def get(self, one: str) -> tuple[Attachment, bytes] | None:
        """Return a picture with its bytes, or None when unknown or removed."""
        query = select(attachments, _SIZE).where(
            attachments.c.id == one, attachments.c.removed_at.is_(None)
        )
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else (_attachment_of(row), bytes(row["data"]))

    def change(self, one: str, **fields: object) -> None:
        """Write fields of a picture."""
        self._records.change(one, fields, None)

    def remove(self, one: str) -> None:
        """Hide a picture until `restore`."""
        self._records.set_removed(one, True)

    def restore(self, one: str) -> None:
        """Bring a removed picture back."""
        self._records.set_removed(one, False)


def _attachment_of(row: Row) -> Attachment:
    return Attachment(
        id=str(row["id"]),
        consultation=ConsultationId(str(row["consultation"])),
        name=str(row["name"]),
        media_type=str(row["media_type"]),
        width=int(str(row["width"])),
        height=int(str(row["height"])),
        size_bytes=int(str(row["size_bytes"])),
        added_at=stored_moment(row["added_at"]),
        added_by=OperatorId(str(row["added_by"])),
        alt=str(row["alt"]),
    )
