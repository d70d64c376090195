"""Ctrl-C that cannot get lost.

Python raises KeyboardInterrupt wherever it happens to be; inside a clean-up callback of a library it
is printed and forgotten, and the work would go on. So the press is remembered, and the next step of
progress raises it again.
"""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType

_was_pressed = False


def watch_for_interrupts() -> None:
    """Remember Ctrl-C from now on; a program that was started deaf to it stays so."""
    if threading.current_thread() is not threading.main_thread():
        return
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _on_interrupt)
        sys.unraisablehook = _on_unraisable


def raise_if_interrupted() -> None:
    """Raise KeyboardInterrupt where an earlier one was swallowed."""
    if _was_pressed:
        raise KeyboardInterrupt


def _on_interrupt(_number: int, _frame: FrameType | None) -> None:
    global _was_pressed
    _was_pressed = True
    raise KeyboardInterrupt


def _on_unraisable(swallowed: sys.UnraisableHookArgs) -> None:
    if not issubclass(swallowed.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(swallowed)
