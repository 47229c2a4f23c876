"""Answers set by path, evidence attached: the edits that need no window."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from desktop.errors import InputError
from desktop.filing import Blob, FilingStore
from desktop.model.carried import after_edit
from desktop.model.decoding import builtins, convert
from desktop.model.filing import BASES, Basis, Evidence, EvidenceUse, Filing
from desktop.model.filing_json import parse, to_document
from desktop.standard.carrying import confirmed, owners
from desktop.standard.definition import Standard, Ticks
from desktop.standard.entry import accepted
from desktop.standard.entry_evidence import check_use, subjects_of
from desktop.standard.invoices import BASIS_WORDS
from desktop.standard.periods import PERIOD_WORDS, period_named, periods, window_in
from desktop.workspace import clock, evidence_files
from desktop.workspace.progress import Progress, silent

_WORDS = {"是": True, "true": True, "否": False, "false": False}
_FIXED = ("format", "standard", "evidence", "carried_from", "unconfirmed")
_SEPARATOR = re.compile(r"[,，、;；\s]+")


def set_values(store: FilingStore, assignments: Iterable[tuple[str, str]]) -> Filing:
    """Set values by path in one transaction, all of them or none.

    A path is that of `filing.json`: `enterprise.name`, `answers.cloud_storage.n`-like, `systems.s1.cloud` (members of
    lists by id or by position from 0; an unknown id begins a new system or service).

    Raises:
        InputError: the first path or value that cannot be taken; nothing was changed.
    """
    document = to_document(store.filing)
    for path, value in assignments:
        _assign(store.standard, document, path, value)
    filing = after_edit(store.filing, accepted(store.standard, convert(document, Filing)))
    with store.writing() as writing:
        writing.save(filing, clock.author(), clock.now())
    return filing


def confirm(store: FilingStore, places: Collection[str]) -> Filing:
    """Confirm copied values: single places, or what people see as one thing (a system with its screenshots).

    Raises:
        InputError: a place at which nothing is to be confirmed; nothing was changed.
    """
    known = {*store.filing.unconfirmed, *owners(store.standard, store.filing)}
    for place in places:
        if place not in known:
            raise InputError(f"“{place[:80]}”没有待确认的内容，用 confirm 不带位置可以列出全部。")
    filing = confirmed(store.standard, store.filing, places)
    with store.writing() as writing:
        writing.save(filing, clock.author(), clock.now())
    return filing


def attach(store: FilingStore, path: Path, use: EvidenceUse, progress: Progress = silent) -> Blob:
    """Attach one file for a requirement and subject; durable on return. `progress` counts bytes.

    The same content under the same name is one piece of evidence, however many things it proves.

    Raises:
        InputError: the file or the requirement cannot be taken; nothing was changed.
    """
    check_use(store.standard, subjects_of(store.standard, store.filing), use, "--for")
    file = evidence_files.usable(path)
    name = evidence_files.name(file)
    kind = evidence_files.kind(file)
    total, done = file.stat().st_size, 0

    def count(size: int) -> None:
        nonlocal done
        done += size
        progress(done, total)

    with store.writing() as writing:
        blob = writing.add_content(evidence_files.pieces(file), kind, count)
        evidence = _with(store.filing.evidence, Evidence(name, blob.sha256, blob.size), use)
        filing = accepted(store.standard, replace(store.filing, evidence=evidence))
        writing.save(after_edit(store.filing, filing), clock.author(), clock.now())
    return blob


def choose_overview(store: FilingStore, *, no_overview: bool) -> None:
    """Whether the page for the enterprise's leaders is left out of the printed pages; part of the filing from now on.

    Raises:
        YunqiError: the filing cannot be saved.
    """
    if store.filing.no_overview != no_overview:
        with store.writing() as writing:
            writing.save(replace(store.filing, no_overview=no_overview), clock.author(), clock.now())


def _with(evidence: Sequence[Evidence], item: Evidence, use: EvidenceUse) -> tuple[Evidence, ...]:
    for position, known in enumerate(evidence):
        if (known.file, known.sha256) == (item.file, item.sha256):
            merged = replace(known, uses=tuple(dict.fromkeys((*known.uses, use))))
            return (*evidence[:position], merged, *evidence[position + 1 :])
    return (*evidence, replace(item, uses=(use,)))


def _assign(standard: Standard, document: dict[str, Any], path: str, value: str) -> None:
    section, _, rest = path.partition(".")
    if section in _FIXED or section not in Filing.__struct_fields__:
        known = "、".join(name for name in Filing.__struct_fields__ if name not in _FIXED)
        raise InputError(f"不能设置“{path[:80]}”，可以设置的内容：{known}；佐证材料请用 attach 添加。")
    if section == "answers" and "." not in rest:
        document["answers"][rest] = _answer(standard, rest, path, value)
    elif isinstance(document.get(section), list):
        _assign_member(document[section], section, rest, value)
    elif section == "basis":
        document[section] = _basis(value)
    elif section == "windows" and rest:
        _set_window(standard, document.setdefault(section, {}), rest, value)
    elif section in {"sample", "no_overview"}:
        document[section] = _flag(value)
    elif not rest:
        document[section] = parse(value.encode("utf-8", "replace"), source=path)
    elif section == "answers":
        indicator, _, part = rest.rpartition(".")
        answer = document["answers"].setdefault(indicator, {})
        if not isinstance(answer, dict):
            raise InputError(f"“{path[:80]}”不是 N、M，请直接设置 answers.{indicator[:40]}，各选项用逗号隔开。")
        answer[part] = value
    else:
        document.setdefault(section, {})[rest] = value


def _basis(value: str) -> Basis:
    known = {word: basis for basis, word in BASIS_WORDS.items() if basis} | {basis: basis for basis in BASES}
    if value.strip() not in known:
        raise InputError(f"金额口径 basis 只能是 含税（with_tax）或 不含税（without_tax），不能是“{value[:40]}”。")
    return known[value.strip()]


def _set_window(standard: Standard, windows: dict[str, Any], name: str, value: str) -> None:
    period = period_named(standard, name)
    if period is None:
        known = "、".join(f"{item.value}（{PERIOD_WORDS[item]}）" for item in periods(standard))
        raise InputError(f"没有期间“{name[:40]}”，可用的期间：{known}。")
    window = window_in(value)
    if value.strip() and window is None:
        raise InputError(
            f"期间请写成 windows.{period.value} “2020-12-01 至 2021-11-30”，先早后晚，不能是“{value[:40]}”；"
            "写空文本就改回通知的期间。"
        )
    windows.pop(period.value, None)
    if window:
        windows[period.value] = builtins(window)


def _answer(standard: Standard, indicator: str, path: str, value: str) -> object:
    known = standard.indicator_by_id.get(indicator)
    if known and isinstance(known.formula, Ticks) and not value.lstrip().startswith("["):
        return [part for part in _SEPARATOR.split(value.strip()) if part]
    return parse(value.encode("utf-8", "replace"), source=path)


def _assign_member(members: list[dict[str, Any]], section: str, rest: str, value: str) -> None:
    key, _, name = rest.rpartition(".")
    if not key:
        raise InputError(f"请写明 {section} 里的哪一项、哪一栏，例如 {section}.编号.name。")
    member = _member(members, section, key)
    member[name] = _flag(value) if isinstance(member.get(name), bool) or name in {"cloud", "collaborates"} else value


def _member(members: list[dict[str, Any]], section: str, key: str) -> dict[str, Any]:
    for member in members:
        if member.get("id") == key:
            return member
    if key.isascii() and key.isdecimal() and int(key) < len(members):
        return members[int(key)]
    fresh = {"id": key} if section != "servers" else {}
    if section == "servers" and key != str(len(members)):
        raise InputError(
            f"服务器清单有 {len(members)} 行，“{section}.{key[:40]}”不存在；要新增一行请用 {section}.{len(members)}。"
        )
    members.append(fresh)
    return fresh


def _flag(value: str) -> object:
    return _WORDS.get(value.strip().lower(), value)
