"""What an import takes out of a package: the filing and the bytes of every piece of evidence.

Only for packages whose content the verifier found right; the caller asks `verify` first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import PackageError
from desktop.package.bag_info import BagInfo, read_bag_info
from desktop.package.catalogue import Row
from desktop.package.evidence_check import evidence_entries
from desktop.package.examination import FILING_LIMIT, TEXT_LIMIT
from desktop.package.faults import Fault, shown
from desktop.package.layout import BAG_INFO, CATALOGUE, FILING, PRINTED, REQUIRED, WORKBOOK, evidence_of, for_part
from desktop.package.source import open_source, readable
from desktop.package.zip_reading import ZipEntry

PRINTED_LIMIT = 256 << 20


@dataclass(frozen=True)
class Package:
    """An open package at `path`: its bag-info, its texts as bytes, and the rows of 目录.csv in the reviewer's order."""

    path: Path
    info: BagInfo
    filing_json: bytes
    workbook: bytes
    printed: bytes
    catalogue: bytes
    rows: tuple[Row, ...]
    _entries: Mapping[str, ZipEntry]

    def evidence(self, path: str) -> Iterator[bytes]:
        """The bytes of the evidence at `path` in 佐证材料.zip, a mebibyte at a time.

        Raises:
            PackageError: there is no such file, or it cannot be read.
        """
        if path not in self._entries:
            raise PackageError(f"包里没有佐证材料“{shown(path)}”，请核对目录.csv。")
        with readable(self.path):
            yield from self._entries[path].chunks()


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """The package at `path`, zip or unpacked folder, open while the context lasts.

    Raises:
        PackageError: it cannot be opened, or is no package; the sentence says why.
    """
    try:
        with open_source(path) as source:
            if BAG_INFO not in source.files:
                raise _incomplete(path, BAG_INFO)
            info = read_bag_info(source.content(BAG_INFO, TEXT_LIMIT))
            if missing := [name for name in for_part(REQUIRED, info.part) if name not in source.files]:
                raise _incomplete(path, missing[0])
            with source.files[evidence_of(info.part)].region() as region:
                entries, rows = evidence_entries(region)
                catalogue = b"".join(entries[CATALOGUE].chunks())
                yield Package(
                    path=path,
                    info=info,
                    filing_json=source.content(FILING, FILING_LIMIT),
                    workbook=source.content(WORKBOOK, FILING_LIMIT),
                    printed=source.content(PRINTED, PRINTED_LIMIT),
                    catalogue=catalogue,
                    rows=rows,
                    _entries=entries,
                )
    except Fault as fault:
        raise PackageError(f"“{path.name}”无法导入：{shown(fault.message)}。") from None


def later_file(path: Path, name: str, limit: int) -> bytes:
    """What was added to a package after sealing, or b"" where nothing was.

    Raises:
        PackageError: it cannot be read, or has more than `limit` bytes.
    """
    try:
        with readable(path), open_source(path) as source:
            return source.content(name, limit) if name in source.files else b""
    except Fault as fault:
        raise PackageError(f"“{path.name}”里的“{name}”读不出来：{shown(fault.message)}。") from None


def _incomplete(path: Path, missing: str) -> PackageError:
    return PackageError(f"“{path.name}”里没有 {missing}，不是完整的申报包，无法导入。")
