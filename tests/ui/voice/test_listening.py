"""A recording in, an action out: the ears in their own process, the window offscreen."""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap.voice import commands
from app.bootstrap.window_ears import WindowEars
from app.domain.modes import Modes
from app.domain.voice.commands import find
from app.domain.voice.policy import Hearing
from app.domain.voice.session import Mode
from app.ui.registry import Danger, registry
from app.ui.shell.window import MainWindow
from tests.helpers.windows import settle

HAS_ENGLISH_VOICE = shutil.which("espeak-ng") is not None


class Recording:
    """A microphone in front of which one sentence is said."""

    def __init__(self, text: str) -> None:
        from app.speech.english import speak

        self.sound = speak(text)

    def listen(self, listener, is_stopped):
        return self.sound


class NoMicrophone:
    def listen(self, listener, is_stopped):
        from app.domain.errors import Unavailable

        raise Unavailable("voice.no_microphone")


def wait_until_heard(window: MainWindow, most_seconds: float = 30) -> None:
    end = time.monotonic() + most_seconds
    while window.listening.is_listening and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    settle(window)
    assert not window.listening.is_listening


@pytest.fixture
def speaking(window: MainWindow) -> Iterator[MainWindow]:
    window.set_modes(Modes(language="en"))
    yield window
    window.listening.close()


def heard(window: MainWindow, phrase: str, screen: str) -> None:
    """Carry out what follows when the ears are sure of a phrase."""
    known = commands(screen, "en")
    window.listening.session.start(Mode.ONCE, time.monotonic())
    window.listening._on_heard(Hearing(phrase, phrase, 0.99, 0.5), known, "en")
    settle(window)


def test_without_a_microphone_there_is_a_sentence_and_all_else_lives(speaking: MainWindow):
    speaking.context.services.ears = WindowEars(NoMicrophone())
    speaking.bound("voice.listen").trigger(None)
    wait_until_heard(speaking)
    assert "microphone" in speaking.announcer.history[0].text.lower()
    speaking.bound("shell.menu").trigger(None)
    settle(speaking)
    assert speaking.screen_id == "menu"


def test_a_voice_never_starts_what_is_never_done_by_voice(speaking: MainWindow):
    wrong = []
    for screen in registry.screens():
        for action in screen.actions:
            spec = registry.action(action)
            known = commands(screen.id, "en")
            match = find(str(spec.label), known, "en")
            if spec.danger is not Danger.NEVER_BY_VOICE or match is None:
                continue
            if match.command.action != spec.id:
                continue
            started = []
            speaking.bound(spec.id).handle_by(started.append)
            heard(speaking, str(spec.label), screen.id)
            if started or "never" not in speaking.announcer.history[0].text:
                wrong.append(spec.id)
            speaking.bound(spec.id).handle_by(None)
    assert wrong == []


def test_what_must_be_confirmed_waits_for_the_whole_sentence(speaking: MainWindow):
    speaking.show_screen("operator-edit")
    settle(speaking)
    started = []
    speaking.bound("operators.switch").handle_by(started.append)
    label = str(registry.action("operators.switch").label)
    heard_session = speaking.listening
    known = commands("operator-edit", "en")
    for phrase, expected in ((label, 0), ("yes", 0), ("yes, do it", 1)):
        hearing = Hearing(phrase, phrase, 0.99, 0.5)
        heard_session._on_heard(hearing, known, "en")
        assert len(started) == expected, phrase


def test_every_action_said_does_what_its_key_does(speaking: MainWindow):
    wrong = []
    for screen in registry.screens():
        for action in screen.actions:
            spec = registry.action(action)
            match = find(str(spec.label), commands(screen.id, "en"), "en")
            is_said = match is not None and match.command.action == spec.id
            if spec.danger >= Danger.CONFIRM or spec.takes_subject or not is_said:
                continue
            bound = speaking.bound(spec.id)
            before = bound.meaning
            started = []
            bound.handle_by(started.append)
            heard(speaking, str(spec.label), screen.id)
            if started != [None]:
                wrong.append((screen.id, spec.id))
            bound.handle_by(before[0])
    assert wrong == []


@pytest.mark.skipif(not HAS_ENGLISH_VOICE, reason="needs espeak-ng to speak")
def test_a_recording_of_a_command_opens_its_page_and_no_socket(
    speaking: MainWindow, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_args, **_more):
        raise AssertionError("the voice opens no socket")

    monkeypatch.setattr(socket, "socket", refuse)
    speaking.context.services.ears = WindowEars(Recording("show numbers"))
    speaking.bound("voice.listen").trigger(None)
    wait_until_heard(speaking)
    assert speaking.reach.numbers_shown


@pytest.mark.skipif(not HAS_ENGLISH_VOICE, reason="needs espeak-ng to speak")
def test_ears_that_die_are_a_sentence(speaking: MainWindow):
    speaking.context.services.ears = WindowEars(Recording("show numbers"), works="no.such.module")
    speaking.bound("voice.listen").trigger(None)
    wait_until_heard(speaking)
    assert speaking.announcer.history[0].text
    assert not speaking.reach.numbers_shown
    speaking.bound("shell.menu").trigger(None)
    settle(speaking)
    assert speaking.screen_id == "menu"
