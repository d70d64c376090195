"""Child processes that never outlive the one who started them."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class ToolMissingError(RuntimeError):
    """A program of the system that the virtual desktop needs is not installed."""


def _end_with_parent() -> None:
    # Runs in the child between fork and exec. It also covers `kill -9` of the harness, where no
    # cleaning code of ours runs. Not SIGKILL: the accessibility launcher has to take its own bus
    # down with it.
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Children:
    """The processes one desktop started; only these are ever ended."""

    def __init__(self, log_folder: Path) -> None:
        self._log_folder = log_folder
        self._running: list[tuple[str, subprocess.Popen[bytes]]] = []

    def start(
        self,
        name: str,
        command: Sequence[str],
        env: dict[str, str],
        *,
        pass_fds: Sequence[int] = (),
        cwd: Path | None = None,
        stdout: int | IO[bytes] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a program in a group of its own; what it prints goes to `<name>.log`.

        Raises:
            ToolMissingError: the program is not installed.
        """
        with self.log(name).open("ab") as log:
            try:
                child = subprocess.Popen(
                    list(command),
                    env=env,
                    cwd=cwd,
                    stdin=subprocess.DEVNULL,
                    stdout=log if stdout is None else stdout,
                    stderr=log,
                    pass_fds=tuple(pass_fds),
                    start_new_session=True,
                    preexec_fn=_end_with_parent,
                )
            except FileNotFoundError as gone:
                raise ToolMissingError(command[0]) from gone
        self._running.append((name, child))
        return child

    def log(self, name: str) -> Path:
        """Return the file that holds what the child of this name printed."""
        return self._log_folder / f"{name}.log"

    def stop(self, child: subprocess.Popen[bytes], patience_seconds: float = 2.0) -> None:
        """End one child and its group: politely, then surely."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if child.poll() is not None and number is signal.SIGTERM:
                continue
            try:
                os.killpg(child.pid, number)
            except ProcessLookupError:
                break
            try:
                child.wait(patience_seconds)
            except subprocess.TimeoutExpired:
                continue
        self._running = [(name, other) for name, other in self._running if other is not child]

    def stop_all(self) -> None:
        """End every child, the youngest first."""
        for _, child in reversed(list(self._running)):
            self.stop(child)
