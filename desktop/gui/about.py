"""What the program is made of: the packages it runs on, with version and licence."""

from __future__ import annotations

import re
from importlib import metadata

from msgspec import Struct

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_TOOLS = frozenset({"pip", "setuptools", "wheel"})  # where the program's own list is not at hand
_LONG = 60  # some packages write the whole licence into this field


class Part(Struct, frozen=True):
    """A package of somebody else."""

    name: str
    version: str
    licence: str


def parts() -> tuple[Part, ...]:
    """Every package the program runs on, by name."""
    found: dict[str, Part] = {}
    waiting = list(_needs("yunqi") or [item.name for item in metadata.distributions() if item.name not in _TOOLS])
    while waiting:
        name = waiting.pop()
        if name.lower() in found or name.lower() == "yunqi":
            continue
        try:
            found[name.lower()] = _part(name)
        except metadata.PackageNotFoundError:
            continue
        waiting += _needs(name)
    return tuple(found[name] for name in sorted(found))


def licence(about: metadata.PackageMetadata) -> str:
    """The licence that a package names, "" where it names none."""
    return _field(about, "License-Expression") or _short(_field(about, "License")) or _classified(about)


def _needs(name: str) -> list[str]:
    """What a package needs here, without what it only offers."""
    try:
        wanted = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    return [match[0] for line in wanted if "extra ==" not in line and (match := _NAME.match(line))]


def _part(name: str) -> Part:
    about = metadata.metadata(name)
    return Part(about["Name"], about["Version"], licence(about) or "见随附的许可证文件")


def _field(about: metadata.PackageMetadata, name: str) -> str:
    return next(iter(about.get_all(name) or []), "")


def _short(text: str) -> str:
    line = text.strip().partition("\n")[0]
    return line if len(line) <= _LONG else ""


def _classified(about: metadata.PackageMetadata) -> str:
    lines = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    return "，".join(line.rpartition(" :: ")[2] for line in lines)
