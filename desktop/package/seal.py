"""Sealing: one streamed pass into a temporary file, read back by the verifier, and only then given its name.

The order in which the parts come to be: payload, manifest, seal code, PDF with that code, tag files, tag manifest,
directory. Source: contract §3.
"""

from __future__ import annotations

import errno
import filecmp
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.errors import PackageError
from desktop.package.bag_info import BagInfo, organization, write_bag_info
from desktop.package.contents import Contents, Sealed
from desktop.package.layout import (
    BAG_INFO,
    BAGIT,
    BAGIT_TEXT,
    EVIDENCE,
    FILING,
    LISTED_TAGS,
    MANIFEST,
    PAYLOAD,
    PRINTED,
    PROFILE,
    READ_ME,
    TAG_MANIFEST,
    WORKBOOK,
)
from desktop.package.manifest import seal_code, write_manifest
from desktop.package.names import folder_name, package_name
from desktop.package.profile import PROFILE_JSON
from desktop.package.read_me import read_me
from desktop.package.report import Verdict
from desktop.package.sm3 import sm3_hex
from desktop.package.verify import Progress, verify
from desktop.package.zip_writer import EvidenceZip, ZipWriter

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def seal(
    contents: Contents,
    folder: Path,
    *,
    progress: Progress | None = None,
    settle: Callable[[Sealed], None] = lambda _: None,
) -> Sealed:
    """Write the package of `contents` into `folder`, which is made if need be; verified before it gets its name.

    The same package already there is kept. `progress` is told work done and work in all, writing and reading back
    alike; what it raises stops the sealing. `settle` is called once the package is verified and before it gets its
    name: what must be on record before anybody can hold the package. Whatever goes wrong, no file is left behind.

    Raises:
        PackageError: too large, evidence changed, another file in the place, disk full, no permission, read-back not
            as written.
    """
    _require_version(contents)
    with _sentences(folder):
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f".yunqi-{secrets.token_hex(4)}.tmp"
        try:
            code = _write(contents, temporary, _half(progress, second=False))
            _read_back(contents, temporary, code, _half(progress, second=True))
            name = package_name(contents.batch, contents.enterprise, contents.version, code)
            sealed = Sealed(folder / name, code, len(contents.evidence), temporary.stat().st_size)
            _require_place(temporary, sealed.path)
            settle(sealed)
            _place(temporary, sealed.path)
            return sealed
        finally:
            temporary.unlink(missing_ok=True)


def _require_version(contents: Contents) -> None:
    """A second version says what it supersedes; a first version or a draft supersedes nothing."""
    if (contents.version > 1) != bool(contents.supersedes):
        raise PackageError("版本号与被取代的版本对不上：第 2 版起必须写明取代哪一版，第 1 版和草稿不取代任何版本。")


def _write(contents: Contents, path: Path, progress: Progress) -> str:
    evidence = EvidenceZip(contents.catalogue, contents.evidence)
    top = folder_name(contents.batch, contents.enterprise, contents.version)
    with path.open("x+b") as file:
        writer = ZipWriter(file)
        texts = {FILING: contents.filing_json, WORKBOOK: contents.workbook}
        digests = {}
        for name in PAYLOAD:
            if name == EVIDENCE:
                chunks = _counted(evidence, progress)
                digests[name] = writer.stream(f"{top}/{name}", evidence.size, chunks)
            else:
                digests[name] = _sha256(texts[name])
                writer.add(f"{top}/{name}", texts[name])
        manifest = write_manifest(digests)
        octets = evidence.size + sum(map(len, texts.values()))
        for name, text in _tag_files(contents, top, manifest, octets).items():
            writer.add(f"{top}/{name}", text)
        writer.close()
        file.flush()
        os.fsync(file.fileno())  # the content must be on the disk before the name is
    return seal_code(manifest)


def _tag_files(contents: Contents, identifier: str, manifest: bytes, octets: int) -> dict[str, bytes]:
    """The tag files by name, in their order in the zip."""
    code = seal_code(manifest)
    info = BagInfo(
        organization=organization(contents.enterprise),
        date=contents.date,
        octets=octets,
        files=len(PAYLOAD),
        identifier=identifier,
        seal_code=code,
        seal_code_sm3=sm3_hex(manifest),
        version=contents.version,
        software=contents.software,
        supersedes=contents.supersedes,
        sample=contents.sample,
    )
    texts = {
        READ_ME: read_me(info),
        PRINTED: contents.printed(code),
        BAGIT: BAGIT_TEXT,
        BAG_INFO: write_bag_info(info),
        PROFILE: PROFILE_JSON,
        MANIFEST: manifest,
    }
    listed = {name: texts[name] for name in LISTED_TAGS}
    return {**listed, TAG_MANIFEST: write_manifest({name: _sha256(text) for name, text in listed.items()})}


def _read_back(contents: Contents, path: Path, code: str, progress: Progress) -> None:
    report = verify(path, progress=progress)
    expected = Verdict.DRAFT if contents.is_draft else Verdict.INTACT
    if report.verdict is not expected or not report.container or report.seal_code != code:
        reason = report.problems[0] if report.problems else None
        detail = f"（{reason.path}：{reason.message}）" if reason else ""
        raise PackageError(f"写好的申报包读回核验没有通过，已删除{detail}，请重试；若仍不行，请检查磁盘。")


def _require_place(temporary: Path, target: Path) -> None:
    """The place is free, or holds the very same package."""
    if target.exists() and not (target.is_file() and filecmp.cmp(temporary, target, shallow=False)):
        raise PackageError(f"“{target}”已经存在而内容不同，没有覆盖，请换一个文件夹，或先移走那个文件。")


def _place(temporary: Path, target: Path) -> None:
    if not target.exists():
        temporary.rename(target)
        _fsync_folder(target.parent)


def _fsync_folder(folder: Path) -> None:
    """Put the new name on the disk, where the system lets a folder be opened (Windows does not)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _counted(evidence: EvidenceZip, progress: Progress) -> Iterator[bytes]:
    done = 0
    for chunk in evidence.chunks():
        yield chunk
        done += len(chunk)
        progress(done, evidence.size)


def _half(progress: Progress | None, *, second: bool) -> Progress:
    """Progress of one of two equally long halves, in terms of the whole."""

    def report(done: int, total: int) -> None:
        if progress:
            progress(done + total if second else done, 2 * total)

    return report


@contextmanager
def _sentences(folder: Path) -> Iterator[None]:
    """Errors of the system as sentences for people."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise PackageError(f"磁盘空间不足，没有生成申报包，请清理“{folder}”所在的磁盘或换一个位置。") from None
        if error.errno in _FORBIDDEN:
            raise PackageError(f"没有权限写入“{folder}”，请换一个文件夹后重试。") from None
        reason = error.strerror or type(error).__name__
        raise PackageError(f"无法在“{folder}”写入申报包（{reason}），请检查位置和磁盘后重试。") from None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
