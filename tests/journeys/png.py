"""Makes the picture of a page small: 256 of its colours, in a palette. Pages have few colours and many soft edges."""

import struct
import zlib
from collections import Counter

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {2: 3, 6: 4}  # colour with and without transparency
MOST_COLOURS = 256


def smaller(picture: bytes) -> bytes:
    """The same picture with a palette."""
    width, height, kind, packed = _read(picture)
    colours = [
        row[at : at + 3]
        for row in _rows(zlib.decompress(packed), width, CHANNELS[kind])
        for at in range(0, len(row), CHANNELS[kind])
    ]
    frequent = _palette(Counter(colours))
    place = {colour: number for number, colour in enumerate(frequent)}
    place |= {colour: _nearest(colour, frequent) for colour in set(colours) - set(place)}
    lines = b"".join(
        b"\0" + bytes(place[colour] for colour in colours[row * width : (row + 1) * width]) for row in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", header), (b"PLTE", b"".join(frequent)), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")]
    return SIGNATURE + b"".join(_chunk(*part) for part in parts)


def _palette(counted: Counter) -> list[bytes]:
    """The most frequent colour of every shade first, so that a small red sign stays red, then the most frequent of all."""
    order = [colour for colour, _ in counted.most_common()]
    shades = {}
    for colour in order:
        shades.setdefault(bytes(part >> 5 for part in colour), colour)
    return list(dict.fromkeys([*list(shades.values())[: MOST_COLOURS // 2], *order]))[:MOST_COLOURS]


def _read(picture: bytes) -> tuple[int, int, int, bytes]:
    """Width, height, kind of colour, and the compressed rows."""
    at, header, packed = len(SIGNATURE), b"", b""
    while at < len(picture):
        length, name = struct.unpack(">I4s", picture[at : at + 8])
        body = picture[at + 8 : at + 8 + length]
        header, packed = (body, packed) if name == b"IHDR" else (header, packed + body * (name == b"IDAT"))
        at += length + 12
    width, height, _depth, kind = struct.unpack(">IIBB", header[:10])
    return width, height, kind, packed


def _rows(raw: bytes, width: int, step: int):
    """Each row without the filter that stood on it."""
    length, above = width * step, bytearray(width * step)
    for start in range(0, len(raw), length + 1):
        kind, row = raw[start], bytearray(raw[start + 1 : start + 1 + length])
        for at in range(length):
            left, up = row[at - step] if at >= step else 0, above[at]
            if kind == 1:
                row[at] = row[at] + left & 255
            elif kind == 2:
                row[at] = row[at] + up & 255
            elif kind == 3:
                row[at] = row[at] + (left + up >> 1) & 255
            elif kind == 4:
                row[at] = row[at] + _paeth(left, up, above[at - step] if at >= step else 0) & 255
        yield bytes(row)
        above = row


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


def _nearest(colour: bytes, frequent: list[bytes]) -> int:
    return min(
        range(len(frequent)),
        key=lambda number: sum((a - b) ** 2 for a, b in zip(colour, frequent[number], strict=True)),
    )


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
