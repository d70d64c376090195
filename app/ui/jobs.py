"""Long work away from the window: a store lane of one worker, and a free lane for the rest.

Results, errors and progress come back on the UI thread. A job cancelled by a person reports
nothing further; what is kept then is said where the job is started.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, Slot

from app.domain.errors import Cancelled, MadoguchiError
from app.domain.progress import Progress

# Progress more often than this cannot be seen, and would keep a screen reader talking.
LEAST_SECONDS_BETWEEN_STEPS = 0.2


class Job(QObject):
    """One piece of work under way."""

    progressed = Signal(str, int, int)
    ended = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self._cancelled = Event()
        self._last = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Tell whether a person asked it to stop."""
        return self._cancelled.is_set()

    def step(self, name: str, done: int, total: int) -> None:
        """Report a step from the worker; raises Cancelled once somebody cancelled."""
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= LEAST_SECONDS_BETWEEN_STEPS or done >= total:
            self._last = now
            self.progressed.emit(name, done, total)


class Jobs(QObject):
    """Runs jobs. Bugs inside them go to `on_bug`, which is the crash path."""

    _came_back = Signal(object)

    def __init__(
        self,
        on_error: Callable[[MadoguchiError], None],
        on_bug: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store_lane = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._free_lane = ThreadPoolExecutor(2, thread_name_prefix="free")
        self._on_error, self._on_bug = on_error, on_bug
        self._pending: set[Job] = set()
        self._closed = False
        self._came_back.connect(self._on_came_back)

    def store(
        self,
        name: str,
        work: Callable[[], Any],
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[MadoguchiError], None] | None = None,
    ) -> Job:
        """Run work on the database, one after the other, in the order asked."""
        return self._start(self._store_lane, name, lambda _progress: work(), on_done, on_error)

    def store_long(
        self,
        name: str,
        work: Callable[[Progress], Any],
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[MadoguchiError], None] | None = None,
    ) -> Job:
        """Run long work on the database that reports its steps and can be cancelled."""
        return self._start(self._store_lane, name, work, on_done, on_error)

    def free(
        self,
        name: str,
        work: Callable[[Progress], Any],
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[MadoguchiError], None] | None = None,
    ) -> Job:
        """Run work that does not touch the database: files, network, solving."""
        return self._start(self._free_lane, name, work, on_done, on_error)

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is under way."""
        return not self._pending

    def wait_idle(self, timeout_seconds: float = 30.0) -> bool:
        """Let the window live until nothing is under way; False when time ran out."""
        end = time.monotonic() + timeout_seconds
        tick = QTimer()
        tick.start(20)
        waiting = (
            QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        )
        loop = QEventLoop()
        while self._pending and time.monotonic() < end:
            loop.processEvents(waiting)
        return not self._pending

    def close(self) -> None:
        """Finish what touches the database, stop the rest, and take no more work."""
        self._closed = True
        for job in self._pending:
            job.cancel()
        self._free_lane.shutdown(wait=False, cancel_futures=True)
        self._store_lane.shutdown(wait=True)

    def _start(
        self,
        lane: ThreadPoolExecutor,
        name: str,
        work: Callable[[Progress], Any],
        on_done: Callable[[Any], None] | None,
        on_error: Callable[[MadoguchiError], None] | None,
    ) -> Job:
        job = Job(name)
        if self._closed:
            return job
        self._pending.add(job)
        future = lane.submit(work, job)
        future.add_done_callback(lambda done: self._came_back.emit((job, done, on_done, on_error)))
        return job

    @Slot(object)
    def _on_came_back(self, parcel: Any) -> None:
        job, future, on_done, on_error = parcel
        self._pending.discard(job)
        job.ended.emit()
        self._deliver(job, future, on_done, on_error or self._on_error)

    def _deliver(
        self,
        job: Job,
        future: Future[Any],
        on_done: Callable[[Any], None] | None,
        on_error: Callable[[MadoguchiError], None],
    ) -> None:
        if future.cancelled() or self._closed:
            return
        error = future.exception()
        if error is None:
            if on_done is not None:
                on_done(future.result())
        elif isinstance(error, Cancelled):
            return
        elif isinstance(error, MadoguchiError):
            on_error(error)
        else:
            self._on_bug(error)
