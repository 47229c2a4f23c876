"""Whether a workbook says what the filing says: every cell against the one that the filing would make."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from PIL import Image, ImageChops, ImageStat

from desktop.documents.dossier import Disagreement, Dossier
from desktop.documents.workbook import names
from desktop.documents.workbook.opening import PARTS_LIMIT, Opened, Place, Read, unpacked
from desktop.documents.workbook.values import plain_value
from desktop.documents.workbook.writing import write_workbook
from desktop.documents.workbook.zip_form import is_rewritten
from desktop.errors import InputError

_MOST = 500  # disagreements reported; whoever has as many has the wrong file
_SHORT = 60
_TIMES, _BESIDES = 3, 8 << 20  # how much larger than ours a workbook of the same filing may be, and how many bytes more
_UNSEEN = 4.0  # of 255, on the average of all pixels


def workbook_disagreements(data: bytes, dossier: Dossier) -> list[Disagreement]:
    """Every place where the workbook does not say what the filing says; empty when it agrees.

    A workbook of the same program version is compared cell by cell (values, stored values of formulas, formulas,
    number formats, names) and must be the same file; of another version by its named values and lists, whose cells may
    have moved.
    """
    expected = write_workbook(dossier)
    if data == expected:
        return []
    try:
        most = min(_TIMES * unpacked(expected) + _BESIDES, PARTS_LIMIT)  # what is stuffed is not even unpacked
        ours, theirs = Opened(expected), Opened(data, most=most)
    except InputError as error:
        return [Disagreement("workbook_unreadable", "", str(error))]
    software = theirs.single(names.META_SOFTWARE)
    alike = software is not None and software.value == dossier.software
    found = list(islice(_all_cells(ours, theirs) if alike else _named(ours, theirs), _MOST))
    if alike and not found and is_rewritten(data, expected):
        message = "表里的数据与案卷一致，但文件与本程序生成的不同，可能被其他软件另存，或夹带了批注、文本框等别的内容。"
        return [Disagreement("workbook_rewritten", "", message)]
    return found


def _all_cells(ours: Opened, theirs: Opened) -> Iterator[Disagreement]:
    if ours.values.sheetnames != theirs.values.sheetnames:
        message = f"工作表是{_list(theirs.values.sheetnames)}，按案卷应为{_list(ours.values.sheetnames)}。"
        yield Disagreement("workbook_sheets_differ", "", message)
    for title in ours.values.sheetnames:
        if title in theirs.values.sheetnames:
            yield from _sheet(ours, theirs, title)
    for name in sorted(ours.areas.keys() | theirs.areas.keys()):
        if ours.areas.get(name) != theirs.areas.get(name):
            yield Disagreement("workbook_name_differs", name, f"名称 {name} 指向的单元格与按案卷生成的不同。")


def _sheet(ours: Opened, theirs: Opened, title: str) -> Iterator[Disagreement]:
    mine, other = ours.values[title], theirs.values[title]
    if mine.dimensions != other.dimensions:
        message = f"工作表“{title}”的范围是 {other.dimensions}，按案卷应为 {mine.dimensions}，有内容多出或缺少。"
        yield Disagreement("workbook_sheets_differ", title, message)
    if mine.sheet_state != other.sheet_state:
        yield Disagreement("workbook_sheets_differ", title, f"工作表“{title}”的显示或隐藏状态与按案卷生成的不同。")
    yield from _pictures(ours, theirs, title)
    for row in range(1, mine.max_row + 1):
        for column in range(1, mine.max_column + 1):
            yield from _cell(ours.read(title, row, column), theirs.read(title, row, column))


def _pictures(ours: Opened, theirs: Opened, title: str) -> Iterator[Disagreement]:
    mine, other = ours.pictures(title), theirs.pictures(title)
    for row, column in sorted(mine.keys() | other.keys()):
        if not _look_alike(mine.get((row, column), b""), other.get((row, column), b"")):
            place = theirs.read(title, row, column).place
            message = f"{place}里的截图与案卷里的佐证材料不同，或多出、缺少。"
            yield Disagreement("workbook_picture_differs", _path(place), message)


def _look_alike(one: bytes, other: bytes) -> bool:
    """Whether two small pictures show the same: another program or processor may have packed the pixels otherwise."""
    if one == other:
        return True
    try:
        with Image.open(io.BytesIO(one)) as first, Image.open(io.BytesIO(other)) as second:
            if first.size != second.size:
                return False
            differing = ImageChops.difference(first.convert("RGB"), second.convert("RGB"))
            return max(ImageStat.Stat(differing).mean) <= _UNSEEN
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return False


def _cell(mine: Read, other: Read) -> Iterator[Disagreement]:
    if plain_value(mine) != plain_value(other):
        yield _differs(mine, other)
    if mine.formula != other.formula:
        message = f"{other.place}的公式是“{_short(other.formula)}”，应为“{_short(mine.formula)}”。"
        yield Disagreement("workbook_formula_differs", _path(other.place), message)
    if mine.number_format != other.number_format:
        message = f"{other.place}的数字格式是“{_short(other.number_format)}”，应为“{_short(mine.number_format)}”。"
        yield Disagreement("workbook_format_differs", _path(other.place), message)


def _named(ours: Opened, theirs: Opened) -> Iterator[Disagreement]:
    for name, area in ours.areas.items():
        if name == names.META_SOFTWARE:
            continue
        if name not in theirs.areas:
            yield Disagreement("workbook_name_missing", name, f"找不到名称 {name} 指向的内容，无法与案卷核对。")
        elif name.startswith("list."):
            yield from _lists(name, ours, theirs)
        elif area.row == area.last_row and area.column == area.last_column:
            mine, other = ours.single(name), theirs.single(name)
            if mine and other and plain_value(mine) != plain_value(other):
                yield _differs(mine, other)
        else:
            yield from _blocks(name, ours.rows(name), theirs.rows(name))


def _lists(name: str, ours: Opened, theirs: Opened) -> Iterator[Disagreement]:
    try:
        mine, other = _lines(ours, name), _lines(theirs, name)
    except InputError as error:
        yield Disagreement("workbook_differs", name, str(error))
        return
    if len(mine) != len(other):
        yield Disagreement("workbook_differs", name, f"{name} 有 {len(other)} 行，按案卷应为 {len(mine)} 行。")
    for was, found in zip(mine, other, strict=False):
        for key, cell in was.items():
            if key not in found:
                yield Disagreement("workbook_name_missing", name, f"{name} 缺少列 {key}，无法与案卷核对。")
                return
            if plain_value(cell) != plain_value(found[key]):
                yield _differs(cell, found[key])


def _lines(book: Opened, name: str) -> list[dict[str, Read]]:
    return [line for line in book.records(name) if any(cell.value != "" for cell in line.values())]


def _blocks(name: str, mine: list[list[Read]], other: list[list[Read]]) -> Iterator[Disagreement]:
    if [len(row) for row in mine] != [len(row) for row in other]:
        yield Disagreement("workbook_differs", name, f"名称 {name} 指向的区域大小与按案卷生成的不同。")
        return
    for cells, others in zip(mine, other, strict=True):
        for cell, found in zip(cells, others, strict=True):
            if plain_value(cell) != plain_value(found):
                yield _differs(cell, found)


def _differs(mine: Read, other: Read) -> Disagreement:
    message = f"{other.place}写的是“{_short(plain_value(other))}”，按案卷应为“{_short(plain_value(mine))}”。"
    return Disagreement("workbook_differs", _path(other.place), message)


def _path(place: Place) -> str:
    return f"{place.sheet}!{place.coordinate}"


def _list(titles: list[str]) -> str:
    return "、".join(f"“{title[:31]}”" for title in titles[:20])


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
