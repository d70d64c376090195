"""A person at the keyboard who listens where the focus is.

Everything is done with keys. The tree is only read, to know where one is, as a screen reader does.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from tools.desktop.session import Desktop
from tools.desktop.tree import Node
from tools.desktop.waiting import TookTooLongError, wait_until

PROGRAM = "Madoguchi"


class Hands:
    """Keys pressed in the window of one program, and what is found there afterwards."""

    def __init__(self, desktop: Desktop, application: Node) -> None:
        self.desktop = desktop
        self.application = application

    @classmethod
    def on(cls, desktop: Desktop, seconds: float = 40.0) -> Hands:
        """Wait for the program's window and take the keyboard."""
        return cls(desktop, desktop.tree.application(PROGRAM, seconds))

    # ---- looking

    def page(self) -> Node:
        """Return everything that is showing now."""
        return self.desktop.tree.snapshot(self.application)

    def focus(self) -> Node:
        """Return the control that has the keyboard.

        Raises:
            TookTooLongError: nothing has it for two seconds.
        """
        return wait_until(
            "a control with the focus", lambda: self.desktop.tree.focused(self.application), 2
        )

    def title(self) -> str:
        """Return the title of the page."""
        found = self.page().all(id="page_title")
        return found[0].name if found else ""

    def message(self) -> str:
        """Return what the message strip says, empty when it is not there."""
        found = self.page().all(id="message_strip")
        return found[0].words() if found else ""

    def sees(self, text: str) -> bool:
        """Tell whether a text stands anywhere on the page."""
        return text in self.page().words()

    def wait_to_see(self, text: str, seconds: float = 10.0) -> Node:
        """Wait until a text stands on the page; return the page."""

        def look() -> Node | None:
            page = self.page()
            return page if text in page.words() else None

        return wait_until(f"{text!r} on the page {self.title()!r}", look, seconds)

    def wait_for(self, short_id: str, seconds: float = 10.0) -> Node:
        """Wait until a control of this object name is showing."""

        def look() -> Node | None:
            found = self.page().all(id=short_id)
            return found[0] if found else None

        return wait_until(f"{short_id!r} on the page {self.title()!r}", look, seconds)

    def wait_focus(self, short_id: str, seconds: float = 10.0) -> Node:
        """Wait until the control of this object name has the keyboard."""

        def look() -> Node | None:
            here = self.desktop.tree.focused(self.application)
            return here if here is not None and here.short_id == short_id else None

        return wait_until(f"the focus on {short_id!r}", look, seconds)

    # ---- doing

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        self.desktop.keyboard.press(*keys)

    def write(self, text: str) -> None:
        """Write into the control that has the keyboard."""
        self.desktop.keyboard.write(text)

    def go_to(
        self,
        short_id: str = "",
        *,
        name: str | re.Pattern[str] | None = None,
        fits: Callable[[Node], bool] | None = None,
        key: str = "Tab",
        at_most: int = 80,
    ) -> Node:
        """Press Tab until the wanted control has the keyboard; return it.

        Raises:
            TookTooLongError: the way round the window did not come past it.
        """
        passed: list[str] = []
        for _ in range(at_most):
            here = self.focus()
            if _is_wanted(here, short_id, name) and (fits is None or fits(here)):
                return here
            passed.append(here.short_id or here.name)
            self._press_and_settle(key, here)
        wanted = short_id or name
        raise TookTooLongError(f"{key} never came to {wanted!r}; it came past {passed}")

    def activate(self, short_id: str, key: str = "space") -> None:
        """Go to a control with Tab and press it."""
        self.go_to(short_id)
        self.press(key)

    def fill(self, short_id: str, text: str) -> None:
        """Go to a field with Tab and replace what is written in it."""
        self.go_to(short_id)
        self.press("ctrl+a")
        self.write(text)

    def _press_and_settle(self, key: str, before: Node) -> None:
        self.press(key)
        end = time.monotonic() + 0.6
        while time.monotonic() < end:
            now = self.desktop.tree.focused(self.application)
            if now is not None and now.key != before.key:
                return
            time.sleep(0.02)


def _is_wanted(node: Node, short_id: str, name: str | re.Pattern[str] | None) -> bool:
    if short_id and node.short_id != short_id:
        return False
    if isinstance(name, re.Pattern):
        return bool(name.search(node.name))
    return name is None or node.name == name
