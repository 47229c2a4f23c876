"""佐证材料.zip must be exactly what its list and filing.json say, even when the seal around it was forged afresh."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.package.canonical_zip import Entry, directory, local_header
from desktop.package.layout import CATALOGUE, EVIDENCE, FILING
from desktop.package.report import Report, Verdict
from desktop.package.verify import verify
from tests.factories.packages import EVIDENCE as PIECES
from tests.factories.packages import catalogue_of, filing_of, packed, sealed_package, with_seal_repaired

Files = dict[str, bytes]


def codes(report: Report) -> set[str]:
    """What is wrong with the content."""
    return {item.code for item in report.problems if not item.container}


def forged(folder: Path, files: Files) -> Report:
    """The verdict on files around which everything else was made to fit."""
    report = verify(packed(folder / "x.zip", with_seal_repaired(files)))
    assert report.verdict is Verdict.DAMAGED
    return report


def test_twins_among_the_evidence_are_two_files(tmp_path: Path) -> None:
    twins = {"001.pdf": b"same", "002.pdf": b"same"}
    assert verify(sealed_package(tmp_path, files=twins)).verdict is Verdict.INTACT


def evidence_zip(folder: Path, pieces: Files) -> bytes:
    return packed(folder / "inner.zip", pieces, "").read_bytes()


@pytest.mark.parametrize(
    ("forge", "code"),
    [
        (lambda inner: {**inner, "99.pdf": b"more"}, "unlisted_file"),
        (lambda inner: dict(list(inner.items())[:-1]), "missing_file"),
        (lambda inner: {name: inner[name] + b"!" * name.startswith("01") for name in inner}, "altered_file"),
        (lambda inner: dict(reversed(inner.items())), "evidence_zip"),
        (lambda inner: {name: inner[name] for name in inner if name != "目录.csv"}, "missing_file"),
        (lambda inner: {**inner, "目录.csv": b"\xff"}, "catalogue_malformed"),
        (lambda inner: {**inner, "目录.csv": "编号\r\n1\r\n".encode()}, "catalogue_malformed"),
        (lambda inner: {**inner, "目录.csv": inner["目录.csv"] + b"1,2\r\n"}, "catalogue_malformed"),
        (lambda inner: {**inner, "目录.csv": inner["目录.csv"].replace(b",2048,", b",2e3,")}, "catalogue_malformed"),
        (lambda inner: {**inner, "目录.csv": inner["目录.csv"].replace(b"01-", b"../")}, "unsafe_path"),
        (lambda inner: {**inner, "con.txt": b""}, "unlisted_file"),
    ],
)
def test_evidence_that_differs_from_its_list_is_found_though_the_seal_was_repaired(
    tmp_path: Path, files: Files, forge: Callable[[Files], Files], code: str
) -> None:
    inner = forge({"目录.csv": catalogue_of(PIECES), **PIECES})
    assert code in codes(forged(tmp_path, {**files, EVIDENCE: evidence_zip(tmp_path, inner)}))


@pytest.mark.parametrize(
    "filing",
    [
        filing_of({}),
        filing_of(dict(list(PIECES.items())[1:])),
        filing_of({**PIECES, "x": b"more"}),
        filing_of(PIECES, evidence=[None, 1, {}]),
        filing_of(PIECES, evidence=[{"sha256": [], "bytes": {}}]),
    ],
)
def test_a_filing_with_other_evidence_is_found_though_the_seal_was_repaired(
    tmp_path: Path, files: Files, filing: bytes
) -> None:
    assert codes(forged(tmp_path, {**files, FILING: filing})) == {"evidence_differs"}


GOOD = filing_of(PIECES)


@pytest.mark.parametrize(
    "filing",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        GOOD.replace(b"{", b'{"a": ' + b"9" * 5000 + b", ", 1),
        GOOD.replace(b"{", b'{"a": NaN, ', 1),
        GOOD.replace(b"{", b'{"a": 1e999, ', 1),
        GOOD.replace(b"{", b'{"a": "\\ud800", ', 1),
        GOOD.replace(b"{", b'{"batch": {}, ', 1),
        b"\xef\xbb\xbf" + GOOD,
        GOOD.decode().encode("utf-16"),
        filing_of(PIECES, evidence={}),
        filing_of(PIECES, batch="2021-1"),
        filing_of(PIECES, format="yunqi-filing/2"),
    ],
)
def test_a_filing_that_is_none_or_can_be_read_two_ways_is_found(tmp_path: Path, files: Files, filing: bytes) -> None:
    assert codes(forged(tmp_path, {**files, FILING: filing})) == {"filing_unreadable"}


@pytest.mark.parametrize("name", ["../evil", "C:/evil", "aux.pdf", "a/./b"])
def test_the_evidence_zip_is_trusted_no_more_than_its_package(tmp_path: Path, files: Files, name: str) -> None:
    inner = evidence_zip(tmp_path, {CATALOGUE: catalogue_of({name: b"x"}), name: b"x"})
    assert "unsafe_path" in codes(forged(tmp_path, {**files, EVIDENCE: inner}))


def test_a_compressed_evidence_zip_is_refused_unread(tmp_path: Path, files: Files) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(CATALOGUE, catalogue_of({"001.bin": bytes(1 << 20)}))
        archive.writestr("001.bin", bytes(1 << 20))
    assert codes(forged(tmp_path, {**files, EVIDENCE: inner.getvalue()})) == {"evidence_zip"}


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all"])
def test_evidence_that_is_no_zip(tmp_path: Path, files: Files, content: bytes) -> None:
    assert codes(forged(tmp_path, {**files, EVIDENCE: content})) == {"zip_truncated"}


def test_hidden_bytes_between_the_evidence(tmp_path: Path, files: Files) -> None:
    pieces = {CATALOGUE: catalogue_of({"001.bin": b"x"}), "001.bin": b"x"}
    entries = [Entry(name, len(content), zlib.crc32(content)) for name, content in pieces.items()]
    body = b"".join(local_header(e) + pieces[e.name] for e in entries) + b"hidden"
    records = directory(entries)
    end = records[:-6] + struct.pack("<IH", len(body), 0)
    filing = filing_of({"001.bin": b"x"})
    assert codes(forged(tmp_path, {**files, EVIDENCE: body + end, FILING: filing})) == {"evidence_zip"}


def test_more_evidence_than_any_filing_has(tmp_path: Path, files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.package.catalogue.COUNT_LIMIT", 2)
    assert codes(forged(tmp_path, files)) == {"catalogue_malformed"}
    monkeypatch.setattr("desktop.package.evidence_check.CATALOGUE_LIMIT", 2)
    assert codes(forged(tmp_path, files)) == {"too_large"}
