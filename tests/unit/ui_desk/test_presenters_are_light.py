"""Presenters know nothing of windows."""

from __future__ import annotations

import subprocess
import sys

PRESENTERS = (
    "app.ui.home.presenter",
    "app.ui.people.list_presenter",
    "app.ui.people.edit_presenter",
    "app.ui.people.person_presenter",
    "app.ui.people.import_presenter",
    "app.ui.consultations.presenter",
    "app.ui.consultations.list_presenter",
)


def test_no_presenter_loads_qt():
    code = f"import sys, {', '.join(PRESENTERS)}; assert 'PySide6' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
