"""What does not fit into one zip below 2 GiB is shared out among several packages of a set. Source: contract §3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.errors import PackageError
from desktop.package.canonical_zip import SIZE_LIMIT, Entry, total_size
from desktop.package.catalogue import part_of_catalogue
from desktop.package.contents import Contents, EvidenceFile

RESERVE = 256 << 20
"""Bytes of a package that evidence leaves free: the printed pages, and a scan that is added later."""


@dataclass(frozen=True)
class Share:
    """The evidence of one package: number `part` of `parts`, or 0 of 0 where one package holds everything."""

    part: int
    parts: int
    catalogue: bytes
    evidence: Sequence[EvidenceFile]


def shares(contents: Contents) -> list[Share]:
    """The evidence in its order, shared out so that every package stays below 2 GiB.

    Raises:
        PackageError: one file is too large for any zip.
    """
    groups = _groups(contents)
    if len(groups) == 1:
        return [Share(0, 0, contents.catalogue, contents.evidence)]
    return [
        Share(number, len(groups), part_of_catalogue(contents.catalogue, {item.path for item in group}), group)
        for number, group in enumerate(groups, start=1)
    ]


def _groups(contents: Contents) -> list[list[EvidenceFile]]:
    room = SIZE_LIMIT - RESERVE - len(contents.filing_json) - len(contents.workbook) - len(contents.catalogue)
    groups: list[list[EvidenceFile]] = [[]]
    taken = 0
    for item in contents.evidence:
        size = total_size([Entry(item.path, item.size, item.crc32)])
        if size > room:
            raise PackageError(f"佐证材料“{item.path}”一份就超过 2 GB 的上限，请压缩或拆成几份后重试。")
        if taken + size > room:
            groups.append([])
            taken = 0
        groups[-1].append(item)
        taken += size
    return groups
