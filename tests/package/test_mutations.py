"""Nothing that happens to the bytes of a package stays unseen."""

from __future__ import annotations

import random
import zipfile
import zlib
from pathlib import Path

import pytest

from desktop.package.canonical_zip import Entry, directory, framework
from desktop.package.report import Report, Verdict
from desktop.package.verify import verify

SEEN = {Verdict.DAMAGED, Verdict.NOT_A_PACKAGE, Verdict.REPACKED}
FLIPS = 400


@pytest.fixture
def good(package: Path) -> bytes:
    return package.read_bytes()


@pytest.fixture
def entries(package: Path) -> list[Entry]:
    with zipfile.ZipFile(package) as archive:
        return [Entry(item.filename, item.file_size, item.CRC) for item in archive.infolist()]


def seen(folder: Path, content: bytes) -> Report:
    path = folder / "mutant.zip"
    path.write_bytes(content)
    report = verify(path)
    assert report.verdict in SEEN
    assert report.problems
    return report


def flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_any_flipped_bit_is_seen(tmp_path: Path, good: bytes) -> None:
    dice = random.Random(20211126)
    for _ in range(FLIPS):
        seen(tmp_path, flipped(good, dice.randrange(8 * len(good))))


def test_any_flipped_bit_of_a_header_is_seen_and_a_flipped_bit_of_content_is_damage(
    tmp_path: Path, good: bytes, entries: list[Entry]
) -> None:
    headers = {place + i for place, piece in framework(entries) for i in range(len(piece))}
    for place in sorted(headers)[::4]:
        seen(tmp_path, flipped(good, 8 * place + place % 8))
    for place in range(0, len(good), 97):
        if place not in headers:
            assert seen(tmp_path, flipped(good, 8 * place)).verdict is Verdict.DAMAGED


def test_any_truncation_is_seen(tmp_path: Path, good: bytes) -> None:
    for length in [*range(0, len(good), 211), len(good) - 1, len(good) - 22]:
        assert not seen(tmp_path, good[:length]).content


@pytest.mark.parametrize("added", [b"\0", b"\n", b"PK\5\6", b"x" * 70_000])
def test_bytes_before_and_behind_are_refused(tmp_path: Path, good: bytes, added: bytes) -> None:
    assert seen(tmp_path, good + added).verdict is Verdict.DAMAGED
    assert not seen(tmp_path, added + good).content


def test_a_package_within_a_package_of_the_same_bytes_is_refused(tmp_path: Path, good: bytes) -> None:
    assert not seen(tmp_path, good + good).content


def test_bytes_put_in_anywhere_are_seen(tmp_path: Path, good: bytes) -> None:
    for place in range(0, len(good), 173):
        seen(tmp_path, good[:place] + b"\0" + good[place:])


def test_a_stretch_of_zeros_is_seen(tmp_path: Path, good: bytes) -> None:
    for place in range(0, len(good) - 64, 509):
        seen(tmp_path, good[:place] + bytes(64) + good[place + 64 :])


def test_changed_content_with_repaired_crc_is_damage(tmp_path: Path, good: bytes, entries: list[Entry]) -> None:
    """The forger changes a byte of a file and writes a flawless zip around it."""
    place = 0
    for index, entry in enumerate(entries):
        start = place + 30 + len(entry.name.encode())
        content = flipped(good[start : start + entry.size], 8)
        mended = [*entries]
        mended[index] = Entry(entry.name, entry.size, zlib.crc32(content))
        header = next(piece for offset, piece in framework(mended) if offset == place)
        body = good[:place] + header + content + good[start + entry.size :]
        changed = body[: -len(directory(entries))] + directory(mended)
        assert seen(tmp_path, changed).verdict is Verdict.DAMAGED
        place = start + entry.size


def test_a_changed_crc_alone_is_seen(tmp_path: Path, package: Path, entries: list[Entry]) -> None:
    lying = [Entry(entry.name, entry.size, entry.crc32 ^ 1) for entry in entries]
    changed = bytearray(package.read_bytes())
    for place, piece in framework(lying):
        changed[place : place + len(piece)] = piece
    assert seen(tmp_path, bytes(changed)).verdict is Verdict.REPACKED
