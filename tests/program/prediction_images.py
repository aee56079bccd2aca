"""Makes and compares images without any library.

prediction_images.py png FILE WIDTH HEIGHT [BITS]: a grey image whose statistics change from left to right
prediction_images.py stack FILE WIDTH HEIGHT PAGES BITS: a TIFF stack of such images
prediction_images.py difference ONE OTHER: prints the largest difference and the share of other values, of two PNG images
"""

import pathlib
import struct
import sys
import zlib


def pixel(x, y, z, width, bits):
    value = (x * 7919 + y * 104729 + z * 1299709 + x * y * 31) % 97 * (x + 20) // (width + 20) + 60 + 80 * (x // 24 % 2)
    return value * 257 if bits == 16 else value


def rows_of(width, height, z, bits, order):
    code = "B" if bits == 8 else "H"
    return [struct.pack(f"{order}{width}{code}", *(pixel(x, y, z, width, bits) for x in range(width))) for y in range(height)]


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def write_png(path, width, height, bits=8):
    rows = b"".join(b"\0" + row for row in rows_of(width, height, 0, bits, ">"))
    header = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")
    pathlib.Path(path).write_bytes(b"\x89PNG\r\n\x1a\n" + body)


def write_stack(path, width, height, pages, bits):
    size = width * height * bits // 8
    tags = 8
    directory_bytes = 2 + 12 * tags + 4
    content = b"II*\0" + struct.pack("<I", 8)
    for z in range(pages):
        offset = len(content) + directory_bytes
        entries = [(256, width), (257, height), (258, bits), (259, 1), (262, 1), (273, offset), (278, height), (279, size)]
        content += struct.pack("<H", tags) + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
        content += struct.pack("<I", offset + size if z + 1 < pages else 0)
        content += b"".join(rows_of(width, height, z, bits, "<"))
    pathlib.Path(path).write_bytes(content)


def read_png(path):
    """Returns the bytes of an 8-bit image with the filters None and Up, which emsurvey writes."""
    content = pathlib.Path(path).read_bytes()
    width, height, bits, colour = struct.unpack(">IIBB", content[16:26])
    assert bits == 8 and colour in (0, 2), path
    channels = 3 if colour == 2 else 1
    data, place = b"", 8
    while place < len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        if content[place + 4 : place + 8] == b"IDAT":
            data += content[place + 8 : place + 8 + length]
        place += 12 + length
    raw, values, stride = zlib.decompress(data), bytearray(), width * channels
    above = bytes(stride)
    for y in range(height):
        row = raw[y * (stride + 1) + 1 : (y + 1) * (stride + 1)]
        assert raw[y * (stride + 1)] in (0, 2)
        if raw[y * (stride + 1)] == 2:
            row = bytes((value + up) & 255 for value, up in zip(row, above))
        above = row
        values += row
    return values


def main(action, *words):
    if action == "png":
        write_png(words[0], *map(int, words[1:]))
    elif action == "stack":
        write_stack(words[0], *map(int, words[1:]))
    else:
        one, other = map(read_png, words)
        assert len(one) == len(other)
        differences = [abs(a - b) for a, b in zip(one, other)]
        print(max(differences), sum(d > 0 for d in differences) / len(one))


main(*sys.argv[1:])
