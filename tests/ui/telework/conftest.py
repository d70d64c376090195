"""A demo centre with people enough for workers and others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.windows import make_centre


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "centre"
    make_centre(folder, people=9)
    return folder
