"""The command between other programs: locales, closed pipes, full disks, signals, and our own bugs."""

from __future__ import annotations

import json
import os
import shlex
import signal
import stat
import subprocess
import sys
import time

import pytest

from tests.helpers.command_line import ROOT, demo_centre, madoguchi

PROGRAM = [sys.executable, "-m", "app"]
TYPED = shlex.join(PROGRAM)


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    return demo_centre(tmp_path_factory.mktemp("streams") / "centre", 60, 90)


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp932"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
)
def test_answers_are_utf8_whatever_the_console_says(centre, env):
    # 𠮷 and 髙 are what CP932 and ASCII cannot write.
    found = madoguchi("people", "find", "", "--limit", "1000", "--centre", centre, **env)
    assert found.code == 0, found.err
    assert "子" in found.out
    as_json = madoguchi("people", "find", "や", "--json", "--centre", centre, **env)
    assert as_json.document["total"] > 0


def test_a_word_that_is_no_text_is_searched_and_not_found(centre):
    done = subprocess.run(
        [*PROGRAM, "people", "find", b"\xff\xfe", "--json", "--centre", str(centre)],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["total"] == 0


def test_a_reader_who_has_enough_is_no_bug(centre):
    asked = f"{TYPED} people find '' --limit 1000"
    line = f"{asked} --centre {shlex.quote(str(centre))} | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_bug(centre, closed):
    line = f"{TYPED} people find や --centre {shlex.quote(str(centre))} {closed}"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_behind_the_answer_is_told(centre):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*PROGRAM, "people", "find", "や", "--centre", str(centre)],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 5
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_stops_without_a_traceback_and_keeps_nothing_half(centre, tmp_path):
    out = tmp_path / "demo"
    running = subprocess.Popen(
        [*PROGRAM, "demo", "--people", "60000", "--out", str(out)],
        cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
        # Whoever runs the tests in the background has Ctrl-C ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    time.sleep(1.2)
    running.send_signal(signal.SIGINT)
    out_text, err_text = running.communicate(timeout=30)
    assert running.returncode in (-signal.SIGINT, 130)
    assert b"Traceback" not in err_text + out_text
    assert not (out / "centre.keys.json").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["people", "find"], 2),
        (["nonsense"], 2),
        (["people", "import", "no.csv"], 3),
        (["people", "find", "x", "--centre", "/nowhere/at/all"], 5),
        (["backup", "verify", "/nowhere/at/all"], 3),
        (["demo", "--out", "/proc/nothing"], 5),
        (["open"], 5),
    ],
)
def test_every_refusal_is_one_json_document_of_one_shape(words, code):
    told = madoguchi(*words, "--json", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert told.code == code, told
    for row in told.document["errors"]:
        assert {"file", "row", "column", "value", "message", "what_to_do"} <= set(row)
        assert row["message"]


def test_words_are_japanese_where_the_locale_is(centre):
    english = madoguchi("people", "find", "居ない人", "--centre", centre)
    japanese = madoguchi("people", "find", "居ない人", "--centre", centre, LANG="ja_JP.UTF-8")
    chosen = madoguchi("--language", "ja", "people", "find", "居ない人", "--centre", centre)
    assert japanese.out == chosen.out
    assert "found" in english.out


def test_the_version_comes_at_once():
    madoguchi("--version")
    begin = time.perf_counter()
    told = madoguchi("--version")
    assert told.out.startswith("madoguchi ")
    assert time.perf_counter() - begin < 1.0, "0.15 s on a quiet machine"
    assert madoguchi("--json", "--version").document["version"]


CRASH = """
import sys
import app.cli.program
def broken(*_words):
    name = "佐藤 和子"
    raise KeyError(name)
app.cli.program._verb = broken
from app.bootstrap import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("as_json", [False, True])
def test_our_own_bug_is_a_sentence_and_a_file_without_names(tmp_path, as_json):
    done = subprocess.run(
        [sys.executable, "-c", CRASH, "doctor", *(["--json"] if as_json else [])],
        cwd=ROOT, capture_output=True, check=False,
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path), "LANG": "en_US.UTF-8", "LC_ALL": ""},
    )  # fmt: skip
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "佐藤".encode() not in said
    assert b"Traceback" not in said
    (file,) = (tmp_path / "Madoguchi" / "crashes").iterdir()
    assert str(file).encode() in said
    written = file.read_text("utf-8")
    assert "KeyError" in written
    assert "佐藤" not in written
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    if as_json:
        assert json.loads(done.stdout)["errors"]


def test_doctor_looks_at_everything_an_installer_asks_for():
    told = madoguchi("doctor", "--json")
    checks = {one["name"]: one for one in told.document["checks"]}
    assert set(checks) >= {
        "python", "qt", "qt_libraries", "japanese_font", "microphone", "sound_card", "voice",
        "printer", "keyring", "accessibility_bus", "disk", "clock", "display", "speech_dispatcher",
    }  # fmt: skip
    for one in checks.values():
        assert one["message"]
        assert one["ok"] or one["what_to_do"], one
    needed = [one for one in checks.values() if one["needed"]]
    assert told.code == (0 if all(one["ok"] for one in needed) else 4)
