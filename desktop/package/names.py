"""What a package and its folder are called, so that people tell them apart at a glance. Source: contract §3."""

from __future__ import annotations

import re

from desktop.model.file_names import safe_component
from desktop.package.bag_info import part_mark, version_mark

BATCH_UNITS = 24
ENTERPRISE_UNITS = 60
PART_UNITS = 6  # “-2of3” takes as many from the enterprise
CODE_DIGITS = 8
NAMELESS = "企业"


_PART = re.compile(r"-([1-9][0-9]?)of([2-9]|[1-9][0-9])(\.zip)?$")


def folder_name(batch: str, enterprise: str, version: int, part: int = 0, parts: int = 0) -> str:
    """The folder in the zip: batch, enterprise (cleaned), version, number in a set; version 0 is a draft.

    With the longest path inside it stays within 120 UTF-16 units.
    """
    units = ENTERPRISE_UNITS - (PART_UNITS if parts else 0)
    name = safe_component(enterprise, units) if enterprise.strip() else NAMELESS
    return f"{safe_component(batch, BATCH_UNITS)}-{name}-{version_mark(version)}{part_mark(part, parts)}"


def package_name(batch: str, enterprise: str, version: int, seal_code: str, part: int = 0, parts: int = 0) -> str:
    """The zip's file name: its folder's name with the first 8 digits of the printed seal code."""
    plain = folder_name(batch, enterprise, version, part, parts).removesuffix(part_mark(part, parts))
    return f"{plain}-{seal_code[:CODE_DIGITS]}{part_mark(part, parts)}.zip"


def names_of_set(name: str) -> tuple[str, ...]:
    """What all packages of a set are called, zips or folders, one of which is called `name`; itself, if it is alone."""
    found = _PART.search(name)
    if not found:
        return (name,)
    stem, end = name[: found.start()], found[3] or ""
    return tuple(f"{stem}-{part}of{found[2]}{end}" for part in range(1, int(found[2]) + 1))
