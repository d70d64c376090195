"""Pictures beside a consultation: taken in without their hidden facts, kept encrypted."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Protocol

from app.domain.attachments import (
    LARGEST_FILE_BYTES,
    LONGEST_ALT,
    MOST_ATTACHMENTS,
    Attachment,
    CleanPicture,
)
from app.domain.changes import Changes
from app.domain.errors import BadInput, Finding, Refused
from app.domain.ids import ConsultationId, new_id
from app.domain.my_number import find_my_number
from app.domain.names import tidy_line
from app.domain.roles import Actor
from app.services.ports import Clock, UnitOfWorkFactory

AREA = "consultations"
LONGEST_NAME = 120


class Cleaner(Protocol):
    """Takes everything out of a picture but its pixels."""

    def __call__(self, data: bytes) -> CleanPicture | None:
        """Return the picture, at most so large as a screen shows, or None when it is none."""


class AttachmentsService:
    """Adds, shows and removes pictures; every one of these is in the audit log."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, clock: Clock, clean: Cleaner) -> None:
        self._unit_of_work, self._clock, self._clean = unit_of_work, clock, clean

    def attach(
        self, who: Actor, one: ConsultationId, file: Path, alt: str = ""
    ) -> tuple[Attachment, Changes]:
        """Take a picture in; the file stays where it is.

        Args:
            who: who does it.
            one: the consultation.
            file: the picture.
            alt: what is to be seen on it, for those who cannot see it.

        Raises:
            BadInput: `file.not_found`, `attachments.too_large`, `attachments.no_picture`,
                `attachments.fields`.
            Refused: `attachments.too_many`, `store.no_such_record`.
        """
        who.require(AREA)
        words = _checked_alt(alt)
        picture = self._read(file)
        made = Attachment(
            id=new_id(), consultation=one, name=plain_name(file.name),
            media_type=picture.media_type, width=picture.width, height=picture.height,
            size_bytes=len(picture.data), added_at=self._clock.now(), added_by=who.operator,
            alt=words,
        )  # fmt: skip
        with self._unit_of_work() as work:
            if work.consultations.get(one) is None:
                raise Refused("store.no_such_record", area=AREA)
            if len(work.attachments.of_consultation(one)) >= MOST_ATTACHMENTS:
                raise Refused("attachments.too_many", limit=MOST_ATTACHMENTS)
            work.attachments.add(made, picture)
            work.audit.add(who.operator, "attach", AREA, one, made.id)
            work.commit()
        return made, Changes.of(AREA, one)

    def of_consultation(self, who: Actor, one: ConsultationId) -> tuple[Attachment, ...]:
        """Return what pictures there are, without their bytes."""
        who.require(AREA)
        with self._unit_of_work() as work:
            return work.attachments.of_consultation(one)

    def open_picture(self, who: Actor, attachment: str) -> tuple[Attachment, bytes]:
        """Return a picture; the look is logged."""
        who.require(AREA)
        with self._unit_of_work() as work:
            found = work.attachments.get(attachment)
            if found is None:
                raise Refused("store.no_such_record", area=AREA)
            work.audit.add(who.operator, "look", AREA, found[0].consultation, attachment)
            work.commit()
        return found

    def describe(self, who: Actor, attachment: Attachment, alt: str) -> Changes:
        """Say what is to be seen on a picture; `BadInput("attachments.fields")` when it cannot be kept."""
        who.require(AREA)
        words = _checked_alt(alt)
        with self._unit_of_work() as work:
            work.attachments.change(attachment.id, alt=words)
            work.audit.add(who.operator, "change", AREA, attachment.consultation, attachment.id)
            work.commit()
        return Changes.of(AREA, attachment.consultation)

    def remove(self, who: Actor, attachment: Attachment) -> Changes:
        """Hide a picture; `restore` brings it back."""
        return self._hide(who, attachment, hidden=True)

    def restore(self, who: Actor, attachment: Attachment) -> Changes:
        """Bring a removed picture back."""
        return self._hide(who, attachment, hidden=False)

    def _read(self, file: Path) -> CleanPicture:
        if not file.is_file():
            raise BadInput("file.not_found", (Finding("file.not_found", str(file)),))
        size = file.stat().st_size
        if size > LARGEST_FILE_BYTES:
            data: dict[str, object] = {"limit": LARGEST_FILE_BYTES // 1024 // 1024}
            raise BadInput(
                "attachments.too_large", (Finding("attachments.too_large", str(file), data=data),)
            )
        picture = self._clean(file.read_bytes())
        if picture is None:
            raise BadInput(
                "attachments.no_picture", (Finding("attachments.no_picture", str(file)),)
            )
        return picture

    def _hide(self, who: Actor, attachment: Attachment, *, hidden: bool) -> Changes:
        who.require(AREA)
        with self._unit_of_work() as work:
            (work.attachments.remove if hidden else work.attachments.restore)(attachment.id)
            verb = "remove" if hidden else "restore"
            work.audit.add(who.operator, verb, AREA, attachment.consultation, attachment.id)
            work.commit()
        return Changes.of(AREA, attachment.consultation)


def _checked_alt(alt: str) -> str:
    findings = []
    if len(alt) > LONGEST_ALT:
        data: dict[str, object] = {"have": len(alt), "limit": LONGEST_ALT}
        findings.append(Finding("consultations.too_long", column="alt", data=data))
    if find_my_number(alt):
        findings.append(Finding("people.my_number", column="alt"))
    if findings:
        raise BadInput("attachments.fields", tuple(findings))
    return tidy_line(alt)


def plain_name(name: str) -> str:
    """Return a file's name as it is stored: one line, no folders, not too long, its ending kept."""
    path = PurePath(tidy_line(name.replace("/", " ").replace("\\", " ")))
    return f"{path.stem[: LONGEST_NAME - len(path.suffix)]}{path.suffix}"
