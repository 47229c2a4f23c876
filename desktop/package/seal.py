"""Sealing: one streamed pass into a temporary file, read back by the verifier, and only then given its name.

The order in which the parts come to be: payload, manifest, seal code, PDF with that code, tag files, tag manifest,
directory. Evidence above 2 GB makes a set of packages: all payloads come first, because every package's tag files say
the seal code of the first. Source: contract §3.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from desktop.errors import PackageError
from desktop.package.bag_info import BagInfo, organization, write_bag_info
from desktop.package.beside import Beside
from desktop.package.contents import Contents, Sealed
from desktop.package.evidence_check import Hashed
from desktop.package.layout import (
    BAG_INFO,
    BAGIT,
    BAGIT_TEXT,
    FILING,
    LISTED_TAGS,
    MANIFEST,
    PAYLOAD,
    PRINTED,
    PROFILE,
    READ_ME,
    SIGNATURE,
    TAG_MANIFEST,
    WORKBOOK,
    for_part,
)
from desktop.package.manifest import seal_code, write_manifest
from desktop.package.names import folder_name, package_name
from desktop.package.placing import place, remove, require_place, require_room, sentences
from desktop.package.profile import PROFILE_JSON
from desktop.package.read_back import ReadBack
from desktop.package.read_me import read_me
from desktop.package.report import Verdict
from desktop.package.shares import Share, shares
from desktop.package.sm3 import sm3_hex
from desktop.package.verify import Progress, verify
from desktop.package.zip_writer import EvidenceZip, ZipWriter


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
        PackageError: a file too large, evidence changed, another file in the place or held by another program, disk
            full, no permission, read-back not as written.
    """
    _require_version(contents)
    bags = [_Bag(contents, share, folder) for share in shares(contents)]
    counted = _Counted(progress, sum(bag.evidence.size for bag in bags))
    with sentences(folder), ExitStack() as stack:
        folder.mkdir(parents=True, exist_ok=True)
        require_room(folder, sum(bag.least_size for bag in bags))
        for bag in bags:
            stack.callback(remove, bag.temporary)
        code = _write(contents, bags, counted)
        sealed = _sealed(contents, bags, folder, code)
        targets = (sealed.path, *sealed.others)
        for bag, target in zip(bags, targets, strict=True):
            require_place(bag.temporary, target)
        settle(sealed)
        _place(bags, targets)
        return sealed


def _require_version(contents: Contents) -> None:
    """A second version says what it supersedes; a first version or a draft supersedes nothing."""
    if (contents.version > 1) != bool(contents.supersedes):
        raise PackageError("版本号与被取代的版本对不上：第 2 版起必须写明取代哪一版，第 1 版和草稿不取代任何版本。")


def _write(contents: Contents, bags: list[_Bag], counted: _Counted) -> str:
    """Write all packages into their temporary files and read them back; gives the seal code that the paper shows."""
    with ExitStack() as stack:
        writers = [ZipWriter(stack.enter_context(bag.temporary.open("x+b"))) for bag in bags]
        for bag, writer in zip(bags, writers, strict=True):
            bag.write_payload(writer, counted)
        code = seal_code(bags[0].manifest)
        printed = contents.printed(code)
        for bag, writer in zip(bags, writers, strict=True):
            bag.write_tags(writer, code, printed)
        for bag, writer in zip(bags, writers, strict=True):
            bag.read_back(writer.file, code)
        counted.end()
    return code


def _sealed(contents: Contents, bags: list[_Bag], folder: Path, code: str) -> Sealed:
    names = [
        package_name(contents.batch, contents.enterprise, contents.version, code, bag.share.part, bag.share.parts)
        for bag in bags
    ]
    paths = [folder / name for name in names]
    size = sum(bag.temporary.stat().st_size for bag in bags)
    return Sealed(paths[0], code, len(contents.evidence), size, tuple(paths[1:]))


def _place(bags: list[_Bag], targets: tuple[Path, ...]) -> None:
    """Give all packages their names, or none."""
    placed: list[Path] = []
    try:
        for bag, target in zip(bags, targets, strict=True):
            if place(bag.temporary, target):
                placed.append(target)
    except BaseException:
        for target in placed:
            remove(target)
        raise


class _Bag:
    """One package on its way into a temporary file."""

    def __init__(self, contents: Contents, share: Share, folder: Path) -> None:
        self._contents, self.share = contents, share
        self.evidence = EvidenceZip(share.catalogue, share.evidence)
        self.temporary = folder / f".yunqi-{secrets.token_hex(4)}.tmp"
        self.manifest = b""
        self._read: Hashed | None = None
        self._top = folder_name(contents.batch, contents.enterprise, contents.version, share.part, share.parts)

    @property
    def least_size(self) -> int:
        """Bytes that the package takes at least; the printed pages are not known yet."""
        return self.evidence.size + len(self._contents.filing_json) + len(self._contents.workbook)

    def write_payload(self, writer: ZipWriter, counted: _Counted) -> None:
        """What the manifest lists, and so the manifest; of the evidence it says what was read back."""
        texts = {FILING: self._contents.filing_json, WORKBOOK: self._contents.workbook}
        digests = {name: _sha256(text) for name, text in texts.items()}
        for name in for_part(PAYLOAD, self.share.part):
            if name in texts:
                writer.add(f"{self._top}/{name}", texts[name])
            else:
                self._read = self._write_evidence(writer, f"{self._top}/{name}", counted)
                digests[name] = self._read.sha256
                counted.end_of_package()
        self.manifest = write_manifest(digests)

    def _write_evidence(self, writer: ZipWriter, name: str, counted: _Counted) -> Hashed:
        start = writer.begin(self.evidence.entry(name))
        with ReadBack(self.temporary, start, self.evidence.entries) as behind:
            for chunk in self.evidence.chunks():
                writer.file.write(chunk)
                writer.file.flush()
                behind.written(len(chunk))
                counted.add(len(chunk), behind.read)
            return behind.hashed(lambda: counted.add(0, behind.read))

    def write_tags(self, writer: ZipWriter, code: str, printed: bytes) -> None:
        """What says of whom the payload is, and the end of the zip."""
        info = self._info(code)
        texts = {
            READ_ME: read_me(info),
            PRINTED: printed,
            BAGIT: BAGIT_TEXT,
            BAG_INFO: write_bag_info(info),
            PROFILE: PROFILE_JSON,
            MANIFEST: self.manifest,
        }
        listed = {name: texts[name] for name in LISTED_TAGS}
        listed[TAG_MANIFEST] = write_manifest({name: _sha256(text) for name, text in listed.items()})
        if self._contents.sign:
            listed[SIGNATURE] = self._contents.sign(listed[TAG_MANIFEST])
        for name, text in listed.items():
            writer.add(f"{self._top}/{name}", text)
        writer.close()
        writer.file.flush()

    def read_back(self, file: BinaryIO, code: str) -> None:
        """Refuse what is not as it was meant to be; on the disk on return, because the name must not come first."""
        with Beside(lambda _: os.fsync(file.fileno())) as disk:
            report = verify(self.temporary, known=self._read)
            disk.result(lambda: None)
        expected = Verdict.DRAFT if self._contents.is_draft else Verdict.INTACT
        as_meant = report.verdict is expected and report.container and report.seal_code == code
        if not as_meant or not self.evidence.is_what_the_list_says():
            self.evidence.require_unchanged()
            reason = report.problems[0] if report.problems else None
            detail = f"（{reason.path}：{reason.message}）" if reason else ""
            raise PackageError(f"写好的申报包读回核验没有通过，已删除{detail}，请重试；若仍不行，请检查磁盘。")

    def _info(self, code: str) -> BagInfo:
        contents, share = self._contents, self.share
        return BagInfo(
            organization=organization(contents.enterprise),
            date=contents.date,
            octets=self.least_size,
            files=len(PAYLOAD),
            identifier=self._top,
            seal_code=seal_code(self.manifest),
            seal_code_sm3=sm3_hex(self.manifest),
            version=contents.version,
            software=contents.software,
            supersedes=contents.supersedes,
            sample=contents.sample,
            group=code if share.parts else "",
            part=share.part,
            parts=share.parts,
            signer=contents.signer,
        )


class _Counted:
    """Progress in bytes written and bytes read back, of all packages."""

    def __init__(self, progress: Progress | None, size: int) -> None:
        self._progress, self._all = progress, 2 * size
        self._written = self._read = self._read_before = 0

    def add(self, written: int, read: int) -> None:
        """So many more bytes are written, and so many of this package read."""
        self._written += written
        self._read = self._read_before + read
        self._report(self._written + self._read)

    def end_of_package(self) -> None:
        """What is read from now on is another package's."""
        self._read_before = self._read

    def end(self) -> None:
        """All is done."""
        self._report(self._all)

    def _report(self, done: int) -> None:
        if self._progress:
            self._progress(done, self._all)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
