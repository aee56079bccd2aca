"""Makes PNG images without any library: make_masks.py FOLDER NAME WHITE [inverted] [grey | equal] [soft]

A disc of WHITE (or RED,GREEN,BLUE) on 0 in 48 x 48 pixels of 8 bits, or the pixels around it; RGB unless grey.
Green and blue have theirs 2 and 4 pixels to the right of red's, unless they are to be equal.
Soft: half of WHITE in every second column.
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
    bright = values if len(values) == channels else values * channels
    shift = 0 if "equal" in words else 2

    def sample(x, y, channel):
        is_inside = (x - 20 - shift * channel) ** 2 + (y - 24) ** 2 < 200
        value = bright[channel] if is_inside != ("inverted" in words) else 0
        return value // 2 if "soft" in words and x % 2 == 0 else value

    rows = b""
    for y in range(SIZE):
        rows += b"\0" + bytes(sample(x, y, channel) for x in range(SIZE) for channel in range(channels))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2 if channels == 3 else 0, 0, 0, 0)
    path = pathlib.Path(folder)
    path.mkdir(exist_ok=True)
    (path / name).write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


main(*sys.argv[1:])
