"""Line icons in the colour of their text, sharp at every size, kept until the scheme changes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

ICON_FOLDER: Final = Path(__file__).resolve().parents[3] / "resources" / "icons"
MARK_FILE: Final = ICON_FOLDER / "madoguchi.svg"
_THIN_STROKE: Final = b'stroke-width="2"'

_pixmaps: dict[tuple[str, str, int, float, float], QPixmap] = {}


@lru_cache(maxsize=256)
def icon_source(name: str) -> bytes:
    """Return the SVG of an icon.

    Raises:
        FileNotFoundError: no icon of that name is shipped; a programmer can add it.
    """
    return (ICON_FOLDER / f"{name}.svg").read_bytes()


def has_icon(name: str) -> bool:
    """Tell whether an icon of that name is shipped."""
    return (ICON_FOLDER / f"{name}.svg").is_file()


def icon_pixmap(
    name: str,
    colour: QColor,
    size_px: float,
    device_ratio: float = 1.0,
    stroke: float = 2.0,
) -> QPixmap:
    """Return an icon in one colour; `size_px` is its side, `stroke` is measured on a grid of 24."""
    side = max(1, round(size_px * device_ratio))
    key = (name, colour.name(), side, device_ratio, stroke)
    found = _pixmaps.get(key)
    if found is None:
        found = _pixmaps[key] = _drawn(name, colour, side, device_ratio, stroke)
    return found


def paint_icon(
    painter: QPainter, name: str, rect: QRectF, colour: QColor, stroke: float = 2.0
) -> None:
    """Draw an icon into a rectangle, in one colour."""
    ratio = painter.device().devicePixelRatioF()
    pixmap = icon_pixmap(name, colour, min(rect.width(), rect.height()), ratio, stroke)
    painter.drawPixmap(rect.topLeft(), pixmap)


def tinted_icon(name: str, colour: QColor, size_px: float) -> QIcon:
    """Return an icon for the few standard controls that want a QIcon."""
    return QIcon(icon_pixmap(name, colour, size_px, 2.0))


def mark_pixmap(size_px: float, device_ratio: float = 1.0) -> QPixmap:
    """Return the program's mark; its colours are its own and never change."""
    side = max(1, round(size_px * device_ratio))
    return _rendered(MARK_FILE.read_bytes(), side, device_ratio)


def forget_icons() -> None:
    """Drop all drawn icons; called when the scheme or size changes."""
    _pixmaps.clear()


def _drawn(name: str, colour: QColor, side: int, device_ratio: float, stroke: float) -> QPixmap:
    source = icon_source(name).replace(b"currentColor", colour.name().encode())
    if stroke != 2.0:
        source = source.replace(_THIN_STROKE, f'stroke-width="{stroke:g}"'.encode())
    return _rendered(source, side, device_ratio)


def _rendered(source: bytes, side: int, device_ratio: float) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(device_ratio)
    return pixmap
