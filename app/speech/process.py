"""The speech worker: a process of its own, so that a voice that crashes takes nothing with it.

Started on first use. It talks through two one-way pipes, never through a socket, and ends with
its parent. When it dies in the middle of something, that call raises `Unavailable`, everything
else lives on, and the next call starts a new one.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import Any

from app.domain.errors import MadoguchiError, Unavailable
from app.domain.voice.policy import Hearing
from app.speech.sound import Sound

SPEAK_SECONDS = 60.0
HEAR_SECONDS = 30.0

Work = Callable[..., Any]


class SpeechWorker:
    """Reads aloud and listens in another process; safe to use from several threads."""

    def __init__(self, works: str = "app.speech.works") -> None:
        """Take the name of the module whose `WORKS` are done, by name, in the process."""
        self._works = works
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._asks: Connection | None = None
        self._answers: Connection | None = None

    @property
    def is_running(self) -> bool:
        """Tell whether the process is there."""
        return self._process is not None and self._process.is_alive()

    @property
    def process_id(self) -> int | None:
        """The process's number, None when there is none."""
        return self._process.pid if self._process is not None else None

    def speak(self, text: str, language: str, speed: float) -> Sound:
        """Return a text read aloud; `Unavailable` when there is no voice or it stopped."""
        sound: Sound = self.ask("speak", text, language, speed, most_seconds=SPEAK_SECONDS)
        return sound

    def hear(self, sound: Sound, phrases: Mapping[str, str], language: str) -> Hearing:
        """Return which phrase was said; `Unavailable` when there are no ears or they stopped."""
        hearing: Hearing = self.ask(
            "hear", sound, dict(phrases), language, most_seconds=HEAR_SECONDS
        )
        return hearing

    def ask(self, work: str, *values: object, most_seconds: float = SPEAK_SECONDS) -> Any:
        """Let the process do one work and return its answer.

        Raises:
            Unavailable: `voice.engine_stopped` when the process died or took too long.
            MadoguchiError: what the work itself raised.
        """
        with self._lock:
            asks, answers = self._started()
            try:
                asks.send((work, values))
                if not answers.poll(most_seconds):
                    raise TimeoutError
                is_good, answer = answers.recv()
            except (EOFError, OSError, TimeoutError):
                self._end()
                raise Unavailable("voice.engine_stopped") from None
        if is_good:
            return answer
        raise answer

    def close(self) -> None:
        """End the process; safe to call twice and from any thread."""
        with self._lock:
            self._end()

    def _started(self) -> tuple[Connection, Connection]:
        if self._asks is not None and self._answers is not None and self.is_running:
            return self._asks, self._answers
        self._end()
        # A forked child would inherit the window and the open store; a spawned one starts empty.
        context = multiprocessing.get_context("spawn")
        to_child, asks = context.Pipe(duplex=False)
        answers, from_child = context.Pipe(duplex=False)
        process = context.Process(
            target=serve, args=(to_child, from_child, self._works), name="speech", daemon=True
        )
        process.start()
        # Only the child holds its ends now: when it dies, reading ends instead of waiting.
        to_child.close()
        from_child.close()
        self._process, self._asks, self._answers = process, asks, answers
        return asks, answers

    def _end(self) -> None:
        process, self._process = self._process, None
        for pipe in (self._asks, self._answers):
            if pipe is not None:
                pipe.close()
        self._asks = self._answers = None
        if process is not None:
            process.join(0.2)
            if process.is_alive():
                process.kill()
                process.join()


def serve(asks: Connection, answers: Connection, works: str) -> None:
    """Do works until nobody asks any more; the body of the process."""
    import importlib
    import signal

    # Ctrl+C belongs to the parent, which closes the pipe.
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    known: Mapping[str, Work] = importlib.import_module(works).WORKS
    while True:
        try:
            work, values = asks.recv()
        except (EOFError, OSError):
            return
        try:
            answer = (True, known[work](*values))
        except MadoguchiError as error:
            answer = (False, error)
        except Exception:
            answer = (False, Unavailable("voice.engine_stopped"))
        try:
            answers.send(answer)
        except (BrokenPipeError, OSError):
            return
