"""The lists of a filled-in workbook: servers, systems, cloud services, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from desktop.documents import wording
from desktop.documents.workbook import list_sheets, names, system_sheet
from desktop.documents.workbook.gate import Gate
from desktop.documents.workbook.list_reading import Line, Listed, fresh_ids, read_list
from desktop.documents.workbook.values import date_of, flag_of, text_of
from desktop.errors import InputError
from desktop.model.filing import CloudService, Server, System

_SYSTEM = ("name", "platform", "provider", "summary", system_sheet.SHOWN)
_SERVICE = ("product", "provider", "contract_no", "from", "to", "amount")
_SERVER = ("name", "count", "cpu_cores", "memory_gb")
_NAMES = frozenset({"name", "product"})  # what a line is called by
_DATES = {"from": "start", "to": "end"}
_TITLES = {
    names.SYSTEMS: dict(zip(system_sheet.KEYS, wording.SYSTEM_COLUMNS, strict=False))
    | {system_sheet.SHOWN: wording.DISPLAY_NAME},
    names.SERVERS: dict(zip(list_sheets.SERVER_KEYS, wording.SERVER_COLUMNS, strict=False)),
    names.CLOUD_SERVICES: dict(zip(list_sheets.SERVICE_KEYS, wording.SERVICE_COLUMNS, strict=False)),
}
_LISTS = {names.SYSTEMS: "系统清单", names.SERVERS: "服务器清单", names.CLOUD_SERVICES: "云产品和服务清单"}
PartsOf = Callable[[str, str], dict[str, Any]]  # the parts of a filing that hold a text under a key


class Lines:
    """Reads the lists through a gate."""

    def __init__(self, gate: Gate) -> None:
        self.gate, self.book, self.report = gate, gate.book, gate.report
        self.labels = {label: key for key, label in system_sheet.category_labels(gate.standard).items()}

    def servers(self) -> list[dict[str, Any]]:
        """The servers; none where the workbook has no list of them."""
        listed = self._list(names.SERVERS, _SERVER, ("cloud",), required=False)
        return [
            {**self._texts(names.SERVERS, line, _SERVER, _server), "cloud": self._flag(names.SERVERS, line, "cloud")}
            for line in listed.lines
        ]

    def systems(self) -> list[dict[str, Any]]:
        """The systems in the order of the filing, those added by hand behind."""
        if not self.labels:
            return []
        listed = self._list(names.SYSTEMS, (*_SYSTEM, "category"), ("cloud", "collaborates", "id", "order"))
        lines = sorted(listed.lines, key=_order)  # stable: lines added by hand keep their own order
        categories = [self._category(line) for line in lines]
        placed = [(line, category) for line, category in zip(lines, categories, strict=True) if category]
        return [
            {
                "id": key,
                "category": category,
                **self._texts(names.SYSTEMS, line, _SYSTEM, partial(_system, category)),
                "cloud": self._flag(names.SYSTEMS, line, "cloud"),
                "collaborates": self._flag(names.SYSTEMS, line, "collaborates"),
            }
            for key, (line, category) in zip(self._ids([line for line, _ in placed], "s"), placed, strict=True)
        ]

    def services(self) -> list[dict[str, Any]]:
        """The cloud products and services."""
        listed = self._list(names.CLOUD_SERVICES, _SERVICE, ("id",))
        return [
            {"id": key, **self._texts(names.CLOUD_SERVICES, line, _SERVICE, _service)}
            for key, line in zip(self._ids(listed.lines, "c"), listed.lines, strict=True)
        ]

    def _category(self, line: Line) -> str:
        """The category of a line; "" where there is none, and the line stays out whole."""
        cell = line.get("category")
        if cell is None:
            return ""
        text = (self.gate.text(cell, _TITLES[names.SYSTEMS]["category"]) or "").strip()
        known = self.labels.get(text) or (text if text in self.labels.values() else "")
        what = self._what(names.SYSTEMS, line, "category")
        if known:
            self.report.taken(cell, what, text)
        else:
            self.report.refused(cell, what, f"应为{'、'.join(self.labels)}中的一个；这一行没有取用")
            for key in (*_SYSTEM, "cloud", "collaborates"):
                if key in line and line[key].value != "":
                    self.report.refused(line[key], self._what(names.SYSTEMS, line, key), "这一行的类别没有认出")
        return known

    def _list(self, name: str, keys: tuple[str, ...], also: tuple[str, ...], *, required: bool = True) -> Listed:
        listed = read_list(self.book, name, keys, also)
        if not listed.found and required:
            self.report.lost(_LISTS[name], "这张清单或它隐藏的标题行已被删除，清单没有取用")
        for key in listed.lost:
            title = _TITLES[name].get(key)
            if title and listed.lines and key != system_sheet.SHOWN:  # which is there only when it is needed
                self.report.lost(f"{_LISTS[name]} {title}", "这一列已被删除，按没有填写处理")
        return listed

    def _ids(self, lines: list[Line], prefix: str) -> Iterator[str]:
        texts = [str(line["id"].value)[:64] if "id" in line else "" for line in lines]
        for line, (key, copied) in zip(lines, fresh_ids(texts, prefix), strict=True):
            if copied:
                first = next(iter(line.values()))
                self.report.noted(first, "", str(first.value), "这一行是复制出来的，按新的一项处理")
            yield key

    def _texts(self, name: str, line: Line, keys: tuple[str, ...], parts: PartsOf) -> dict[str, str]:
        """The texts of a line that pass."""
        found = {}
        for key in keys:
            if key in line:
                what = self._what(name, line, key)
                text_in = date_of if key in _DATES else text_of
                found[key] = self.gate.value(line[key], what, partial(parts, key), text_in)
        return found

    def _flag(self, name: str, line: Line, key: str) -> bool:
        cell = line.get(key)
        if cell is None or cell.value == "":
            return False
        what = self._what(name, line, key)
        try:
            flag = flag_of(cell)
        except InputError as error:
            self.report.refused(cell, what, str(error))
            return False
        self.report.taken(cell, what, str(cell.value))
        return flag

    def _what(self, name: str, line: Line, key: str) -> str:
        called = next((line[part].value for part in _NAMES if part in line), "")
        title = _TITLES[name].get(key, key)
        return f"{str(called)[:20]} {title}" if called and key not in _NAMES else title


def _server(key: str, text: str) -> dict[str, Any]:
    return {"servers": (replace(Server(""), **{key: text}),)}


def _system(category: str, key: str, text: str) -> dict[str, Any]:
    return {"systems": (replace(System("x", "", category), **{key: text}),)}


def _service(key: str, text: str) -> dict[str, Any]:
    return {"cloud_services": (replace(CloudService("x", ""), **{_DATES.get(key, key): text}),)}


def _order(line: Line) -> float:
    value = line["order"].value if "order" in line else None
    return value if isinstance(value, int | float) else float("inf")
