"""Waiting that always ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class TookTooLongError(AssertionError):
    """Something that had to happen on the desktop did not happen in time."""


def wait_until(
    what: str, ask: Callable[[], T | None], seconds: float = 10.0, every: float = 0.05
) -> T:
    """Ask again and again until the answer is true; return it.

    Raises:
        TookTooLongError: with `what` in its text, when the time is over.
    """
    end = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() >= end:
            raise TookTooLongError(f"waited {seconds:g} s for {what}")
        time.sleep(every)
