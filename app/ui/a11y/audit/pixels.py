"""Measures on what was really painted: contrast of words and of the focus ring (WCAG 1.4.6, 2.4.13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

Pixel = int


def relative_luminance(pixel: Pixel) -> float:
    """Return the relative luminance of an 0xRRGGBB pixel (WCAG 2.2)."""

    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: Pixel, other: Pixel) -> float:
    """Return the contrast ratio of two pixels, 1 to 21."""
    high, low = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pixels_of(image: QImage, rectangle: QRect | None = None) -> list[Pixel]:
    """Return the pixels of a piece of an image as 0xRRGGBB, row by row."""
    piece = image if rectangle is None else image.copy(rectangle)
    piece = piece.convertToFormat(QImage.Format.Format_RGB32)
    if piece.isNull():
        return []
    return [value & 0xFFFFFF for value in memoryview(piece.constBits()).cast("I")]


def render(widget: QWidget, rectangle: QRect, factor: float = 1.0) -> QImage:
    """Paint a piece of a widget, enlarged by a factor so that thin strokes show their real colour."""
    pixmap = QPixmap(rectangle.size() * factor)
    pixmap.setDevicePixelRatio(factor)
    widget.render(pixmap, targetOffset=rectangle.topLeft() * 0, sourceRegion=QRegion(rectangle))
    return pixmap.toImage()


def ink_contrast(pixels: Iterable[Pixel], factor: float = 1.0) -> float | None:
    """Return the contrast between the ground and the strongest ink, None where nothing is written.

    The ground is the most frequent colour. Ink must cover 0.4 % of the piece, or what two short
    words cover at this enlargement, so that a stray pixel of an edge does not stand for the words.
    """
    counts = Counter(pixels)
    total = sum(counts.values())
    if total < 60:
        return None
    ground = counts.most_common(1)[0][0]
    least = max(4, min(total * 0.004, 40 * factor * factor))
    groups: dict[tuple[int, int, int], tuple[int, float]] = {}
    for pixel, count in counts.items():
        key = (pixel >> 20 & 15, pixel >> 12 & 15, pixel >> 4 & 15)
        many, best = groups.get(key, (0, 0.0))
        groups[key] = (many + count, max(best, contrast(pixel, ground)))
    inks = [best for many, best in groups.values() if many >= least and best > 1.15]
    return max(inks, default=None)


def changed_pixels(before: QImage, after: QImage, least_ratio: float = 3.0) -> int:
    """Count pixels that changed by at least this contrast."""
    one, other = pixels_of(before), pixels_of(after)
    pairs = Counter((a, b) for a, b in zip(one, other, strict=False) if a != b)
    return sum(n for (a, b), n in pairs.items() if contrast(a, b) >= least_ratio)
