"""The lock: exact, hashed, without addresses, and good for Windows too."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.helpers.locked import ROOT, read_lock

LINUX_ONLY = {
    # The Secret Service is how Linux desktops keep keys; Windows has its own vault in keyring.
    "jeepney",
    "secretstorage",
}


@pytest.mark.parametrize("name", ["app", "dev", "bench"])
def test_every_library_is_pinned_to_one_version_with_hashes(name):
    for locked in read_lock(name):
        pins = list(locked.requirement.specifier)
        assert [pin.operator for pin in pins] == ["=="], locked.name
        assert locked.hashes, locked.name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in locked.hashes)


@pytest.mark.parametrize("name", ["app", "dev", "bench"])
def test_the_lock_names_no_address_and_no_folder(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-[a-z]|--(index|extra|find|trusted)|(^|\s)/", text, re.M)


def test_checks_run_on_the_very_versions_people_get():
    shipped = {(one.name, str(one.requirement)) for one in read_lock("app")}
    checked = {(one.name, str(one.requirement)) for one in read_lock("dev")}
    assert shipped <= checked


def test_everything_asked_for_is_locked():
    locked = {one.name for one in read_lock("dev")}
    for source in ("app.in", "dev.in"):
        for line in (ROOT / "requirements" / source).read_text(encoding="utf-8").splitlines():
            name = re.match(r"[A-Za-z][\w-]*", line)
            assert not name or name[0].lower().replace("_", "-") in locked, line


def test_qt_is_the_release_whose_faults_are_known():
    """6.12.0 gives back None once too often on Python 3.11 and aborts after many paints."""
    versions = {one.name: str(one.requirement.specifier) for one in read_lock("app")}
    qt = ("pyside6", "pyside6-essentials", "pyside6-addons", "shiboken6")
    assert {versions[name] for name in qt} == {"==6.11.3"}


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_what_windows_goes_without_is_known_and_has_a_reason(python):
    linux = {one.name for one in read_lock("app") if one.is_for(python, "linux")}
    windows = {one.name for one in read_lock("app") if one.is_for(python, "win32")}
    assert linux - windows == LINUX_ONLY


@pytest.mark.long
@pytest.mark.parametrize(
    ("platform", "system"), [("win_amd64", "win32"), ("manylinux_2_34_x86_64", "linux")]
)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_every_library_has_a_ready_made_wheel(python, platform, system, tmp_path):
    """Asks the package index that this machine's pip is set up for."""
    wanted = tmp_path / "wanted.txt"
    names = [one for one in read_lock("app") if one.is_for(python, system)]
    lines = [f"{one.name}{one.requirement.specifier}" for one in names]
    wanted.write_text("\n".join(lines) + "\n", encoding="ascii")
    command = [sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--ignore-installed"]
    command += ["--no-deps", "--only-binary", ":all:", "--ignore-requires-python"]
    command += ["--implementation", "cp", "--python-version", python, "--platform", platform]
    if system == "linux":
        for older in ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"):
            command += ["--platform", older]
    command += ["--target", str(tmp_path / "nowhere"), "-r", str(wanted)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
