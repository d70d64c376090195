"""A keyboard for the virtual desktop: keys as a hand presses them, any text as pasted."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tools.desktop.processes import Children, ToolMissingError
from tools.desktop.waiting import wait_until


class Keyboard:
    """Synthetic keys through the X server; programs cannot tell them from real ones."""

    def __init__(self, env: dict[str, str], children: Children) -> None:
        self._env = env
        self._children = children

    def press(self, *keys: str, pause_seconds: float = 0.06) -> None:
        """Press keys one after another, each as xdotool names it (`Tab`, `ctrl+k`, `F2`)."""
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            time.sleep(pause_seconds)

    def type_ascii(self, text: str, delay_ms: int = 12) -> None:
        """Type letters, digits and signs of a plain keyboard."""
        if not text.isascii():
            raise ValueError("only ASCII can be typed key by key; use paste()")
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press("Return")
            if line:
                self._xdotool("type", "--clearmodifiers", "--delay", str(delay_ms), line)

    def type_any(self, text: str, delay_ms: int = 60) -> None:
        """Type any characters: each one is put on a spare key first, as screen keyboards do."""
        self._xdotool("type", "--clearmodifiers", "--delay", str(delay_ms), text)

    def paste(self, text: str) -> None:
        """Bring text in through the clipboard with Ctrl+V."""
        holder = self._children.start(
            "clipboard", [sys.executable, "-m", "tools.desktop.clipboard", text], self._env,
            cwd=Path(__file__).resolve().parents[2], stdout=subprocess.PIPE,
        )  # fmt: skip
        try:
            assert holder.stdout is not None
            if holder.stdout.readline().strip() != b"ready":
                raise RuntimeError("the clipboard could not be filled")
            self.press("ctrl+v", pause_seconds=0.25)
        finally:
            self._children.stop(holder)
            if holder.stdout is not None:
                holder.stdout.close()

    def write(self, text: str) -> None:
        """Bring in any text: typed when it is ASCII, else through the clipboard."""
        if text.isascii():
            self.type_ascii(text)
        else:
            self.paste(text)

    def wait_for_window_manager(self) -> None:
        """Wait until windows can become active."""
        wait_until("the window manager (openbox)", self._has_window_manager, 10)

    def _has_window_manager(self) -> bool:
        done = subprocess.run(
            ["xdotool", "get_num_desktops"],
            env=self._env, capture_output=True, timeout=5, check=False,
        )  # fmt: skip
        return done.returncode == 0 and done.stdout.strip() not in (b"", b"0")

    def _xdotool(self, *arguments: str) -> None:
        try:
            subprocess.run(
                ["xdotool", *arguments], env=self._env, capture_output=True, timeout=60, check=True
            )
        except FileNotFoundError as gone:
            raise ToolMissingError("xdotool") from gone
