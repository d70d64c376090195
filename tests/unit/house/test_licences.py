"""What is shipped carries a permissive licence, the LGPL or the MPL; no other."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from tests.helpers.locked import ROOT, read_lock

ALLOWED = re.compile(
    r"""(
    apache(\s software)?(\s license)?[\s-]*(2(\.0)?)? | bsd([\s-][23]-clause)?(\s licen[sc]e)?
    | [23]-clause\s bsd\s licen[sc]e | bsd\s [23]-clause\s licen[sc]e
    | 0bsd | mit(-0|-cmu)?(\s licen[sc]e)? | isc | zlib | cc0-1\.0 | psf-2\.0 | hpnd | unlicense
    | python\s software\s foundation\s license
    | mpl-2\.0 | mozilla\s public\s license\s 2\.0\s \(mpl\s 2\.0\)
    | lgpl-(2\.1|3\.0)(-only|-or-later)?
    )""",
    re.IGNORECASE | re.VERBOSE,
)

# Libraries that declare no licence in their metadata, and where it stands instead.
READ_BY_HAND = {
    "sqlcipher3": "zlib",  # LICENSE in its wheel; SQLCipher inside is BSD-3-Clause
}

# Installed on other systems or Pythons only, so that their metadata is not here to be read.
ELSEWHERE = {
    "audioop-lts": "PSF-2.0",
    "backports-tarfile": "MIT",
    "colorama": "BSD-3-Clause",
    "comtypes": "MIT",
    "importlib-metadata": "Apache-2.0",
    "jeepney": "MIT",
    "lazy-importer": "Apache-2.0",
    "pefile": "MIT",
    "pypiwin32": "PSF-2.0",
    "pywin32": "PSF-2.0",
    "pywin32-ctypes": "BSD-3-Clause",
    "secretstorage": "BSD-3-Clause",
    "standard-aifc": "PSF-2.0",
    "standard-chunk": "PSF-2.0",
    "zipp": "MIT",
}

# Tools that make or check the program and are no part of it.
BUILD_TOOLS = {
    "pyinstaller": "GPL with an exception for what it freezes",
    "pyinstaller-hooks-contrib": "Apache for what goes into the program, GPL for what does not",
}


def declared_licence(name: str) -> str:
    """Return the SPDX expression, else the licence field, else the trove classifiers."""
    found = metadata.metadata(name)
    short = found.get("License") or ""
    classifiers = [
        line.rpartition("::")[2].strip()
        for line in found.get_all("Classifier") or []
        if line.startswith("License ::") and "DFSG" not in line
    ]
    if found.get("License-Expression"):
        return str(found["License-Expression"])
    if short and "\n" not in short:
        return short
    return " AND ".join(classifiers)


def is_allowed(expression: str) -> bool:
    """Whether one part of each "A OR B" and every part of each "A AND B" is allowed."""
    for needed in re.split(r"\s+AND\s+", expression.replace("(MPL 2.0)", "\0")):
        parts = re.split(r"\s+OR\s+", needed.strip("() "))
        plain = [part.strip("() ").replace("\0", "(MPL 2.0)") for part in parts]
        if not any(ALLOWED.fullmatch(part) for part in plain):
            return False
    return bool(expression)


@pytest.mark.parametrize("lock", ["app", "dev"])
def test_every_library_may_be_used(lock):
    refused = {}
    for name in {one.name for one in read_lock(lock)}:
        if lock == "dev" and name in BUILD_TOOLS:
            continue
        licence = READ_BY_HAND.get(name)
        if licence is None:
            try:
                licence = declared_licence(name)
            except metadata.PackageNotFoundError:
                licence = ELSEWHERE.get(name, "")
        if not is_allowed(licence):
            refused[name] = licence
    assert refused == {}


def test_build_tools_are_not_shipped():
    assert not {one.name for one in read_lock("app")} & set(BUILD_TOOLS)


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("BSD-3-Clause AND 0BSD AND MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("Mozilla Public License 2.0 (MPL 2.0)", True),
        ("", False),
    ],
)
def test_an_expression_is_read_as_it_is_meant(expression, allowed):
    assert is_allowed(expression) is allowed


def test_our_licence_and_those_of_fonts_and_icons_lie_with_the_source():
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "END OF TERMS AND CONDITIONS" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    fonts = (ROOT / "resources/fonts/OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in fonts
    assert "TERMINATION" in fonts
    assert "DISCLAIMER" in fonts
    assert (ROOT / "resources/icons/LICENSE-lucide.txt").exists()
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for other in ("BIZ UDGothic", "Lucide", "Qt", "SQLCipher", "BudouX"):
        assert other in notice
