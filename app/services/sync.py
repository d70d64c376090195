"""Exchange with the server: once, and what people are told about it."""

from __future__ import annotations

import gc
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from app.domain.errors import BadInput, Finding, MadoguchiError, Refused
from app.domain.progress import NoProgress, Progress
from app.domain.roles import Actor
from app.domain.sync.client_side import ClientSide, Page, Push
from app.domain.sync.kinds import SCHEMA
from app.domain.sync.lease import MORE_DAYS, answers, question_of
from app.domain.sync.records import Key
from app.domain.sync.standing import Enrolment, JournalRow, Standing
from app.domain.sync.wire import MOST_RECORDS
from app.services.ports import Clock
from app.services.sync_ports import (
    ClockAhead,
    CursorTooOld,
    SyncGateway,
    SyncSession,
    SyncUnitOfWorkFactory,
)

MOST_CLOCK_TRIES = 3


@dataclass(slots=True)
class Exchanged:
    """What one exchange did. `offset_seconds` is by how much our clock is behind the server's."""

    sent: int = 0
    fetched: int = 0
    withdrawn: int = 0
    too_large: int = 0
    is_clock_corrected: bool = False
    offset_seconds: float = 0.0


class SyncService:
    """Enrols this device, exchanges records, answers for the status line and the journal."""

    def __init__(
        self, unit_of_work: SyncUnitOfWorkFactory, gateway: SyncGateway, clock: Clock
    ) -> None:
        self._unit_of_work = unit_of_work
        self._gateway = gateway
        self._clock = clock
        self._rules = ClientSide()
        # Pressed while the window exchanges by itself: the second one follows the first.
        self._one_at_a_time = Lock()

    def enrol(self, who: Actor, server: str, code: str, ca_file: str = "") -> Enrolment:
        """Enrol this device with a one-time code of the server.

        Raises:
            BadInput: `sync.no_code` when the code has another form.
            Refused: the role, or `server.code_no_good`, `server.device_taken`.
            Unavailable: the server cannot be reached, or its certificate is not to be trusted.
        """
        who.require("administration")
        tenant, _slash, rest = code.strip().partition("/")
        if not tenant or not rest:
            raise BadInput("sync.no_code", (Finding("sync.no_code", column="code"),))
        with self._unit_of_work() as work:
            device = work.sync.device
        answer = self._gateway.enrol(server, ca_file, code.strip(), device)
        now = datetime.fromtimestamp(answer.server_milliseconds / 1000, self._clock.now().tzinfo)
        enrolment = Enrolment(
            server, ca_file, answer.tenant, answer.centre, answer.role, device,
            answer.private_key, answer.lease_secret, answer.bundle_secret, answer.lease_days, 1, None, now, now, None,
            SCHEMA, True,
        )  # fmt: skip
        with self._unit_of_work() as work:
            work.sync.enrol(enrolment)
            work.commit()
        return enrolment

    def exchange(self, progress: Progress | None = None) -> Exchanged:
        """Fetch what is new, send what is unsent, and fetch once more what became of it.

        Cancelling keeps what was exchanged so far; the rest goes with the next exchange.

        Raises:
            Refused: `sync.not_enrolled`, `server.revoked`, `server.program_too_old` (the outbox
                was sent before), `server.body_too_large` (everything else was sent; the record
                stays here and is listed).
            Unavailable: the server is away or busy.
        """
        with self._one_at_a_time:
            session = self._sign_in()
            try:
                with _not_collecting():
                    done = self._exchange(session, progress or NoProgress())
            finally:
                session.close()
        if done.too_large:
            raise Refused("server.body_too_large")
        return done

    def standing(self) -> Standing:
        """Return what the status line says."""
        with self._unit_of_work() as work:
            return work.sync.standing()

    def require_open(self) -> None:
        """Refuse where the lease ran out or the server revoked the device; nothing is wiped.

        Attendance and incident cards do not ask this.
        """
        standing = self.standing()
        if standing.is_revoked:
            raise Refused("sync.is_revoked")
        if standing.is_locked:
            raise Refused("sync.lease_over", number=standing.question)

    def open_again(self, code: str) -> None:
        """Open a locked device for seven days with an administrator's offline code.

        Raises:
            Refused: `sync.not_enrolled`, `sync.wrong_lease_code`.
        """
        with self._unit_of_work() as work:
            enrolment = work.sync.enrolment()
            if enrolment is None:
                raise Refused("sync.not_enrolled")
            question = question_of(enrolment.device, enrolment.lease_number)
            if not answers(enrolment.lease_secret, question, code):
                raise Refused("sync.wrong_lease_code", number=question)
            work.sync.extend(MORE_DAYS)
            work.commit()

    def conflicts(
        self, limit: int = 100, offset: int = 0, *, only_open: bool = False
    ) -> tuple[tuple[JournalRow, ...], int]:
        """Return one page of the journal, newest first, and the number of all rows."""
        with self._unit_of_work() as work:
            return work.sync.conflicts(limit, offset, only_open=only_open)

    def settle(self, who: Actor, number: int, *, take_lost: bool) -> JournalRow:
        """Decide a row of the journal as somebody."""
        who.require("people")
        with self._unit_of_work() as work:
            row = work.sync.settle(number, take_lost=take_lost)
            work.commit()
        return row

    def withdraw(self, keys: list[Key]) -> None:
        """Delete records for ever, here and, at the next contact, everywhere."""
        with self._unit_of_work() as work:
            work.sync.withdraw(keys)
            work.commit()

    def _sign_in(self) -> SyncSession:
        with self._unit_of_work() as work:
            enrolment = work.sync.enrolment()
            if enrolment is None:
                raise Refused("sync.not_enrolled")
            if enrolment.schema < SCHEMA:
                # This program knows fields that the one before it passed over.
                work.sync.fetch_all_again(is_needed=True, schema=SCHEMA)
                work.commit()
        try:
            return self._gateway.sign_in(enrolment)
        except MadoguchiError as error:
            with self._unit_of_work() as work:
                work.sync.note_seen()
                if error.code == "server.revoked":
                    work.sync.note_revoked()
                work.commit()
            raise

    def _exchange(self, session: SyncSession, progress: Progress) -> Exchanged:
        done = Exchanged()
        with self._unit_of_work() as work:
            done.is_clock_corrected = work.sync.correct_clock(session.server_milliseconds)
            work.sync.note_contact(session.lease_days)
            done.offset_seconds = work.sync.standing().clock_offset_seconds
            work.commit()
        try:
            self._fetch(session, done, progress)
        except CursorTooOld:
            self._send(session, done, progress)
            self._fetch_everything(session, done, progress)
            return done
        except Refused:
            # Even a program too old for the server's pages gets rid of its outbox.
            self._send(session, done, progress)
            raise
        if self._send(session, done, progress):
            self._fetch(session, done, progress)
        return done

    def _fetch(self, session: SyncSession, done: Exchanged, progress: Progress) -> None:
        with self._unit_of_work() as work:
            enrolment = work.sync.enrolment()
            assert enrolment is not None
            cursor = work.sync.book().cursor

        def pull(after: int) -> Page:
            return session.pull(after, with_own=enrolment.fetches_all, schema=SCHEMA)

        with ThreadPoolExecutor(1, "sync-line") as line:
            coming = line.submit(pull, cursor)
            while True:
                page = coming.result()
                if not page.is_last:
                    # The next page comes while this one is written.
                    coming = line.submit(pull, page.upto)
                with self._unit_of_work() as work:
                    book = work.sync.book()
                    self._rules.take_page(book, page)
                    cursor = book.cursor
                    if page.is_last and enrolment.fetches_all:
                        work.sync.fetch_all_again(is_needed=False, schema=SCHEMA)
                    work.commit()
                done.fetched += len(page.records)
                done.withdrawn += len(page.gone)
                progress.step("sync.fetch", done.fetched, done.fetched + (not page.is_last))
                if page.is_last and cursor >= page.upto:
                    return
                if page.is_last or cursor != page.upto:
                    # It was of no use; whatever comes after it is of none either.
                    coming = line.submit(pull, cursor)

    def _send(self, session: SyncSession, done: Exchanged, progress: Progress) -> bool:
        """Send the outbox; the next batch is made while the server works on the one before."""
        gather(self._unit_of_work)
        tries, sent, most = 0, False, MOST_RECORDS
        push, following = self._batch(most), None
        with ThreadPoolExecutor(1, "sync-line") as line:
            while push is not None:
                answer = line.submit(session.push, push)
                if len(push.records) == most:
                    following = self._batch(most, max(push.versions.values()))
                try:
                    reply = answer.result()
                except ClockAhead as ahead:
                    tries += 1
                    if tries == MOST_CLOCK_TRIES:
                        raise Refused("sync.clock_restless") from None
                    self._follow_clock(ahead.server_milliseconds, done)
                    push, following = self._batch(most), None
                    continue
                except Refused as refused:
                    if refused.code != "server.body_too_large" or not push.records:
                        raise
                    most = max(1, len(push.records) // 2)
                    if len(push.records) == 1:
                        self._set_aside(push, refused.code)
                        done.too_large += 1
                    push, following = self._batch(most), None
                    continue
                with self._unit_of_work() as work:
                    self._rules.take_reply(work.sync.book(), push, reply)
                    work.commit()
                sent = True
                done.sent += len(push.records)
                progress.step("sync.send", done.sent, done.sent + (len(push.records) == most))
                most = min(MOST_RECORDS, most * 2)
                # A server with another epoch is followed from its start; older batches say nothing.
                is_of_use = following is not None and reply.epoch == push.epoch
                push, following = following if is_of_use else self._batch(most), None
        return sent

    def _batch(self, most: int, after: int = 0) -> Push | None:
        with self._unit_of_work() as work:
            return self._rules.batch(work.sync.book(), uuid.uuid4().hex, most, after)

    def _follow_clock(self, server_milliseconds: int, done: Exchanged) -> None:
        with self._unit_of_work() as work:
            corrected = work.sync.correct_clock(server_milliseconds)
            done.is_clock_corrected = corrected or done.is_clock_corrected
            work.commit()

    def _set_aside(self, push: Push, why: str) -> None:
        """Let a record that can never travel as it is not hold up the others; it stays here."""
        with self._unit_of_work() as work:
            work.sync.book().refuse({one.key: why for one in push.records})
            work.commit()

    def _fetch_everything(self, session: SyncSession, done: Exchanged, progress: Progress) -> None:
        """Begin at the start; what the server has no more was withdrawn while we were away."""
        with self._unit_of_work() as work:
            work.sync.fetch_all_again(is_needed=True, schema=SCHEMA)
            work.commit()
        cursor, seen = 0, set[Key]()
        while True:
            page = session.pull(cursor, with_own=True, schema=SCHEMA)
            seen |= {one.key for one in page.records}
            with self._unit_of_work() as work:
                book = work.sync.book()
                self._rules.take_page(book, page)
                cursor = book.cursor
                if page.is_last:
                    book.erase(book.left_over(seen))
                    work.sync.fetch_all_again(is_needed=False, schema=SCHEMA)
                work.commit()
            done.fetched += len(page.records)
            progress.step("sync.fetch", done.fetched, done.fetched + (not page.is_last))
            if page.is_last:
                return


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Records make no cycles; looking for some in the middle of a page costs more than the page."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def gather(unit_of_work: SyncUnitOfWorkFactory) -> None:
    """Put into the outbox what is kept elsewhere."""
    with unit_of_work() as work:
        if work.sync.gather():
            work.commit()
