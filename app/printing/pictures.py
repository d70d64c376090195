"""Pictures people bring: only their pixels are kept.

A photo of a letter says where and when it was taken, with which telephone, sometimes a small copy
of the picture before it was cut. Drawing the pixels onto a new picture leaves all of that behind.
"""

from __future__ import annotations

from app.domain.attachments import CleanPicture

# As large as a good screen shows; a letter stays readable.
LONGEST_SIDE_PX = 2560
# A picture that would need more memory than this when opened is refused, not opened.
MOST_MEGAPIXELS = 120
_JPEG_QUALITY = 85
_FORMATS = (b"jpeg", b"jpg", b"png", b"webp", b"bmp", b"gif")


def clean_picture(data: bytes) -> CleanPicture | None:
    """Return a picture without anything but its pixels, upright; None when it is no picture."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
    from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()) not in _FORMATS or not size.isValid():
        return None
    if size.width() * size.height() > MOST_MEGAPIXELS * 1_000_000:
        return None
    longest = max(size.width(), size.height())
    if longest > LONGEST_SIDE_PX:
        share = LONGEST_SIDE_PX / longest
        reader.setScaledSize(
            QSize(max(1, round(size.width() * share)), max(1, round(size.height() * share)))
        )
    read = reader.read()
    if read.isNull():
        return None
    if read.colorSpace().isValid():
        read.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    has_alpha = read.hasAlphaChannel()
    form = QImage.Format.Format_ARGB32 if has_alpha else QImage.Format.Format_RGB32
    fresh = QImage(read.size(), form)
    fresh.fill(Qt.GlobalColor.transparent if has_alpha else Qt.GlobalColor.white)
    painter = QPainter(fresh)
    painter.drawImage(0, 0, read)
    painter.end()
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    if not fresh.save(out, "PNG" if has_alpha else "JPEG", -1 if has_alpha else _JPEG_QUALITY):  # type: ignore[call-overload]
        return None
    media_type = "image/png" if has_alpha else "image/jpeg"
    return CleanPicture(bytes(out.data().data()), media_type, fresh.width(), fresh.height())
