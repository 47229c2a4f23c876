"""Draw the icons of Windows (`resources/icons/*.ico`) from the drawings beside them. Run after changing a drawing."""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColorConstants, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources/icons"
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)  # what Windows asks for at 100 to 250 percent


def drawn(drawing: Path, size: int) -> Image.Image:
    """The drawing as a square picture."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(QColorConstants.Transparent)
    with QPainter(picture) as painter:
        QSvgRenderer(str(drawing)).render(painter)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # its types know the name as bytes, the method as text
    return Image.open(io.BytesIO(buffer.data().data()))


if __name__ == "__main__":
    for drawing in ICONS.glob("*.svg"):
        *small, large = [drawn(drawing, size) for size in SIZES]
        large.save(drawing.with_suffix(".ico"), sizes=[(size, size) for size in SIZES], append_images=small)
