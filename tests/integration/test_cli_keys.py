"""Unlocking, signing in, backups and keys from the command line, on a centre that is no demo."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.helpers.command_line import ROOT, demo_centre, madoguchi, own_centre


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    return own_centre(tmp_path_factory.mktemp("keys"))


def test_the_right_secrets_open_it(own):
    found = madoguchi("people", "find", "山", "--json", *own.words())
    assert found.code == 0, found.out
    assert found.document["total"] == 0


def test_both_secrets_can_come_from_standard_input(own):
    both = own.passphrase.read_bytes() + own.pin.read_bytes()
    found = madoguchi(
        "people", "find", "山", "--json", "--centre", own.folder, "--passphrase-file", "-",
        "--operator", own.operator, "--pin-file", "-", stdin=both,
    )  # fmt: skip
    assert found.code == 0, found.out


def test_the_recovery_code_opens_it_in_any_spelling(own, tmp_path):
    code = tmp_path / "code.txt"
    full_width = own.recovery_code.translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    for spelling in (own.recovery_code, own.recovery_code.replace(" ", "-"), full_width):
        code.write_text(spelling + "\n", "utf-8")
        words = ["--centre", own.folder, "--operator", own.operator, "--pin-file", own.pin]
        found = madoguchi("people", "find", "山", "--passphrase-file", code, *words)
        assert found.code == 0, found.err
    code.write_text(own.recovery_code[:-1] + str((int(own.recovery_code[-1]) + 1) % 10), "utf-8")
    told = madoguchi("people", "find", "山", "--passphrase-file", code, *words)
    assert told.code in (3, 5), told


def test_a_windows_editor_may_have_written_the_secret(own, tmp_path):
    odd = tmp_path / "odd.txt"
    odd.write_bytes(b"\xef\xbb\xbf" + own.passphrase.read_bytes().strip() + b"\r\n")
    words = ["--centre", own.folder, "--operator", own.operator, "--pin-file", own.pin]
    found = madoguchi("people", "find", "山", "--passphrase-file", odd, *words)
    assert found.code == 0, found.err


def test_without_a_key_and_a_terminal_it_is_unavailable(own):
    told = madoguchi("people", "find", "山", "--json", "--centre", own.folder)
    assert told.code == 5
    assert "--passphrase-file" in told.document["errors"][0]["what_to_do"]


def test_a_planted_demo_login_opens_no_other_centre(own, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(own.folder, copy)
    passphrase = own.passphrase.read_text("utf-8").strip()
    (copy / "demo-login.txt").write_text(
        f"operator={own.operator}\npin=8351\npassphrase={passphrase}\n", "utf-8"
    )
    assert madoguchi("people", "find", "山", "--centre", copy).code == 5
    with_key = madoguchi(
        "people", "find", "山", "--centre", copy, "--passphrase-file", own.passphrase
    )
    assert with_key.code == 4, "nobody signed in, and the file must not sign anybody in"


@pytest.mark.parametrize("content", [b"another one here\n", b"", b"\n", b"\xff\xfe\n", b"x" * 9000])
def test_a_wrong_or_odd_passphrase_file_is_unavailable(own, tmp_path, content):
    file = tmp_path / "wrong.txt"
    file.write_bytes(content)
    words = ["--centre", own.folder, "--operator", own.operator, "--pin-file", own.pin]
    told = madoguchi("people", "find", "山", "--json", "--passphrase-file", file, *words)
    assert told.code == 5, told
    assert told.document["errors"][0]["message"]


def test_secrets_never_come_from_the_environment(own):
    told = madoguchi(
        "people", "find", "山", "--centre", own.folder,
        MADOGUCHI_PASSPHRASE="correct horse 窓口", PASSPHRASE="correct horse 窓口",
    )  # fmt: skip
    assert told.code == 5


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs a session bus and gnome-keyring",
)
def test_a_keyring_nobody_made_yet_is_not_waited_for(own, tmp_path):
    """The service could be started by the bus and would open a dialog that nobody answers."""
    words = ["people", "find", "山", *map(str, own.words())]
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "app", *words],
        cwd=ROOT, capture_output=True, timeout=30, check=False,
        env={**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path),
             "XDG_RUNTIME_DIR": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_wrong_pin_is_refused_and_slows_down_across_programs(tmp_path):
    own = own_centre(tmp_path)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("1111\n", "utf-8")
    words = [
        "people", "find", "山", "--json", "--centre", own.folder,
        "--passphrase-file", own.passphrase, "--operator", own.operator,
    ]  # fmt: skip
    codes = []
    for _try in range(4):
        told = madoguchi(*words, "--pin-file", wrong)
        assert told.code == 4
        codes.append(told.document["errors"][0]["code"])
    assert codes == ["signin.wrong", "signin.wrong", "signin.wrong", "signin.wait"]
    right = madoguchi(*words, "--pin-file", own.pin)
    assert right.document["errors"][0]["code"] == "signin.wait", "the wait survives the program"


def test_an_unknown_operator_is_refused(own):
    told = madoguchi(
        "people", "find", "山", "--centre", own.folder, "--passphrase-file", own.passphrase,
        "--operator", "だれか", "--pin-file", own.pin,
    )  # fmt: skip
    assert told.code == 4


def test_a_centre_with_easy_secrets_is_not_made(tmp_path):
    short, pin = tmp_path / "short.txt", tmp_path / "pin.txt"
    short.write_text("short\n")
    pin.write_text("1234\n")
    for passphrase in (short, pin):
        told = madoguchi(
            "centre", "create", "--name", "x", "--operator", "山田", "--centre", tmp_path / "c",
            "--passphrase-file", passphrase, "--pin-file", pin,
        )  # fmt: skip
        assert told.code == 3
        assert not (tmp_path / "c").exists()


def test_no_centre_is_unavailable(tmp_path):
    told = madoguchi("people", "find", "山", "--json", "--centre", tmp_path / "nothing")
    assert told.code == 5
    assert not (tmp_path / "nothing").exists()


def test_a_backup_is_made_checked_and_restored(tmp_path):
    own = own_centre(tmp_path)
    table = tmp_path / "a.csv"
    table.write_text("氏名,フリガナ\n𠮷田 光,ヨシダ ヒカル\n", "utf-8")
    assert madoguchi("people", "import", table, *own.words()).code == 0
    file = tmp_path / "a.backup"
    made = madoguchi("backup", "create", file, "--json", *own.words())
    assert made.code == 0, made.out
    checked = madoguchi(
        "backup", "verify", file, "--json", "--passphrase-file", own.passphrase
    ).document
    assert (checked["is_whole"], checked["people"]) == (True, 1)
    restored = madoguchi(
        "backup", "restore", file, "--json", "--centre", tmp_path / "new",
        "--passphrase-file", own.passphrase,
    )  # fmt: skip
    assert restored.code == 0, restored.out
    words = list(own.words())
    words[1] = tmp_path / "new"
    found = madoguchi("people", "find", "よしだ", "--json", *words).document
    assert [one["name"] for one in found["people"]] == ["𠮷田 光"]


def test_a_broken_backup_is_the_answer_no(own, tmp_path):
    file = tmp_path / "b.backup"
    assert madoguchi("backup", "create", file, *own.words()).code == 0
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    words = ("--json", "--passphrase-file", own.passphrase)
    assert madoguchi("backup", "verify", file, *words).code == 4
    new = tmp_path / "new"
    assert madoguchi("backup", "restore", file, "--centre", new, *words).code == 4
    assert not new.exists()


def test_a_backup_never_overwrites_another_file(own, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("dear", "utf-8")
    assert madoguchi("backup", "create", file, *own.words()).code == 3
    assert file.read_text("utf-8") == "dear"


def test_restoring_never_overwrites_a_centre(own, tmp_path):
    file = tmp_path / "c.backup"
    assert madoguchi("backup", "create", file, *own.words()).code == 0
    told = madoguchi(
        "backup", "restore", file, "--centre", own.folder, "--passphrase-file", own.passphrase
    )
    assert told.code == 3


def test_a_volunteer_makes_no_backup(tmp_path):
    centre = demo_centre(tmp_path / "demo", 3, 3)
    pin = tmp_path / "pin.txt"
    pin.write_text("7305")
    told = madoguchi(
        "backup", "create", tmp_path / "x", "--centre", centre,
        "--operator", "山田 恵子", "--pin-file", pin,
    )  # fmt: skip
    assert told.code == 4
    assert not (tmp_path / "x").exists()


def test_passphrase_and_key_can_be_changed(tmp_path):
    own = own_centre(tmp_path)
    new = tmp_path / "new.txt"
    new.write_text("another passphrase 2\n", "utf-8")
    rotated = madoguchi("centre", "rotate-key", "--json", *own.words())
    assert rotated.code == 0, rotated.out
    assert rotated.document["recovery_code"] != own.recovery_code
    changed = madoguchi(
        "centre", "passphrase", "--json", "--new-passphrase-file", new, *own.words()
    )
    assert changed.code == 0, changed.out
    assert madoguchi("people", "find", "山", *own.words()).code == 5
    words = list(own.words())
    words[3] = new
    assert madoguchi("people", "find", "山", *words).code == 0


def test_every_look_is_in_the_log_and_a_volunteer_may_not_read_it(tmp_path):
    centre = demo_centre(tmp_path / "demo", 5, 5)
    person = madoguchi("people", "find", "", "--json", "--centre", centre).document["people"][0]
    madoguchi("people", "show", person["id"], "--centre", centre)
    file = tmp_path / "log.csv"
    written = madoguchi("log", "export", file, "--json", "--centre", centre)
    assert written.code == 0, written.out
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    assert ("look", person["id"]) in {(row["verb"], row["subject"]) for row in rows}
    assert person["name"] not in file.read_text("utf-8-sig")
    assert madoguchi("log", "verify", "--centre", centre).code == 0
    pin = tmp_path / "pin.txt"
    pin.write_text("7305")
    words = ("--centre", centre, "--operator", "やまだけいこ", "--pin-file", pin)
    assert madoguchi("log", "verify", *words).code == 4


def test_nothing_on_the_disk_shows_a_secret_or_a_name(own, tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("氏名,フリガナ\n珍名 秘子,チンメイ ヒコ\n", "utf-8")
    assert madoguchi("people", "import", table, *own.words()).code == 0
    for place, _folders, files in os.walk(own.folder):
        for name in files:
            with open(os.path.join(place, name), "rb") as opened:
                content = opened.read()
            for secret in ("珍名 秘子", "correct horse", "8351"):
                assert secret.encode() not in content, name


def test_the_folder_says_what_it_holds_without_a_key(own):
    facts = madoguchi("centre", "show", "--json", "--centre", own.folder).document["centre"]
    assert facts["name"] == "本町センター"
    assert facts["is_demo"] is False
    assert json.dumps(facts)
