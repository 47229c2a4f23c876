"""Reads a filled-in 申报表.xlsx back by defined names: a cell that cannot be taken never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from desktop.documents import wording
from desktop.documents.workbook import names
from desktop.documents.workbook.cell_report import Reading
from desktop.documents.workbook.gate import Gate, Parts
from desktop.documents.workbook.line_reading import Lines
from desktop.documents.workbook.opening import Opened, Read
from desktop.documents.workbook.values import text_of
from desktop.errors import InputError
from desktop.model.changes import Change
from desktop.model.decoding import builtins
from desktop.model.filing import BASES, FORMAT, Batch, Pair
from desktop.standard.definition import Indicator, ServerUnits, Standard, Ticks
from desktop.standard.entry import takes_pair
from desktop.standard.figures import quantities
from desktop.standard.periods import periods, window_in

_TICKED, _UNTICKED = frozenset({"☑", "√", "✓", "✔", wording.YES}), frozenset({"☐", "□", wording.NO, ""})


def read_workbook(data: bytes, standard_of: Callable[[str], Standard], source: str = "申报表.xlsx") -> Reading:
    """A workbook of ours, filled in and perhaps saved by another program, as a filing without evidence, and a report.

    `standard_of` gives the standard with the id that the workbook was made for; `source` is what messages call it.

    `desktop.model.filing_json.from_document` and `desktop.standard.entry.accepted` take the document from there. Every
    value in it has passed the standard's gate; a line without an id was added by hand and gets one.

    Raises:
        InputError: not a workbook, or not one of ours.
    """
    book = Opened(data, source)
    reader = _Reader(book, standard_of(_made_for(book)))
    return Reading(reader.document(), reader.report.cells)


def read_changes(data: bytes) -> tuple[Change, ...]:
    """What the workbook says differs from the version before; empty for a first version.

    Raises:
        InputError: not a workbook.
    """
    keys = ("path", "old", "new")
    lines = [line for line in Opened(data).records(names.CHANGES) if any(key in line for key in keys)]
    missing = [key for key in keys if lines and key not in lines[0]]
    if missing:
        raise InputError(f"申报表.xlsx 里 {names.CHANGES} 缺少列 {'、'.join(missing)}，请使用原来的文件。")
    texts = (tuple(text_of(line[key]) for key in keys) for line in lines)
    return tuple(Change(*found) for found in texts if any(found))


def _made_for(book: Opened) -> str:
    """The id of the standard that a workbook of ours was made for."""
    form, made_for = book.single(names.META_FORMAT), book.single(names.META_STANDARD)
    if form is None or made_for is None:
        raise InputError(f"{book.source} 不是本程序生成的申报表（找不到标识），请选择本程序生成的申报表.xlsx。")
    if form.value != names.FORMAT:
        raise InputError(
            f"{book.source} 的格式是“{str(form.value)[:40]}”，本程序只认识“{names.FORMAT}”，请升级程序或核对文件。"
        )
    return str(made_for.value)


class _Reader:
    """Reads one workbook; what passes the standard's gate is taken, the rest is reported."""

    def __init__(self, book: Opened, standard: Standard) -> None:
        self.book, self.standard = book, standard
        self.gate = Gate(book, standard)
        self.report, self.lines = self.gate.report, Lines(self.gate)

    def document(self) -> dict[str, Any]:
        """The plain filing document."""
        fields, servers = self._fields(), self.lines.servers()
        return {
            "format": FORMAT,
            "standard": {"id": self.standard.id, "sha256": self.gate.hidden(names.META_DIGEST)},
            "batch": self._batch(),
            "enterprise": fields,
            "answers": self._answers(listed=bool(servers)),
            "demonstration": self._narratives(),
            "servers": servers,
            "systems": self.lines.systems(),
            "unlisted_systems": self._unlisted(),
            "cloud_services": self.lines.services(),
            "evidence": [],
            "reasons": self._reasons(),
            "sample": self.gate.hidden(names.META_SAMPLE) == wording.YES,
            "no_overview": self.gate.hidden(names.META_NO_OVERVIEW) == wording.YES,
            "basis": basis if (basis := self.gate.hidden(names.META_BASIS)) in BASES else "",
            "windows": self._windows(),
        }

    def _windows(self) -> dict[str, object]:
        """What a person set instead of the notice's periods; anything else that stands there is dropped."""
        hidden = self.gate.hidden
        said = {item.value: window_in(hidden(f"{names.META_WINDOW}{item.value}")) for item in periods(self.standard)}
        return {key: builtins(window) for key, window in said.items() if window}

    def _batch(self) -> dict[str, str]:
        batch = self.gate.empty.batch
        made_for = self.gate.hidden(names.META_BATCH) or batch.id
        places = (("city", names.CITY, "设区市"), ("county", names.COUNTY, "县（市、区）"))
        return {"id": made_for, **{key: self.gate.single(name, what, _place(batch, key)) for key, name, what in places}}

    def _fields(self) -> dict[str, str]:
        fields = self.standard.fields
        single, part = self.gate.single, partial(_entry, "enterprise")
        return _filled({item.id: single(names.enterprise(item.id), item.label, part(item.id)) for item in fields})

    def _unlisted(self) -> dict[str, str]:
        single, part = self.gate.single, partial(_entry, "unlisted_systems")
        labels, said = self.lines.labels, "未上云且未逐一列出"
        return _filled(
            {key: single(names.unlisted(key), f"{label} {said}", part(key)) for label, key in labels.items()}
        )

    def _narratives(self) -> dict[str, str]:
        items = self.standard.narratives
        single, part = self.gate.single, partial(_entry, "demonstration")
        return _filled({item.id: single(names.demonstration(item.id), item.title, part(item.id)) for item in items})

    def _answers(self, *, listed: bool) -> dict[str, object]:
        found = {item.id: self._answer(item, listed=listed) for item in self.standard.indicators if item.self_scored}
        return {key: answer for key, answer in found.items() if answer is not None}

    def _answer(self, item: Indicator, *, listed: bool) -> object | None:
        if isinstance(item.formula, Ticks):
            return self._ticked(item)
        named = quantities(item.formula) or ()
        pair = {}
        for which, quantity in zip("nm", named, strict=False):
            what = f"{item.title} {quantity.label}"
            cell = self._figure_cell(item, which)
            typed = takes_pair(self.standard, item.id) and not (listed and isinstance(item.formula, ServerUnits))
            if typed and cell is None:
                self.report.lost(what, "这一格已被删除")
            elif typed and cell and not self._worked_out(item, which, cell):
                pair[which] = self.gate.value(cell, what, _figure(item.id, which))
            elif cell and not cell.formula and cell.value != "":
                self.report.refused(cell, what, "这个数由清单或申报表得出，不从这里取")
        return pair if any(pair.values()) else None

    def _figure_cell(self, item: Indicator, which: str) -> Read | None:
        typed = self.book.single(names.figure(item.id, which))
        return typed or self.book.single(names.derived(item.id, which))

    def _worked_out(self, item: Indicator, which: str, cell: Read) -> bool:
        """Whether our formula over a list stands there still, also when nothing is left of the list."""
        return bool(cell.formula) and self.book.single(names.figure(item.id, which)) is None

    def _ticked(self, item: Indicator) -> list[str] | None:
        """The ids of the options ticked; None where every mark is blank, which is “not answered”."""
        rows = self.book.rows(names.ticks(item.id))
        if not rows or len(rows[0]) < 3:  # noqa: PLR2004  (label, mark, id)
            self.report.lost(item.title, "勾选的格子已被删除")
            return None
        answered, ticked = False, []
        for label, mark, *_, option in rows:
            what = f"{item.title} {label.value}"
            text = self.gate.text(mark, what)
            if text is None or text.strip() not in _TICKED | _UNTICKED:
                if text is not None:
                    self.report.refused(mark, what, "应选 ☑ 或 ☐")
            elif text.strip():
                answered = True
                ticked += [str(option.value)] if text.strip() in _TICKED else []
                self.report.taken(mark, what, text)
        known = {one.id for one in item.formula.options} if isinstance(item.formula, Ticks) else set[str]()
        return [one for one in ticked if one in known] if answered else None

    def _reasons(self) -> dict[str, str]:
        found = {}
        for name in (names.REASONS, names.OTHER_REASONS):
            for line in self.book.records(name):
                key, reason = (str(line[part].value) if part in line else "" for part in ("key", "reason"))
                if key and reason not in {"", wording.NO_REASON}:
                    found[key] = reason
        return found


def _place(batch: Batch, key: str) -> Parts:
    return lambda text: {"batch": replace(batch, **{key: text})}


def _entry(section: str, key: str) -> Parts:
    return lambda text: {section: {key: text}}


def _figure(indicator: str, which: str) -> Parts:
    return lambda text: {"answers": {indicator: replace(Pair(), **{which: text})}}


def _filled(items: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in items.items() if text}
