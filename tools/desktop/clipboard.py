"""Hold a text in the clipboard of the virtual desktop until ended: `python -m … TEXT`."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication


def main(text: str) -> int:
    """Own the clipboard; print `ready` once programs can paste."""
    application = QGuiApplication(["clipboard"])
    QGuiApplication.clipboard().setText(text)
    application.processEvents()
    print("ready", flush=True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
