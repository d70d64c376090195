"""A speech server that writes down instead of sounding.

It understands as much of the Speech Synthesis Internet Protocol (SSIP, the language of Speech
Dispatcher) as Orca and Qt's speech engine use, on a socket of our own. Every utterance is answered
as begun and ended at once, so that no reader waits for a voice that is not there.
"""

from __future__ import annotations

import html
import re
import socketserver
import threading
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

_MARKUP = re.compile(r"<[^>]*>")
_FIXED_LISTS = {
    "OUTPUT_MODULES": (b"250-silent", b"250 OK MODULES LIST SENT"),
    "VOICES": (b"249-FEMALE1", b"249-MALE1", b"249 OK VOICES LIST SENT"),
    "SYNTHESIS_VOICES": (
        b"249-quiet-ja\tja\tnone",
        b"249-quiet-en\ten\tnone",
        b"249 OK VOICES LIST SENT",
    ),
}


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing a client wanted spoken: seconds since the sink started, how, and what."""

    at_seconds: float
    kind: str  # say | char | key | icon | stop
    text: str
    client: str
    language: str


class SpeechSink:
    """The server and its record."""

    def __init__(self, address: Path) -> None:
        self.address = address
        self._begun = time.monotonic()
        self._said: list[Utterance] = []
        self._changed = threading.Condition()
        self.numbers = count(1)
        self._server = _Server(str(address), _Conversation)
        self._server.sink = self
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def note(self, kind: str, text: str, client: str, language: str) -> None:
        """Write one utterance down."""
        with self._changed:
            when = time.monotonic() - self._begun
            self._said.append(Utterance(when, kind, text, client, language))
            self._changed.notify_all()

    def mark(self) -> int:
        """Return a place in the record, to ask later what came after it."""
        with self._changed:
            return len(self._said)

    def since(self, mark: int) -> list[str]:
        """Return what was said after a mark, without stops."""
        with self._changed:
            return [one.text for one in self._said[mark:] if one.kind in ("say", "char", "key")]

    def utterances(self) -> list[Utterance]:
        """Return the whole record."""
        with self._changed:
            return list(self._said)

    def wait_quiet(self, quiet_seconds: float = 0.5, limit_seconds: float = 6.0) -> None:
        """Wait until nothing new was said for a moment."""
        end = time.monotonic() + limit_seconds
        with self._changed:
            while time.monotonic() < end:
                if not self._changed.wait(quiet_seconds):
                    return


class _Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    sink: SpeechSink


class _Conversation(socketserver.StreamRequestHandler):
    """One client of the speech server."""

    server: _Server

    def handle(self) -> None:
        self._settings: dict[str, str] = {}
        self._number = next(self.server.sink.numbers)
        while line := self._line():
            verb, _, rest = line.rstrip("\r\n").partition(" ")
            if not self._answer(verb.upper(), rest):
                return

    def _answer(self, verb: str, rest: str) -> bool:
        """Answer one command; False ends the conversation."""
        if verb == "SPEAK":
            self._reply(b"230 OK RECEIVING DATA")
            self._speak("say", html.unescape(_MARKUP.sub("", self._data())))
        elif verb in ("CHAR", "KEY", "SOUND_ICON"):
            self._speak({"SOUND_ICON": "icon"}.get(verb, verb.lower()), rest)
        elif verb in ("STOP", "CANCEL"):
            self._note("stop", "")
            self._reply(b"210 OK STOPPED")
        elif verb == "SET":
            _, name, value = [*rest.split(" ", 2), "", ""][:3]
            self._settings[name.upper()] = value
            self._reply(b"200 OK SET")
        elif verb == "GET":
            self._reply(f"251-{self._settings.get(rest.upper(), '0')}".encode(), b"251 OK GET")
        elif verb == "LIST":
            known = _FIXED_LISTS.get(rest.split(" ")[0].upper(), (b"249 OK LIST SENT",))
            self._reply(*known)
        elif verb == "HISTORY":
            self._reply(f"245-{self._number}".encode(), b"245 OK CLIENT ID SENT")
        elif verb == "BLOCK":
            self._reply(b"260 OK INSIDE BLOCK" if rest.upper() == "BEGIN" else b"261 OK OUTSIDE")
        elif verb == "QUIT":
            self._reply(b"231 HAPPY HACKING")
            return False
        else:
            self._reply(b"200 OK")
        return True

    def _speak(self, kind: str, text: str) -> None:
        number = next(self.server.sink.numbers)
        self._note(kind, text)
        self._reply(f"225-{number}".encode(), b"225 OK MESSAGE QUEUED")
        for code, word in ((701, "BEGIN"), (702, "END")):
            self._reply(
                f"{code}-{number}".encode(),
                f"{code}-{self._number}".encode(),
                f"{code} {word}".encode(),
            )

    def _note(self, kind: str, text: str) -> None:
        client = self._settings.get("CLIENT_NAME", "")
        self.server.sink.note(kind, text, client, self._settings.get("LANGUAGE", ""))

    def _data(self) -> str:
        """Read until the line with a single dot; a dot that was doubled is one."""
        lines: list[str] = []
        while (line := self._line()) and line.rstrip("\r\n") != ".":
            bare = line.rstrip("\r\n")
            lines.append(bare[1:] if bare.startswith("..") else bare)
        return "\n".join(lines)

    def _line(self) -> str:
        try:
            return self.rfile.readline().decode("utf-8", "replace")
        except OSError:
            return ""

    def _reply(self, *lines: bytes) -> None:
        try:
            self.wfile.write(b"".join(line + b"\r\n" for line in lines))
        except OSError:
            return  # the client has left; the next read ends the conversation
