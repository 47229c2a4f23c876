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
from desktop.package.layout import BAG_INFO, CATALOGUE, EVIDENCE, FILING, PRINTED, REQUIRED, WORKBOOK
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
            if missing := [name for name in REQUIRED if name not in source.files]:
                raise PackageError(f"“{path.name}”里没有 {missing[0]}，不是完整的申报包，无法导入。")
            info = read_bag_info(source.content(BAG_INFO, TEXT_LIMIT))
            with source.files[EVIDENCE].region() as region:
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
