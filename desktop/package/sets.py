"""Whether the packages of a set are all there and belong together; each is judged by itself. Source: contract §3."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.errors import PackageError
from desktop.package.layout import FILING
from desktop.package.names import names_of_set
from desktop.package.reading import Package, open_package
from desktop.package.report import Problem, Report, problem

Held = Counter[tuple[str, int]]


def set_problems(path: Path, report: Report, given: Iterable[Path] = ()) -> list[Problem]:
    """What the set lacks to which the package at `path` belongs: looked for among `given` and beside it."""
    if not report.parts:
        return []
    filing = b""
    found: dict[int, Held] = {}
    for other in (path, *set_of(path, given)):
        for part, content, held in _looked_at(other, report):
            filing = filing or content
            if hashlib.sha256(content).digest() == hashlib.sha256(filing).digest():
                found.setdefault(part, held)
    missing = [part for part in range(1, report.parts + 1) if part not in found]
    if missing:
        named = "、".join(f"第 {part} 包" for part in missing)
        message = f"这是第 {report.part} 包，共 {report.parts} 包，没有找到{named}；请把整套放在同一个文件夹里再核验"
        return [problem("part_missing", "", message)]
    if sum(found.values(), Held()) != _stated(filing):
        return [problem("evidence_differs", FILING, "整套申报包里的佐证材料合起来与 filing.json 不是同一批文件")]
    return []


def set_of(path: Path, given: Iterable[Path] = ()) -> list[Path]:
    """The other packages of a set, among `given` and beside the one at `path`, without those that are not there."""
    beside = (path.with_name(name) for name in names_of_set(path.name))
    named = {item.resolve(): item for item in (*given, *beside) if item.exists()}
    named.pop(path.resolve(), None)
    return list(named.values())


def _looked_at(path: Path, report: Report) -> Iterator[tuple[int, bytes, Held]]:
    """Number, filing.json and evidence of a package of the same set; nothing where it is none."""
    try:
        with open_package(path) as package:
            info = package.info
            if (info.printed_code, info.parts) == (report.seal_code, report.parts):
                yield info.part, package.filing_json, _held(package)
    except PackageError:
        return


def _held(package: Package) -> Held:
    return Counter((row.sha256, row.size) for row in package.rows)


def _stated(filing_json: bytes) -> Held:
    try:
        items = json.loads(filing_json)["evidence"]
        return Counter((str(item["sha256"]), int(item["bytes"])) for item in items)
    except (ValueError, KeyError, TypeError, RecursionError):
        return Counter()
