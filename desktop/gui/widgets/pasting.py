"""Rows copied in Excel or WPS become systems: whatever the order of their columns, with or without a heading."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from msgspec.structs import replace

from desktop.model.filing import System

_ORDER = ("name", "cloud", "platform", "provider", "collaborates", "summary")
_HEADINGS = {
    "name": re.compile(r"(信息|业务|应用)?(系统)?(名称|系统|名)"),
    "cloud": re.compile(r"(是否)?(已)?(在)?(云上|上云)(系统)?"),
    "platform": re.compile(r"(所在|使用的?|部署)?(云)?平台(名称)?"),
    "provider": re.compile(r"(系统|软件)?(供应商|服务商|提供商|厂商|开发商|供方)(名称)?"),
    "display_name": re.compile(r"(系统)?(界面|页面|登录页)(上)?(显示)?(的)?(名|名称)"),
    "collaborates": re.compile(r"(是否)?(与)?(产业链)?(上下游)?协同(系统)?"),
    "summary": re.compile(r"(主要|系统|简要)*(功能)?(简介|说明|描述|介绍|功能)"),
    "": re.compile(r"序号|编号|no\.?|#", re.IGNORECASE),
}
_YES = frozenset({"是", "√", "✓", "✔", "☑", "1", "1.0", "y", "yes", "true", "有", "已上云", "云上", "v"})
_NOTE = re.compile(r"[（(].*?[)）]|[\s:：*？?]")
_RECOGNISED = 2  # headings that make a row the heading


def systems_in(text: str, category: str) -> tuple[System, ...]:
    """The systems that tab-separated rows describe, without ids; rows without a name are left out."""
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return ()
    order = _heading(rows[0])
    if order:
        rows = rows[1:]
    else:
        numbered = len(rows[0]) > 1 and all(row[0].isdecimal() for row in rows)
        order = ("", *_ORDER) if numbered else _ORDER
    made = (_system(dict(zip(order, row, strict=False)), category) for row in rows)
    return tuple(system for system in made if system.name)


def new_ones(systems: tuple[System, ...], present: tuple[System, ...]) -> tuple[System, ...]:
    """Those that are not in the list yet, by category and name."""
    known = {(item.category, item.name) for item in present}
    fresh: dict[tuple[str, str], System] = {}
    for item in systems:
        if (item.category, item.name) not in known:
            fresh.setdefault((item.category, item.name), item)
    return tuple(fresh.values())


def _heading(row: list[str]) -> tuple[str, ...]:
    """The fields that a heading names, "" for a column of no interest; empty when the row is no heading."""
    cells = [_NOTE.sub("", unicodedata.normalize("NFKC", cell)) for cell in row]
    found = [next((field for field, words in _HEADINGS.items() if words.fullmatch(cell)), None) for cell in cells]
    recognised = sum(field is not None for field in found)
    if "name" not in found or recognised < min(_RECOGNISED, len(row)):
        return ()
    return tuple(field or "" for field in found)


def _system(cells: dict[str, str], category: str) -> System:
    words = {key: cells.get(key, "") for key in ("name", "platform", "provider", "summary", "display_name")}
    ticks = {key: cells.get(key, "").lower() in _YES for key in ("cloud", "collaborates")}
    return replace(System("", "", category), **words, **ticks)
