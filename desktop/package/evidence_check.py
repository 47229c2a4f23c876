"""佐证材料.zip against its list and filing.json: exactly what they say, and not a byte more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.package.canonical_zip import COUNT_LIMIT, Entry, whole_crc32
from desktop.package.catalogue import CATALOGUE_LIMIT, Row, read_catalogue
from desktop.package.faults import Fault
from desktop.package.layout import CATALOGUE, EVIDENCE, FILING, evidence_of
from desktop.package.region import Digest, Region, digest
from desktop.package.source import is_canonical
from desktop.package.zip_reading import STORED, ZipEntry, read_zip


@dataclass(frozen=True)
class Inside:
    """What was found in 佐证材料.zip: the faults, the rows of 目录.csv, and the CRC-32 of the whole zip.

    The rows are None where there is no such list, the CRC-32 where the zip is not as our writer writes it.
    """

    faults: Sequence[Fault] = ()
    rows: tuple[Row, ...] | None = None
    crc32: int | None = None


@dataclass(frozen=True)
class Hashed:
    """What reading 佐证材料.zip once came to: its place and size in its file, its SHA-256, and the files in it by path.

    `files` is empty where its structure was not what it should be.
    """

    start: int
    size: int
    sha256: str
    files: Mapping[str, Digest]


def evidence_entries(region: Region) -> tuple[dict[str, ZipEntry], tuple[Row, ...]]:
    """The files of 佐证材料.zip by path, 目录.csv among them, and the rows of 目录.csv.

    Raises:
        Fault: the zip or its list is refused; nothing was unpacked.
    """
    files, folders = read_zip(region, COUNT_LIMIT)
    if folders or any(file.method != STORED for file in files):
        raise _not_ours()
    by_name = {file.name: file for file in files}
    if CATALOGUE not in by_name:
        raise Fault("missing_file", CATALOGUE, "佐证材料里没有目录.csv")
    if by_name[CATALOGUE].size > CATALOGUE_LIMIT:
        raise Fault("too_large", CATALOGUE, "目录.csv 过大，不是正常的目录")
    return by_name, read_catalogue(b"".join(by_name[CATALOGUE].chunks()))


def look_inside(
    region: Region, advance: Callable[[int], None], part: int = 0, known: Mapping[str, Digest] | None = None
) -> Inside:
    """Everything in which the evidence differs from 目录.csv; files in `known` are not read again.

    The inner zip must be canonical: only our writer makes it, so another form could only hide something.
    """
    place = evidence_of(part)
    try:
        files, rows = evidence_entries(region)
    except Fault as fault:
        return Inside([Fault(fault.code, f"{place}/{fault.path}".rstrip("/"), fault.message)])
    faults = list(_set_faults(place, files, rows))
    present = [row for row in rows if row.path in files]
    names = (CATALOGUE, *(row.path for row in present))
    read = known or {}
    digests = {name: read[name] if name in read else digest(files[name].chunks(), advance) for name in names}
    for row in present:
        found = digests[row.path]
        if (found.size, found.sha256) != (row.size, row.sha256):
            faults.append(Fault("altered_file", f"{place}/{row.path}", "佐证材料的内容与目录.csv 登记的不一致"))
    entries = [_entry(name, found) for name, found in digests.items()]
    if is_canonical(region, entries):
        return Inside(faults, rows, whole_crc32(entries))
    return Inside([*faults, _not_ours()], rows)


def _set_faults(place: str, files: Mapping[str, ZipEntry], rows: Sequence[Row]) -> Iterator[Fault]:
    listed = {CATALOGUE, *(row.path for row in rows)}
    for name in sorted(listed - files.keys()):
        yield Fault("missing_file", f"{place}/{name}", "目录.csv 里列出的佐证材料不在压缩包里")
    for name in sorted(files.keys() - listed):
        yield Fault("unlisted_file", f"{place}/{name}", "压缩包里有目录.csv 没有列出的文件")


def filing_faults(rows: Sequence[Row], filing: Mapping[str, Any], part: int) -> Iterator[Fault]:
    """In which the rows of 目录.csv differ from filing.json; of a set they are a share."""
    items = filing.get("evidence", [])
    stated = Counter((str(item.get("sha256")), str(item.get("bytes"))) for item in items if isinstance(item, dict))
    held = Counter((row.sha256, str(row.size)) for row in rows)
    if (held - stated) if part else (len(items) != len(rows) or stated != held):
        yield Fault("evidence_differs", FILING, "filing.json 里的佐证材料与目录.csv 不是同一批文件")


def _entry(name: str, found: Digest) -> Entry:
    return Entry(name, found.size, found.crc32)


def _not_ours() -> Fault:
    return Fault("evidence_zip", EVIDENCE, "佐证材料.zip 的结构不是封装时的写法，可能夹带了别的内容")
