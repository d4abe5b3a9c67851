# SPDX-License-Identifier: EUPL-1.2
"""Make the icons of the built program from resources/coopdesk.svg: .png, .ico for Windows, .icns for macOS.

python packaging/make_icons.py FOLDER    needs PySide6; writes coopdesk.png, coopdesk.ico and coopdesk.icns
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[1] / "resources" / "coopdesk.svg"
LARGEST = 256
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, LARGEST)
# The kinds of macOS, each a PNG of this many pixels: for screens of single, then of double density.
ICNS_SIZES = {
    "ic07": 128,
    "ic08": 256,
    "ic09": 512,
    "ic11": 32,
    "ic12": 64,
    "ic13": 256,
    "ic14": 512,
    "ic10": 1024,
}


def main(arguments: list[str]) -> int:
    """Write the three icons into the folder that is named."""
    if len(arguments) != 1:
        print("make_icons.py: name the folder for the icons.", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(DRAWING))
    (folder / "coopdesk.png").write_bytes(png(draw(renderer, LARGEST)))
    (folder / "coopdesk.ico").write_bytes(ico([draw(renderer, size) for size in ICO_SIZES]))
    (folder / "coopdesk.icns").write_bytes(
        icns({kind: png(draw(renderer, size)) for kind, size in ICNS_SIZES.items()})
    )
    del application
    return 0


def draw(renderer: QSvgRenderer, size: int) -> QImage:
    """Give the drawing as a picture of this many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """Give a picture as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def ico(images: list[QImage]) -> bytes:
    """Give an icon of Windows: small pictures as bitmaps, which everything reads, the largest as PNG."""
    contents = [png(image) if image.width() >= LARGEST else bitmap(image) for image in images]
    offset = 6 + 16 * len(images)
    entries = b""
    for image, content in zip(images, contents, strict=True):
        side = image.width() % LARGEST  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(contents)


def bitmap(image: QImage) -> bytes:
    """Give a picture as the bitmap inside an icon: rows from the bottom, then a mask that hides nothing."""
    side = image.width()
    pixels = bytes(image.constBits())
    rows = [pixels[start : start + 4 * side] for start in range(0, len(pixels), 4 * side)]
    mask = bytes((side + 31) // 32 * 4 * side)
    # The height counts the mask as well.
    header = struct.pack("<IiiHHIIiiII", 40, side, 2 * side, 1, 32, 0, 4 * side * side, 0, 0, 0, 0)
    return header + b"".join(reversed(rows)) + mask


def icns(pictures: dict[str, bytes]) -> bytes:
    """Give an icon of macOS."""
    blocks = b"".join(
        kind.encode("ascii") + struct.pack(">I", 8 + len(picture)) + picture
        for kind, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(blocks)) + blocks


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
