"""Makes PNG images without a library: make_masks.py FOLDER NAME WHITE [inverted] [rgb | grey] [soft]

A disc of WHITE (or RED,GREEN,BLUE) on 0 in 48 x 48 pixels of 8 bits, or the pixels around it; RGB unless grey.
soft: half of WHITE in every second column.
"""

import pathlib
import struct
import sys
import zlib

SIZE = 48


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def main(folder, name, white, *words):
    channels = 1 if "grey" in words else 3
    values = [int(value) for value in white.split(",")]
    bright, dark = bytes(values if len(values) == channels else values * channels), bytes(channels)
    rows = b""
    for y in range(SIZE):
        inside = [(x - 20) ** 2 + (y - 24) ** 2 < 200 for x in range(SIZE)]
        pixels = [bright if i != ("inverted" in words) else dark for i in inside]
        if "soft" in words:
            pixels[::2] = [bytes(value // 2 for value in pixel) for pixel in pixels[::2]]
        rows += b"\0" + b"".join(pixels)
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2 if channels == 3 else 0, 0, 0, 0)
    path = pathlib.Path(folder)
    path.mkdir(exist_ok=True)
    (path / name).write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


main(*sys.argv[1:])
