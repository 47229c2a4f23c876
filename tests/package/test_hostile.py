"""Packages made to do harm: refused with the reason, nothing written, no crash, bounded time and memory."""

from __future__ import annotations

import os
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.package import zip_reading
from desktop.package.canonical_zip import Entry, directory, local_header
from desktop.package.layout import BAG_INFO, EVIDENCE, FILING, LATER
from desktop.package.report import Report, Verdict
from desktop.package.verify import verify
from tests.factories.packages import ENTERPRISE, packed, unpacked

TOP = f"2021-1-{ENTERPRISE}-v1/"
Files = dict[str, bytes]


def refused(path: Path, code: str) -> Report:
    before = sorted(path.parent.rglob("*"))
    report = verify(path)
    assert report.verdict is Verdict.DAMAGED
    assert code in {item.code for item in report.problems}
    assert all(item.message for item in report.problems)
    assert sorted(path.parent.rglob("*")) == before
    return report


def patched(package: Path, target: Path, change: Callable[[bytearray], None]) -> Path:
    content = bytearray(package.read_bytes())
    change(content)
    target.write_bytes(content)
    return target


def field(name: str, *, local: int | None, central: int, size: int, value: int) -> Callable[[bytearray], None]:
    """Write `value` at these offsets in both headers of the file called `name`."""

    def change(content: bytearray) -> None:
        raw = (TOP + name).encode()
        first, last = content.find(raw), content.rfind(raw)
        if local is not None:
            content[first - 30 + local : first - 30 + local + size] = value.to_bytes(size, "little")
        content[last - 46 + central : last - 46 + central + size] = value.to_bytes(size, "little")

    return change


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "/etc/evil",
        "C:/evil",
        "C:evil",
        "\\\\server\\share\\evil",
        "a\\..\\evil",
        "x/../../evil",
        "evil\n",
        "e\u202evil",
    ],
)
def test_a_name_that_leads_outside_or_deceives(tmp_path: Path, files: Files, name: str) -> None:
    plain = {TOP + path: content for path, content in files.items()}
    report = refused(packed(tmp_path / "x.zip", {**plain, name: b"evil"}, ""), "unsafe_path")
    assert all(item.path.isprintable() for item in report.problems)


def test_a_symlink_in_a_zip(tmp_path: Path, package: Path) -> None:
    link = field(FILING, local=None, central=38, size=4, value=(stat.S_IFLNK | 0o777) << 16)
    refused(patched(package, tmp_path / "x.zip", link), "not_a_file")


def test_a_symlink_in_a_folder(tmp_path: Path, files: Files) -> None:
    bag = unpacked(tmp_path / "bag", files)
    (bag / FILING).unlink()
    (bag / FILING).symlink_to("/etc/passwd")
    refused(bag, "not_a_file")


def test_a_pipe_in_a_folder_does_not_block(tmp_path: Path, files: Files) -> None:
    bag = unpacked(tmp_path / "bag", files)
    os.mkfifo(bag / "data" / "pipe")
    refused(bag, "not_a_file")


def test_a_folder_linked_to_itself(tmp_path: Path, files: Files) -> None:
    bag = unpacked(tmp_path / "bag", files)
    (bag / "data" / "again").symlink_to(bag, target_is_directory=True)
    refused(bag, "not_a_file")


def test_a_file_name_that_is_no_text(tmp_path: Path, files: Files) -> None:
    bag = unpacked(tmp_path / "bag", files)
    Path(os.fsdecode(os.fsencode(bag) + b"/\xff\xfe")).write_bytes(b"")
    refused(bag, "unsafe_path")


def test_the_same_name_twice(tmp_path: Path, files: Files) -> None:
    archive = zipfile.ZipFile(packed(tmp_path / "x.zip", files), "a")
    with pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(TOP + FILING, files[FILING])
    archive.close()
    refused(tmp_path / "x.zip", "duplicate_name")


@pytest.mark.parametrize(("extra", "code"), [("data/FILING.JSON", "case_collision"), (f"{FILING}/x", "file_is_folder")])
def test_names_that_meet(tmp_path: Path, files: Files, extra: str, code: str) -> None:
    refused(packed(tmp_path / "x.zip", {**files, extra: b""}), code)


def test_an_encrypted_file(tmp_path: Path, package: Path) -> None:
    refused(patched(package, tmp_path / "x.zip", field(FILING, local=6, central=8, size=2, value=0x801)), "encrypted")


@pytest.mark.parametrize("method", [1, 9, 12, 14, 93, 99])
def test_an_unsupported_method(tmp_path: Path, package: Path, method: int) -> None:
    change = field(FILING, local=8, central=10, size=2, value=method)
    refused(patched(package, tmp_path / "x.zip", change), "zip_unsupported")


def test_a_directory_that_differs_from_the_file_s_header(tmp_path: Path, package: Path) -> None:
    refused(
        patched(package, tmp_path / "x.zip", field(FILING, local=None, central=10, size=2, value=8)), "zip_mismatch"
    )


def test_sizes_that_lie(tmp_path: Path, package: Path) -> None:
    small = field(FILING, local=22, central=24, size=4, value=3)
    refused(patched(package, tmp_path / "small.zip", small), "lying_size")
    huge = Entry(f"{TOP}bagit.txt", 2**31, 0)
    (tmp_path / "huge.zip").write_bytes(local_header(huge) + b"x" + directory([huge])[:-22] + _end_of([huge], 1))
    refused(tmp_path / "huge.zip", "lying_size")


def _end_of(entries: list[Entry], content: int) -> bytes:
    records = directory(entries)[:-22]
    offset = sum(len(local_header(entry)) for entry in entries) + content
    return struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(entries), len(entries), len(records), offset, 0)


def test_files_that_share_their_bytes(tmp_path: Path) -> None:
    """As in David Fifield's zip bomb, the first file's content holds the second file, header and all."""
    inner = Entry(f"{TOP}bagit.txt", 4, 0)
    outer = Entry(f"{TOP}bag-info.txt", len(local_header(inner)) + 4, 0)
    body = local_header(outer) + local_header(inner) + b"data"
    second = bytearray(directory([inner])[:-22])
    second[42:46] = len(local_header(outer)).to_bytes(4, "little")
    records = directory([outer])[:-22] + second
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 2, 2, len(records), len(body), 0)
    (tmp_path / "x.zip").write_bytes(body + records + end)
    refused(tmp_path / "x.zip", "overlap")


@pytest.mark.parametrize("name", ["a/" * 30_000 + "x", "长" * 20_000])
def test_names_without_end(tmp_path: Path, files: Files, name: str) -> None:
    refused(packed(tmp_path / "x.zip", {**files, name: b""}), "unsafe_path")


def deflated(target: Path, files: Files, *, claimed: dict[str, int] | None = None) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(TOP + name, content)
            info = archive.getinfo(TOP + name)
            info.file_size = (claimed or {}).get(name, info.file_size)
    return target


def test_a_bomb_is_not_unpacked(tmp_path: Path, files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_reading, "BOMB_SIZE", 1 << 20)
    refused(deflated(tmp_path / "x.zip", {**files, FILING: bytes(1 << 22)}), "too_large")


def test_more_than_a_package_can_hold_is_not_unpacked(
    tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_reading, "UNPACKED_LIMIT", 1 << 10)
    (tmp_path / "x.zip").write_bytes(package.read_bytes())
    refused(tmp_path / "x.zip", "too_large")


@pytest.mark.parametrize("claimed", [0, 100, 1 << 21])
def test_a_bomb_that_claims_another_size_stops_there(tmp_path: Path, files: Files, claimed: int) -> None:
    bomb = deflated(tmp_path / "x.zip", {**files, BAG_INFO: bytes(1 << 22)})
    content = bytearray(bomb.read_bytes())
    field(BAG_INFO, local=22, central=24, size=4, value=claimed)(content)
    bomb.write_bytes(content)
    tracemalloc.start()
    try:
        refused(bomb, "unreadable_file")
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_a_huge_text_is_not_taken_into_memory(tmp_path: Path, files: Files) -> None:
    refused(deflated(tmp_path / "x.zip", {**files, BAG_INFO: bytes(1 << 22)}), "too_large")


def test_more_files_than_any_package_has(tmp_path: Path, files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.package.source.FILE_LIMIT", 5)
    refused(packed(tmp_path / "x.zip", files), "too_many")


def test_names_that_are_no_text(tmp_path: Path, package: Path) -> None:
    def spoil(content: bytearray) -> None:
        for place in (content.find(b"filing.json"), content.rfind(b"filing.json")):
            content[place] = 0xFF

    refused(patched(package, tmp_path / "x.zip", spoil), "bad_name")


@pytest.mark.parametrize("comment", [b"hidden", b""], ids=["of the zip", "of a file"])
def test_a_comment_may_hide_nothing(tmp_path: Path, package: Path, comment: bytes) -> None:
    target = tmp_path / "x.zip"
    target.write_bytes(package.read_bytes())
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = comment
        archive.getinfo(TOP + FILING).comment = b"" if comment else b"hidden"
        archive.writestr(f"{TOP}x", b"")
    refused(target, "zip_comment")


def test_a_program_before_the_zip(tmp_path: Path, package: Path) -> None:
    target = tmp_path / "x.zip"
    target.write_bytes(b"MZ" + package.read_bytes())
    refused(target, "zip_prefix")
    target.write_bytes(b"PK" + package.read_bytes())
    refused(target, "zip_prefix")
    target.write_bytes(b"PK program")
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("x", b"x")
    refused(target, "zip_prefix")


@pytest.mark.parametrize("name", LATER)
def test_an_empty_file_in_the_place_of_a_later_one(tmp_path: Path, files: Files, name: str) -> None:
    refused(packed(tmp_path / "x.zip", {**files, name: b""}), "empty_file")


def test_a_pipe_called_zip_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.zip")
    assert verify(tmp_path / "x.zip").verdict is Verdict.NOT_A_PACKAGE


def test_a_folder_larger_than_any_package_is_not_read(tmp_path: Path, files: Files) -> None:
    bag = unpacked(tmp_path / "bag", files)
    with (bag / EVIDENCE).open("r+b") as file:
        file.truncate(1 << 40)  # takes no room, and hours to read
    refused(bag, "too_large")


def test_a_folder_of_thousands_of_files_is_no_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.package.source.FILE_LIMIT", 10)
    for number in range(12):
        (tmp_path / str(number)).write_bytes(b"")
    assert verify(tmp_path).verdict is Verdict.NOT_A_PACKAGE


def test_a_header_that_points_nowhere(tmp_path: Path, package: Path) -> None:
    refused(
        patched(package, tmp_path / "x.zip", field(FILING, local=None, central=42, size=4, value=7)), "zip_mismatch"
    )
    refused(patched(package, tmp_path / "y.zip", field(FILING, local=26, central=30, size=2, value=5)), "zip_directory")


def test_a_zip_that_needs_zip64(tmp_path: Path, package: Path) -> None:
    content = package.read_bytes()
    (tmp_path / "x.zip").write_bytes(content[:-22] + b"PK\6\7" + bytes(16) + content[-22:])
    refused(tmp_path / "x.zip", "zip_unsupported")


@pytest.mark.parametrize("packed_bytes", [b"\xff" * 40, b"\x03\x00", b"\x03\x00more"])
def test_deflated_bytes_that_give_nothing_sensible(tmp_path: Path, packed_bytes: bytes) -> None:
    good = deflated(tmp_path / "x.zip", {"bagit.txt": b""} | {FILING: b"0" * 60})
    content = bytearray(good.read_bytes())
    start = content.find((TOP + FILING).encode()) + len((TOP + FILING).encode())
    length = int.from_bytes(content[start - len((TOP + FILING).encode()) - 12 :][:4], "little")
    content[start : start + length] = packed_bytes.ljust(length, b"!")[:length]
    good.write_bytes(content)
    refused(good, "unreadable_file")
