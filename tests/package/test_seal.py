from __future__ import annotations

import errno
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from desktop.errors import PackageError
from desktop.package import seal as sealing
from desktop.package.canonical_zip import SIZE_LIMIT, Entry
from desktop.package.contents import Contents, EvidenceFile
from desktop.package.layout import MANIFEST, ORDER, PRINTED
from desktop.package.manifest import seal_code
from desktop.package.report import Report, Verdict
from desktop.package.seal import seal
from desktop.package.verify import verify
from desktop.package.zip_writer import ZipWriter
from tests.factories.packages import EVIDENCE, contents, evidence_file, files_of, sealed_package

MEBIBYTE = 1 << 20


def sealing_fails(folder: Path, material: Contents, sentence: str) -> None:
    with pytest.raises(PackageError, match=sentence):
        seal(material, folder)
    assert list(folder.iterdir()) == []


def test_the_same_contents_give_the_same_bytes(tmp_path: Path) -> None:
    first = seal(contents(), tmp_path / "one")
    second = seal(contents(), tmp_path / "two")
    assert first.path.name == second.path.name
    assert first.path.read_bytes() == second.path.read_bytes()


def test_what_comes_out_is_named_counted_and_verified(tmp_path: Path) -> None:
    sealed = seal(contents(), tmp_path)
    assert sealed.path.name == f"2021-1-浙江样例动力股份有限公司-v1-{sealed.seal_code[:8]}.zip"
    assert (sealed.files, sealed.bytes) == (3, sealed.path.stat().st_size)
    assert verify(sealed.path).verdict is Verdict.INTACT
    assert list(tmp_path.iterdir()) == [sealed.path]


def test_the_printed_pages_carry_the_code_of_the_manifest(tmp_path: Path) -> None:
    sealed = seal(contents(), tmp_path)
    files = files_of(sealed.path)
    assert sealed.seal_code == seal_code(files[MANIFEST])
    assert sealed.seal_code.encode() in files[PRINTED]


def test_the_code_depends_on_the_payload_and_on_nothing_else(tmp_path: Path) -> None:
    code = seal(contents(), tmp_path / "1").seal_code
    assert seal(contents(date="2021-11-27", printed=lambda _: b"%PDF"), tmp_path / "2").seal_code == code
    assert seal(contents(workbook=b"other"), tmp_path / "3").seal_code != code


def test_the_files_stand_in_their_fixed_order(package: Path) -> None:
    assert list(files_of(package)) == [path for path in ORDER if path in files_of(package)]


def test_a_draft_is_verified_as_a_draft(tmp_path: Path) -> None:
    path = sealed_package(tmp_path, version=0)
    assert "草稿" in path.name
    assert verify(path).verdict is Verdict.DRAFT


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    seal(contents(), tmp_path, progress=lambda done, total: steps.append((done, total)))
    shares = [done / total for done, total in steps]
    assert len(steps) > len(EVIDENCE) * 2
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_the_same_package_already_there_is_kept(tmp_path: Path) -> None:
    first = seal(contents(), tmp_path)
    before = first.path.stat()
    assert seal(contents(), tmp_path) == first
    assert first.path.stat().st_mtime_ns == before.st_mtime_ns
    assert list(tmp_path.iterdir()) == [first.path]


def test_another_file_of_that_name_is_not_overwritten(tmp_path: Path) -> None:
    path = sealed_package(tmp_path)
    path.write_bytes(b"precious")
    with pytest.raises(PackageError, match="已经存在而内容不同"):
        seal(contents(), tmp_path)
    assert path.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "wrong",
    [{"sha256": sha256(b"other").hexdigest()}, {"crc32": 1}, {"size": 8}, {"size": 3}],
)
def test_evidence_that_changed_since_it_was_attached_is_named(tmp_path: Path, wrong: dict[str, Any]) -> None:
    changed = replace(evidence_file("01/001.pdf", b"content"), **wrong)
    sealing_fails(tmp_path, contents({"01/001.pdf": b"content"}, evidence=[changed]), "01/001.pdf")


@pytest.mark.parametrize(
    "wrong",
    [
        {"catalogue": contents({}).catalogue},
        {"filing_json": contents({}).filing_json},
        {"filing_json": b"{"},
        {"evidence": contents({}).evidence},
        {"evidence": list(reversed(contents().evidence))},
        {"enterprise": "另一家企业", "filing_json": contents().filing_json},
    ],
)
def test_contents_that_contradict_each_other_do_not_survive_the_reading_back(
    tmp_path: Path, wrong: dict[str, Any]
) -> None:
    sealing_fails(tmp_path, contents(**wrong), "读回核验没有通过")


def test_a_path_that_windows_cannot_hold_is_refused(tmp_path: Path) -> None:
    sealing_fails(tmp_path, contents({"01/aux.pdf": b"x"}), "Windows")


@pytest.mark.parametrize(
    ("version", "supersedes"),
    [(2, ""), (1, "a" * 64), (0, "a" * 64)],
)
def test_a_version_and_what_it_supersedes_must_agree(tmp_path: Path, version: int, supersedes: str) -> None:
    sealing_fails(tmp_path, contents(version=version, supersedes=supersedes), "取代")


def test_more_than_two_gibibytes_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    def never() -> Iterator[bytes]:
        raise AssertionError

    huge = EvidenceFile("01/001.bin", SIZE_LIMIT, "0" * 64, 0, never)
    sealing_fails(tmp_path, contents(evidence=[huge]), "超过 2 GB")


def test_more_files_than_one_zip_takes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.package.zip_writer.COUNT_LIMIT", 3)
    sealing_fails(tmp_path, contents(), "多于 3 份")


def test_a_missing_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    assert sealed_package(tmp_path / "报送" / "2021").is_file()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PackageError, match="file"):
        seal(contents(), tmp_path / "file" / "out")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "磁盘空间不足"), (errno.EACCES, "没有权限"), (errno.EIO, "无法在")],
)
def test_a_disk_that_refuses_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def refuse(_: ZipWriter) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(ZipWriter, "close", refuse)
    sealing_fails(tmp_path, contents(), sentence)


@pytest.mark.parametrize("stop_after", [0, 1, 3, 8])
def test_an_interruption_at_any_time_leaves_no_file(tmp_path: Path, stop_after: int) -> None:
    calls = iter(range(stop_after))

    def interrupt(_done: int, _total: int) -> None:
        if next(calls, None) is None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seal(contents(), tmp_path, progress=interrupt)
    assert list(tmp_path.iterdir()) == []


def test_a_package_that_the_disk_garbled_is_not_given_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest: Callable[..., Report] = verify

    def garbled(path: Path, **arguments: object) -> Report:
        with path.open("r+b") as file:
            _flip(file, 100)
        return honest(path, **arguments)

    monkeypatch.setattr(sealing, "verify", garbled)
    sealing_fails(tmp_path, contents(), "读回核验没有通过")


@pytest.mark.parametrize("inside", ["header", "content", "end"])
def test_evidence_garbled_on_its_way_to_the_disk_is_seen_by_reading_behind_the_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    """Nothing of it is read again afterwards, so whoever reads behind the writer must see it."""
    evidence = b"\7" * 3 * MEBIBYTE
    honest = ZipWriter.begin

    def remembering(writer: ZipWriter, entry: Entry) -> int:
        start = honest(writer, entry)
        places = {"header": start + 8, "content": start + entry.size - MEBIBYTE, "end": start + entry.size - 4}
        if entry.size > len(evidence):
            writer.file = cast("BinaryIO", Garbling(writer.file, places[inside]))
        return start

    monkeypatch.setattr(ZipWriter, "begin", remembering)
    sealing_fails(tmp_path, contents({"01/001.bin": evidence}), "读回核验没有通过")


class Garbling:
    """A file in which one bit at `place` comes out wrong."""

    def __init__(self, file: BinaryIO, place: int) -> None:
        self.file, self.place = file, place

    def write(self, data: bytes) -> int:
        at = self.place - self.file.tell()
        wrong = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] if 0 <= at < len(data) else data
        return self.file.write(wrong)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def _flip(file: BinaryIO, place: int) -> None:
    file.seek(place)
    byte = file.read(1)[0] ^ 1
    file.seek(place)
    file.write(bytes([byte]))


def test_large_evidence_passes_in_little_memory(tmp_path: Path) -> None:
    block = bytes(MEBIBYTE)
    count = 64
    digest, crc32 = sha256(block * count).hexdigest(), zlib.crc32(block * count)
    big = EvidenceFile("01/001.bin", count * MEBIBYTE, digest, crc32, lambda: (block for _ in range(count)))
    honest = contents({"01/001.bin": block * count})
    tracemalloc.start()
    try:
        seal(replace(honest, evidence=[big]), tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 16 * MEBIBYTE
