"""The accessibility bus (AT-SPI 2) of the virtual desktop, spoken directly.

A screen reader asks one question at a time and waits for each answer, which takes many seconds for
a full page. Here the questions of a whole level of the tree travel together, so that a page is read
in well under a second, and nothing is kept: every answer is of now.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    Properties,
    new_method_call,
)
from jeepney.io.blocking import (  # type: ignore[import-untyped]
    DBusConnection,
    open_dbus_connection,
)

from tools.desktop.waiting import wait_until

_ACCESSIBILITY = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
_STATUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
_AT_ONCE = 96  # more questions under way could fill the socket in both directions


class NoAnswerError(RuntimeError):
    """The other side answered with an error, or not in time."""


@dataclass(frozen=True, slots=True)
class Question:
    """One call to an object of a program: which one, which interface, what."""

    owner: str
    path: str
    interface: str
    member: str
    signature: str = ""
    values: tuple[Any, ...] = ()


def read_property(owner: str, path: str, interface: str, name: str) -> Question:
    """Ask for one property of an accessible object."""
    return Question(owner, path, "org.freedesktop.DBus.Properties", "Get", "ss", (interface, name))


class AccessibilityBus:
    """A connection to the accessibility bus, with both of its status flags switched on."""

    def __init__(self, session_address: str, seconds: float = 15.0) -> None:
        self._seconds = seconds
        session = open_dbus_connection(bus=session_address)
        try:
            address = wait_until(
                "the accessibility bus", lambda: self._address_from(session), seconds
            )
            for flag in ("IsEnabled", "ScreenReaderEnabled"):
                # What the settings daemon of a real desktop does for somebody who uses a reader.
                self._ask(session, Properties(_STATUS).set(flag, "b", True), seconds)
        finally:
            session.close()
        self._connection = open_dbus_connection(bus=address)

    def close(self) -> None:
        """Leave the bus."""
        self._connection.close()

    def ask(self, question: Question, seconds: float | None = None) -> Any:
        """Return the answer to one question.

        Raises:
            NoAnswerError: the object is gone, does not know the question, or was too slow.
        """
        answer = self.ask_all([question], seconds)[0]
        if isinstance(answer, NoAnswerError):
            raise answer
        return answer

    def ask_all(self, questions: Sequence[Question], seconds: float | None = None) -> list[Any]:
        """Return the answers in the order of the questions; a refused one is a `NoAnswerError`."""
        answers: list[Any] = []
        for start in range(0, len(questions), _AT_ONCE):
            answers += self._ask_together(
                questions[start : start + _AT_ONCE], seconds or self._seconds
            )
        return answers

    def _ask_together(self, questions: Sequence[Question], seconds: float) -> list[Any]:
        waiting: dict[int, int] = {}
        for place, question in enumerate(questions):
            serial = next(self._connection.outgoing_serial)
            waiting[serial] = place
            self._connection.send(_as_message(question), serial=serial)
        answers: list[Any] = [NoAnswerError("no answer in time") for _ in questions]
        end = time.monotonic() + seconds
        while waiting:
            try:
                reply = self._connection.receive(timeout=max(0.0, end - time.monotonic()))
            except TimeoutError:
                break
            place_of_reply = waiting.pop(
                reply.header.fields.get(HeaderFields.reply_serial, -1), None
            )
            if place_of_reply is not None:
                answers[place_of_reply] = _content(reply)
        return answers

    def _address_from(self, session: DBusConnection) -> str | None:
        try:
            return str(self._ask(session, new_method_call(_ACCESSIBILITY, "GetAddress"), 5.0))
        except NoAnswerError:
            return None

    @staticmethod
    def _ask(session: DBusConnection, message: Message, seconds: float) -> Any:
        try:
            answer = _content(session.send_and_get_reply(message, timeout=seconds))
        except TimeoutError as late:
            raise NoAnswerError("no answer in time") from late
        if isinstance(answer, NoAnswerError):
            raise answer
        return answer


def _as_message(question: Question) -> Message:
    address = DBusAddress(question.path, question.owner, question.interface)
    return new_method_call(address, question.member, question.signature or None, question.values)


def _content(reply: Message) -> Any:
    if reply.header.message_type is MessageType.error:
        return NoAnswerError(str(reply.body[0]) if reply.body else "refused")
    if not reply.body:
        return None
    value = reply.body[0]
    is_property = reply.header.fields.get(HeaderFields.signature) == "v"
    return value[1] if is_property else value
