"""What a package and its folder are called, so that people tell them apart at a glance. Source: contract §3."""

from __future__ import annotations

from desktop.model.file_names import safe_component
from desktop.package.bag_info import version_mark

BATCH_UNITS = 24
ENTERPRISE_UNITS = 60
CODE_DIGITS = 8
NAMELESS = "企业"


def folder_name(batch: str, enterprise: str, version: int) -> str:
    """The folder in the zip: batch, enterprise (cleaned), version; version 0 is a draft.

    With the longest path inside it stays within 120 UTF-16 units.
    """
    name = safe_component(enterprise, ENTERPRISE_UNITS) if enterprise.strip() else NAMELESS
    return f"{safe_component(batch, BATCH_UNITS)}-{name}-{version_mark(version)}"


def package_name(batch: str, enterprise: str, version: int, seal_code: str) -> str:
    """The zip's file name: its folder's name and the first 8 digits of the seal code."""
    return f"{folder_name(batch, enterprise, version)}-{seal_code[:CODE_DIGITS]}.zip"
