"""Small packages for tests: honest contents, and what they are sealed into."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.package.bag_info import read_bag_info, write_bag_info
from desktop.package.catalogue import COLUMNS
from desktop.package.contents import Contents, EvidenceFile
from desktop.package.layout import BAG_INFO, LISTED_TAGS, MANIFEST, READ_ME, TAG_MANIFEST
from desktop.package.manifest import seal_code, write_manifest
from desktop.package.read_me import read_me
from desktop.package.seal import seal
from desktop.package.sm3 import sm3_hex
from desktop.package.zip_writer import ZipWriter

ENTERPRISE = "浙江样例动力股份有限公司"
EVIDENCE: Mapping[str, bytes] = {
    "01-营业执照/001-营业执照副本.pdf": b"%PDF-1.4 licence" * 20,
    "02-合同/002-云服务合同（2020年度）.pdf": bytes(range(256)) * 8,
    "03-截图/003-登录页-䶮系统.png": b"",
}


def evidence_file(path: str, content: bytes) -> EvidenceFile:
    def chunks() -> Iterator[bytes]:
        middle = len(content) // 2
        yield content[:middle]
        yield content[middle:]

    return EvidenceFile(path, len(content), hashlib.sha256(content).hexdigest(), zlib.crc32(content), chunks)


def catalogue_of(files: Mapping[str, bytes]) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, (path, content) in enumerate(files.items(), 1):
        digest = hashlib.sha256(content).hexdigest()
        writer.writerow([number, path, "营业执照", "", path, len(content), digest, "2020-03-18", "说明，含逗号"])
    return lines.getvalue().encode("utf-8-sig")


def filing_of(files: Mapping[str, bytes], **changes: Any) -> bytes:
    items = [
        {"file": path, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "for": []}
        for path, content in files.items()
    ]
    filing = {
        "format": "yunqi-filing/1",
        "batch": {"id": "2021-1"},
        "enterprise": {"name": ENTERPRISE},
        "evidence": items,
        **changes,
    }
    return json.dumps(filing, ensure_ascii=False).encode()


def contents(files: Mapping[str, bytes] = EVIDENCE, **changes: Any) -> Contents:
    """Honest contents; `changes` replaces any field."""
    plain = Contents(
        batch="2021-1",
        enterprise=ENTERPRISE,
        version=1,
        date="2021-11-26",
        sample=False,
        supersedes="",
        software="yunqi 0.1.0",
        filing_json=filing_of(
            files,
            sample=changes.get("sample", False),
            enterprise={"name": changes.get("enterprise", ENTERPRISE)},
        ),
        workbook=b"PK workbook " * 30,
        catalogue=catalogue_of(files),
        evidence=[evidence_file(path, content) for path, content in files.items()],
        printed=lambda code: f"%PDF-1.4 {code}".encode(),
    )
    return replace(plain, **changes)


def sealed_package(folder: Path, files: Mapping[str, bytes] = EVIDENCE, **changes: Any) -> Path:
    return seal(contents(files, **changes), folder).path


def files_of(package: Path) -> dict[str, bytes]:
    """The files of a package by path in the bag."""
    with zipfile.ZipFile(package) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def packed(target: Path, files: Mapping[str, bytes], top: str | None = None) -> Path:
    """A canonical zip of these files, whatever they are."""
    folder = f"2021-1-{ENTERPRISE}-v1/" if top is None else top
    with target.open("wb") as file:
        writer = ZipWriter(file)
        for path, content in files.items():
            writer.add(folder + path, content)
        writer.close()
    return target


def unpacked(folder: Path, files: Mapping[str, bytes]) -> Path:
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def with_tags_repaired(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """As a forger would: the tag manifest made to fit the tag files."""
    listed = {name: hashlib.sha256(files[name]).hexdigest() for name in LISTED_TAGS}
    return {**files, TAG_MANIFEST: write_manifest(listed)}


def with_manifest_repaired(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """As a forger would: the manifest made to fit the payload, then the tag manifest; the seal code stays behind."""
    listed = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name.startswith("data/")}
    return with_tags_repaired({**files, MANIFEST: write_manifest(listed)})


def with_seal_repaired(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """As a thorough forger would: manifest, seal codes, sums, note and tag manifest all made to fit the payload."""
    mended = with_manifest_repaired(files)
    payload = [content for name, content in mended.items() if name.startswith("data/")]
    info = replace(
        read_bag_info(mended[BAG_INFO]),
        octets=sum(map(len, payload)),
        files=len(payload),
        seal_code=seal_code(mended[MANIFEST]),
        seal_code_sm3=sm3_hex(mended[MANIFEST]),
    )
    return with_tags_repaired({**mended, BAG_INFO: write_bag_info(info), READ_ME: read_me(info)})
