"""Reads a filled-in 申报表.xlsx back by defined names: moved cells and files saved by other programs do not matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from desktop.documents import wording
from desktop.documents.workbook import names
from desktop.documents.workbook.opening import Opened, Read
from desktop.documents.workbook.system_sheet import category_labels
from desktop.documents.workbook.values import text_of
from desktop.errors import InputError
from desktop.model.changes import Change
from desktop.model.filing import FORMAT
from desktop.standard.definition import Indicator, ServerUnits, Standard, Ticks
from desktop.standard.entry import LIST_LIMIT, takes_pair

_TICKED, _UNTICKED = frozenset({"☑", "√", "✓", "✔", wording.YES}), frozenset({"☐", "□", wording.NO, ""})
_FLAGS = {wording.YES: True, wording.NO: False, "": False}
_SYSTEM = ("name", "platform", "provider", "summary")
_SERVICE = ("product", "provider", "contract_no", "from", "to", "amount")
_BATCH = {"id": names.META_BATCH, "city": names.CITY, "county": names.COUNTY}
_SERVER = ("name", "count", "cpu_cores", "memory_gb")


def read_workbook(data: bytes, standard_of: Callable[[str], Standard]) -> dict[str, Any]:
    """A workbook of ours, filled in and perhaps saved by another program, as a plain filing document without evidence.

    `standard_of` gives the standard with the id that the workbook was made for.

    `desktop.model.filing_json.from_document` and `desktop.standard.entry.accepted` take it from there. Empty cells
    are left out; a line without an id was added by hand and gets one.

    Raises:
        InputError: not a workbook, not one of ours, or a cell that cannot be understood.
    """
    book = Opened(data)
    standard = standard_of(_made_for(book))
    return {
        "format": FORMAT,
        "standard": {"id": standard.id, "sha256": _text(book, names.META_DIGEST)},
        "batch": {key: _text(book, name) for key, name in _BATCH.items()},
        "enterprise": _filled((item.id, _text(book, names.enterprise(item.id))) for item in standard.fields),
        "servers": _servers(book),
        "systems": _systems(book, standard),
        "unlisted_systems": _filled((item.id, _text(book, names.unlisted(item.id))) for item in standard.categories),
        "answers": _answers(book, standard),
        "cloud_services": _services(book),
        "demonstration": _filled((item.id, _text(book, names.demonstration(item.id))) for item in standard.narratives),
        "evidence": [],
        "reasons": _reasons(book),
        "sample": _text(book, names.META_SAMPLE) == wording.YES,
    }


def read_changes(data: bytes) -> tuple[Change, ...]:
    """What the workbook says differs from the version before; empty for a first version.

    Raises:
        InputError: not a workbook.
    """
    lines = _records(Opened(data), names.CHANGES, ("path", "old", "new"))
    return tuple(Change(text_of(line["path"]), text_of(line["old"]), text_of(line["new"])) for line in lines)


def _made_for(book: Opened) -> str:
    """The id of the standard that a workbook of ours was made for."""
    form = book.single(names.META_FORMAT)
    if form is None:
        raise InputError(f"{book.source} 不是本程序生成的申报表（找不到标识），请选择本程序生成的申报表.xlsx。")
    if form.value != names.FORMAT:
        raise InputError(
            f"{book.source} 的格式是“{str(form.value)[:40]}”，本程序只认识“{names.FORMAT}”，请升级程序或核对文件。"
        )
    return _text(book, names.META_STANDARD)


def _text(book: Opened, name: str) -> str:
    cell = book.single(name)
    if cell is None:
        raise InputError(f"{book.source} 里名称 {name} 指向的单元格已被删除，无法取得内容，请在原表上重新填写。")
    return text_of(cell)


def _filled(items: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {key: text for key, text in items if text}


def _records(book: Opened, name: str, keys: tuple[str, ...], also: tuple[str, ...] = ()) -> list[dict[str, Read]]:
    """The lines of a list that hold something under `keys`; these and the keys `also` must still have their columns."""
    lines = book.records(name)
    lost = "、".join(key for key in (*keys, *also) if lines and key not in lines[0])
    if lost:
        raise InputError(f"{book.source} 里 {name} 缺少列 {lost}，请在原表上重新填写。")
    return [line for line in lines if any(line[key].value != "" for key in keys)]


def _servers(book: Opened) -> list[dict[str, Any]]:
    return [
        {**{key: text_of(line[key]) for key in _SERVER}, "cloud": _flag(line["cloud"])}
        for line in _records(book, names.SERVERS, (*_SERVER, "cloud"))
    ]


def _systems(book: Opened, standard: Standard) -> list[dict[str, Any]]:
    if standard.categories:
        _required(book, names.SYSTEMS)
    lines = _records(book, names.SYSTEMS, (*_SYSTEM, "id"), ("category", "cloud", "collaborates", "order"))
    lines.sort(key=lambda line: _order(line["order"]))  # stable: lines added by hand stay behind, in their own order
    ids = _ids(lines, "s")
    categories = {label: key for key, label in category_labels(standard).items()}
    return [
        {
            "id": key,
            **{part: text_of(line[part]) for part in _SYSTEM},
            "category": _category(line["category"], categories),
            "cloud": _flag(line["cloud"]),
            "collaborates": _flag(line["collaborates"]),
        }
        for key, line in zip(ids, lines, strict=True)
    ]


def _services(book: Opened) -> list[dict[str, Any]]:
    _required(book, names.CLOUD_SERVICES)
    lines = _records(book, names.CLOUD_SERVICES, (*_SERVICE, "id"))
    ids = _ids(lines, "c")
    return [
        {"id": key, **{part: text_of(line[part]) for part in _SERVICE}} for key, line in zip(ids, lines, strict=True)
    ]


def _required(book: Opened, name: str) -> None:
    if name not in book.areas:
        raise InputError(f"{book.source} 里的 {name} 已被删除，无法取得清单，请在原表上重新填写。")


def _order(cell: Read) -> float:
    return cell.value if isinstance(cell.value, int | float) else float("inf")


def _ids(lines: list[dict[str, Read]], prefix: str) -> list[str]:
    taken = {text_of(line["id"]) for line in lines}
    fresh = (f"{prefix}{number:02d}" for number in range(1, 2 * LIST_LIMIT))
    free = (key for key in fresh if key not in taken)
    return [text_of(line["id"]) or next(free) for line in lines]


def _category(cell: Read, categories: Mapping[str, str]) -> str:
    text = text_of(cell).strip()
    if text not in categories:
        raise InputError(f"{cell.place}的类别是“{text[:40]}”，应为：{'、'.join(categories)}。")
    return categories[text]


def _flag(cell: Read) -> bool:
    text = text_of(cell).strip()
    if text not in _FLAGS:
        raise InputError(f"{cell.place}写的是“{text[:40]}”，应为“{wording.YES}”或“{wording.NO}”。")
    return _FLAGS[text]


def _answers(book: Opened, standard: Standard) -> dict[str, object]:
    found = {item.id: _answer(book, standard, item) for item in standard.indicators}
    return {key: answer for key, answer in found.items() if answer is not None}


def _answer(book: Opened, standard: Standard, item: Indicator) -> object | None:
    if isinstance(item.formula, Ticks):
        return _ticked(book, names.ticks(item.id))
    if not item.self_scored or not takes_pair(standard, item.id):
        return None
    if (
        isinstance(item.formula, ServerUnits)
        and names.figure(item.id, "n") not in book.areas
        and names.SERVERS in book.areas
    ):
        return None  # the list of servers stands in for the two figures
    pair = {which: _text(book, names.figure(item.id, which)) for which in ("n", "m")}
    return pair if any(pair.values()) else None


def _ticked(book: Opened, name: str) -> list[str] | None:
    """The ids of the options ticked; None where every mark is blank, which is “not answered”."""
    rows = book.rows(name)
    if not rows or len(rows[0]) < 3:  # noqa: PLR2004  (label, mark, id)
        raise InputError(f"{book.source} 里的 {name} 已被删除或改动，无法取得勾选项，请在原表上重新填写。")
    marks = [(row[1], text_of(row[1]).strip(), text_of(row[-1])) for row in rows]
    for cell, mark, _ in marks:
        if mark not in _TICKED | _UNTICKED:
            raise InputError(f"{cell.place}写的是“{mark[:40]}”，应为 ☑ 或 ☐。")
    if not any(mark for _, mark, _ in marks):
        return None
    return [option for _, mark, option in marks if mark in _TICKED]


def _reasons(book: Opened) -> dict[str, str]:
    found = {}
    for name in (names.REASONS, names.OTHER_REASONS):
        for line in _records(book, name, ("key", "reason")):
            key, reason = text_of(line["key"]), text_of(line["reason"])
            if key and reason not in {"", wording.NO_REASON}:
                found[key] = reason
    return found
