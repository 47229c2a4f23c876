"""What a package is made of: the names of its files and their one order. Source: contract §3."""

from __future__ import annotations

READ_ME = "00-请先读我.txt"
PRINTED = "01-申报材料-打印盖章.pdf"
SCAN = "02-盖章扫描件.pdf"
BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
PROFILE = "bagit-profile.json"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
SIGNATURE = "tagmanifest-sha256.txt.p7s"
FILING = "data/filing.json"
EVIDENCE = "data/佐证材料.zip"
WORKBOOK = "data/申报表.xlsx"
CATALOGUE = "目录.csv"

BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

PAYLOAD = tuple(sorted((FILING, EVIDENCE, WORKBOOK)))
"""What the manifest lists, in the order of the manifest: by code point."""

LISTED_TAGS = tuple(sorted((READ_ME, PRINTED, BAGIT, BAG_INFO, PROFILE, MANIFEST)))
"""What the tag manifest lists, in the order of the tag manifest: by code point."""

LATER = (SIGNATURE, SCAN)
"""What may be added after sealing, and is listed nowhere."""

REQUIRED = (*PAYLOAD, *LISTED_TAGS, TAG_MANIFEST)

ORDER = (*REQUIRED, *LATER)
"""The order in the zip: payload, tag files, tag manifest, then what is added later, so that adding moves nothing."""


def evidence_of(part: int) -> str:
    """Where the evidence lies in a package of a set, counted from 1; `part` 0 is a package that stands alone."""
    return f"data/佐证材料-{part}.zip" if part else EVIDENCE


def for_part(paths: tuple[str, ...], part: int) -> tuple[str, ...]:
    """The same paths in the same places for a package of a set."""
    return tuple(evidence_of(part) if path == EVIDENCE else path for path in paths)
