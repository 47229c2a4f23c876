from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from desktop.package.canonical_zip import Entry, whole_crc32
from desktop.package.checksum import joined
from tests.factories.packages import packed


@given(st.binary(max_size=300), st.binary(max_size=300))
@example(b"", b"")
@example(b"x", b"")
@example(b"x", bytes(70_000))
def test_two_stretches_have_the_checksum_of_both_together(first: bytes, second: bytes) -> None:
    assert joined(zlib.crc32(first), zlib.crc32(second), len(second)) == zlib.crc32(first + second)


def test_a_long_stretch_counts_like_two_of_half_its_length() -> None:
    assert joined(1, 0, 5 << 30) == joined(joined(1, 0, 4 << 30), 0, 1 << 30)


def test_a_zip_s_checksum_follows_from_those_of_its_files(tmp_path: Path) -> None:
    files = {"目录.csv": b"list", "01/a.pdf": bytes(range(256)) * 9, "empty": b""}
    zipped = packed(tmp_path / "x.zip", files, "")
    with zipfile.ZipFile(zipped) as archive:
        entries = [Entry(item.filename, item.file_size, item.CRC) for item in archive.infolist()]
    assert whole_crc32(entries) == zlib.crc32(zipped.read_bytes())
