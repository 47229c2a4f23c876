"""One package under the verifier's eyes: every rule of contract §3 that needs no library, one method each."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from typing import Any

from desktop.package.bag_info import DRAFT, BagInfo, organization, read_bag_info
from desktop.package.beside import Beside
from desktop.package.canonical_zip import Entry
from desktop.package.evidence_check import Hashed, Inside, filing_faults, look_inside
from desktop.package.faults import Fault
from desktop.package.filing_text import read_filing
from desktop.package.layout import (
    BAG_INFO,
    BAGIT,
    BAGIT_TEXT,
    FILING,
    LATER,
    LISTED_TAGS,
    MANIFEST,
    ORDER,
    PAYLOAD,
    PROFILE,
    READ_ME,
    REQUIRED,
    SIGNATURE,
    TAG_MANIFEST,
    evidence_of,
    for_part,
)
from desktop.package.manifest import read_manifest, seal_code
from desktop.package.profile import PROFILE_JSON
from desktop.package.read_me import read_me
from desktop.package.region import Digest, digest
from desktop.package.report import Problem, Report, Verdict, problem, with_problems
from desktop.package.sm3 import sm3_hex
from desktop.package.source import File, Source, is_canonical

TEXT_LIMIT = 64 << 10
FILING_LIMIT = 64 << 20


class Examination:
    """Looks at one package once; `progress` is told bytes read and bytes to read.

    `known` is what reading its evidence came to, where that was read and hashed a moment ago.
    """

    def __init__(
        self, source: Source, progress: Callable[[int, int], None] | None, known: Hashed | None = None
    ) -> None:
        self._source = source
        self._progress = progress
        self._known = known
        self._part = _part_of(source)
        self._order = for_part(ORDER, self._part)
        self._evidence_path = evidence_of(self._part)
        evidence = source.files[self._evidence_path].size if self._evidence_path in source.files else 0
        self._total = evidence + sum(file.size for path, file in source.files.items() if path in self._order)
        self._done = 0
        self._problems: list[Problem] = []
        self._digests: dict[str, Digest] = {}
        self._texts: dict[str, bytes] = {}
        self._inside = Inside()

    def report(self, path: str) -> Report:
        """Everything that can be said of the package."""
        self._file_set()
        self._read()
        self._listing(MANIFEST, for_part(PAYLOAD, self._part))
        self._listing(TAG_MANIFEST, LISTED_TAGS)
        filing = self._filing()
        info = self._bag_info(filing)
        self._evidence(filing)
        self._container(info)
        self._advance(self._total)
        manifest = self._texts.get(MANIFEST, b"")
        flawless = Report(
            path,
            Verdict.DRAFT if info and not info.version else Verdict.INTACT,
            content=True,
            container=True,
            seal_code=(info.group if info else "") or (seal_code(manifest) if manifest else ""),
            enterprise=_text(filing, "enterprise", "name") or (info.organization if info else ""),
            batch=_text(filing, "batch", "id"),
            version=info.version if info else DRAFT,
            part=info.part if info else 0,
            parts=info.parts if info else 0,
        )
        return with_problems(flawless, self._problems)

    def _file_set(self) -> None:
        for path in for_part(REQUIRED, self._part):
            if path not in self._source.files:
                self._find("missing_file", path, "缺少这个文件，不能证明内容完好")
        for path, file in self._source.files.items():
            if path not in self._order:
                self._find("unlisted_file", path, "包里有清单没有列出的文件")
            elif path in LATER and not file.size:
                self._find("empty_file", path, "是空文件，不是后来加入的签名或扫描件")
        for path in self._source.strays:
            if _of_macos(path):
                message = "macOS 压缩时附带的文件，不属于申报包，可以忽略"
                self._problems.append(problem("macos_extra", path, message, container=True))
            else:
                self._find("unlisted_file", path, "压缩包里有不属于这个包的文件")
        for path in self._source.folders:
            self._find("unlisted_folder", path, "包里有多余的文件夹")

    def _read(self) -> None:
        """Hash every file of ours once, and keep the few texts."""
        for path in self._order:
            if path not in self._source.files:
                continue
            try:
                if path == self._evidence_path:
                    self._digests[path] = self._read_evidence(self._source.files[path])
                else:
                    self._digests[path] = digest(self._source.files[path].chunks(), self._advance)
                if path in {FILING, BAGIT, BAG_INFO, PROFILE, READ_ME, MANIFEST, TAG_MANIFEST}:
                    self._texts[path] = self._source.content(path, FILING_LIMIT if path == FILING else TEXT_LIMIT)
            except Fault as fault:
                self._find(fault.code, path, fault.message)

    def _read_evidence(self, file: File) -> Digest:
        """Hash the zip of evidence in a thread, and beside it every file in it; its CRC-32 follows from theirs."""
        if self._known and self._known.files:
            return self._known_evidence(file, self._known)
        counted = [0]

        def outside(check: Callable[[], None]) -> tuple[int, str]:
            size, sha256 = 0, hashlib.sha256()
            for chunk in file.chunks():
                check()
                sha256.update(chunk)
                size += len(chunk)
                counted[0] += len(chunk)
            return size, sha256.hexdigest()

        def inside(size: int) -> None:
            counts, counted[0] = counted[0], 0
            self._advance(size + counts)

        with Beside(outside) as other:
            try:
                with file.region() as region:
                    self._inside = look_inside(region, inside, self._part)
            except Fault:
                self._inside = Inside()  # what cannot be unpacked is told by the other thread
            size, sha256 = other.result(lambda: inside(0))
        return self._whole(file, size, sha256)

    def _known_evidence(self, file: File, known: Hashed) -> Digest:
        """What was read a moment ago is not read again; what lies somewhere else was not read."""
        with file.region() as region:
            if (known.start, known.size) != (region.start, region.size):
                raise Fault("evidence_zip", self._evidence_path, "不在写入时的位置")
            self._inside = look_inside(region, self._advance, self._part, known.files)
        return self._whole(file, known.size, known.sha256)

    def _whole(self, file: File, size: int, sha256: str) -> Digest:
        crc32 = self._inside.crc32
        return Digest(size, sha256, _crc32(file) if crc32 is None else crc32)

    def _listing(self, manifest: str, expected: tuple[str, ...]) -> None:
        """Every file the manifest must list is listed, and is what it says; it lists nothing else."""
        if manifest not in self._texts:
            return
        try:
            listed = read_manifest(manifest, self._texts[manifest])
        except Fault as fault:
            self._find(fault.code, fault.path, fault.message)
            return
        for path in expected:
            if path not in listed:
                self._find("not_listed", path, f"{manifest} 没有列出这个文件")
            elif path in self._digests and self._digests[path].sha256 != listed[path]:
                self._find("altered_file", path, "内容与封装时不一致，已被改动或损坏")
        for path in sorted(listed.keys() - set(expected)):
            self._find("listed_too_much", path, f"{manifest} 列出了不属于申报包的文件")

    def _filing(self) -> dict[str, Any]:
        if FILING not in self._texts:
            return {}
        try:
            return read_filing(self._texts[FILING])
        except Fault as fault:
            self._find(fault.code, fault.path, fault.message)
            return {}

    def _bag_info(self, filing: dict[str, Any]) -> BagInfo | None:
        self._require_text(BAGIT, BAGIT_TEXT, "bagit_text", "BagIt 声明与规定不符")
        self._require_text(PROFILE, PROFILE_JSON, "profile_differs", "格式说明与规定不符")
        if BAG_INFO not in self._texts:
            return None
        try:
            info = read_bag_info(self._texts[BAG_INFO])
        except Fault as fault:
            self._find(fault.code, fault.path, fault.message)
            return None
        self._require_text(READ_ME, read_me(info), "read_me_differs", "说明文字与规定不符，可能被人改写")
        self._sums(info)
        if info.signer and SIGNATURE not in self._source.files:
            self._find("signature_missing", SIGNATURE, "包里登记了数字签名，签名文件却不在了，可能被人去掉")
        if filing:
            self._identity(info, filing)
        return info

    def _sums(self, info: BagInfo) -> None:
        payload = [self._digests[path].size for path in for_part(PAYLOAD, self._part) if path in self._digests]
        if (info.octets, info.files) != (sum(payload), len(payload)):
            self._find("payload_oxum", BAG_INFO, "登记的文件数或字节数与 data/ 不符")
        manifest = self._texts.get(MANIFEST, b"")
        if info.seal_code != seal_code(manifest):
            self._find("seal_code", BAG_INFO, "登记的封装码不等于 manifest-sha256.txt 的 SHA-256")
        if info.part == 1 and info.group != info.seal_code:
            self._find("set_code", BAG_INFO, "第 1 包登记的整套封装码不是它自己的封装码")
        if info.seal_code_sm3 != sm3_hex(manifest):
            self._find("seal_code_sm3", BAG_INFO, "登记的 SM3 封装码不等于 manifest-sha256.txt 的 SM3")

    def _identity(self, info: BagInfo, filing: dict[str, Any]) -> None:
        if info.organization != organization(_text(filing, "enterprise", "name")):
            self._find("enterprise_differs", BAG_INFO, "登记的企业名称与 filing.json 不同")
        if info.sample is not (filing.get("sample", False) is True):
            self._find("sample_differs", BAG_INFO, "样例标记与 filing.json 不同")

    def _evidence(self, filing: dict[str, Any]) -> None:
        if self._evidence_path not in self._digests:
            return
        faults, rows = self._inside.faults, self._inside.rows
        for fault in (*faults, *(filing_faults(rows, filing, self._part) if rows is not None and filing else ())):
            self._find(fault.code, fault.path, fault.message)

    def _container(self, info: BagInfo | None) -> None:
        """The zip is what our writer makes of this content; a folder has no zip around it that could be wrong."""
        if self._source.zip is None:
            return
        folder = info.identifier if info else ""
        entries = [Entry(f"{folder}/{path}", found.size, found.crc32) for path, found in self._digests.items()]
        if not is_canonical(self._source.zip, entries):
            message = "压缩包不是封装时的那一个：重新打包过，或压缩包的结构被改动过"
            self._problems.append(problem("repacked", "", message, container=True))

    def _require_text(self, path: str, expected: bytes, code: str, message: str) -> None:
        if path in self._texts and self._texts[path] != expected:
            self._find(code, path, message)

    def _find(self, code: str, path: str, message: str) -> None:
        self._problems.append(problem(code, path, message))

    def _advance(self, count: int) -> None:
        self._done += count
        if self._progress:
            self._progress(min(self._done, self._total), self._total)


def _crc32(file: File) -> int:
    found = 0
    for chunk in file.chunks():
        found = zlib.crc32(chunk, found)
    return found


def _of_macos(path: str) -> bool:
    """Whether a file beside the bag is one that macOS adds to every archive; inside the bag it would be unlisted."""
    name = path.rpartition("/")[2]
    return name == ".DS_Store" or (path.startswith("__MACOSX/") and name.startswith("._"))


def _part_of(source: Source) -> int:
    """The package's number in its set; 0 where it stands alone, or does not say."""
    try:
        return read_bag_info(source.content(BAG_INFO, TEXT_LIMIT)).part if BAG_INFO in source.files else 0
    except Fault:
        return 0


def _text(filing: dict[str, Any], group: str, key: str) -> str:
    value = filing.get(group)
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
