"""Opens a workbook from outside with limits, and finds its cells by their defined names."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from desktop.errors import InputError

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

FILE_LIMIT = 64 * 2**20  # bytes
PARTS_LIMIT = 160 * 2**20  # bytes of all parts unpacked; the largest filing makes about 60 MB
_PART_COUNT = 2_000
_CELL_LIMIT = 600_000  # cells in all, merged ones counted whole
_LIST_ROWS, _LIST_COLUMNS = 100_000, 60  # records whose texts may take several rows each; changes of long lists
_NOT_OURS = "请选择本程序生成的申报表.xlsx"

_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Za-z0-9:$]+)["']""")


class Place(NamedTuple):
    """A cell of the workbook as people name it."""

    sheet: str
    coordinate: str

    def __str__(self) -> str:
        return f"工作表“{self.sheet}”的单元格 {self.coordinate} "


class Read(NamedTuple):
    """What a cell holds: the value people see, the formula if it has one, the number format."""

    place: Place
    value: object
    formula: str
    number_format: str
    broken: bool


class Area(NamedTuple):
    """A named area; rows and columns count from 1."""

    sheet: str
    column: int
    row: int
    last_column: int
    last_row: int


class Opened:
    """A workbook that was read; `source` is what messages call it, `most` the bytes of its unpacked parts at most.

    Raises:
        InputError: not a workbook, broken, or larger than any filing.
    """

    def __init__(self, data: bytes, source: str = "申报表.xlsx", most: int = PARTS_LIMIT) -> None:
        import openpyxl  # noqa: PLC0415  (most workbooks are byte for byte as written, and never opened)

        self.source = source
        _check(data, source, most)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl warns of features it leaves out, none of which we read
                self.values = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
                self.formulas = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
            self._sheets = {sheet.title for sheet in self.values.worksheets}
            self.areas = dict(self._areas())
            if self.values.chartsheets:
                raise ValueError("no sheet of ours is a chart")  # noqa: TRY301  (told below like any other fault)
        except Exception as error:  # noqa: BLE001  (a hostile file may raise anything)
            raise InputError(
                f"{source} 已损坏或不是 Excel 工作簿，无法读取（{type(error).__name__}），{_NOT_OURS}。"
            ) from None

    def read(self, sheet: str, row: int, column: int) -> Read:
        """One cell."""
        shown, made = self.values[sheet].cell(row, column), self.formulas[sheet].cell(row, column)
        return _read(sheet, shown, made)

    def single(self, name: str) -> Read | None:
        """The cell of a name, or None where the name is lost."""
        area = self.areas.get(name)
        return None if area is None else self.read(area.sheet, area.row, area.column)

    def pictures(self, sheet: str) -> dict[tuple[int, int], bytes]:
        """The pictures of a sheet by row and column, from 1, of the cell that they begin in."""
        found = {}
        for item in getattr(self.values[sheet], "_images", ()):  # openpyxl has no other way
            place = getattr(item.anchor, "_from", None)
            if place is not None:
                found[place.row + 1, place.col + 1] = item.ref.getvalue()
        return found

    @property
    def sheets(self) -> list[str]:
        """The sheets people see."""
        return [sheet.title for sheet in self.values.worksheets if sheet.sheet_state == "visible"]

    def rows_used(self, sheet: str) -> list[int]:
        """The rows of a sheet that hold cells, in order: a cell at the end of a sheet does not make a million rows."""
        return sorted({row for row, _ in self.values[sheet]._cells})  # noqa: SLF001  (iterating would make the cells)

    def row_values(self, sheet: str, row: int, most: int) -> list[tuple[int, object]]:
        """Column and value of the first cells of a row that hold something."""
        cells = self.values[sheet]._cells  # noqa: SLF001  (as above)
        found = ((column, cells.get((row, column))) for column in range(1, most + 1))
        return [(column, cell.value) for column, cell in found if cell is not None and cell.value is not None]

    def named_area(self, name: str) -> Area | None:
        """The area of a name, or None where the name is lost.

        Raises:
            InputError: it is larger than any list of ours.
        """
        area = self.areas.get(name)
        if area and (area.last_row - area.row > _LIST_ROWS or area.last_column - area.column > _LIST_COLUMNS):
            raise InputError(f"{self.source} 里名称 {name} 指向的区域过大，{_NOT_OURS}。")
        return area

    def rows(self, name: str) -> list[list[Read]]:
        """The cells of a named area row by row; empty where the name is lost.

        Raises:
            InputError: the area is larger than any list of ours.
        """
        area = self.named_area(name)
        if area is None:
            return []
        columns = range(area.column, area.last_column + 1)
        return [
            [self.read(area.sheet, row, column) for column in columns] for row in range(area.row, area.last_row + 1)
        ]

    def records(self, name: str) -> list[dict[str, Read]]:
        """The lines of a list by the keys of its first, hidden row; what is only shown has no key and stays out."""
        rows = self.rows(name)
        if not rows:
            return []
        keys = [str(cell.value or "") for cell in rows[0]]
        return [{key: cell for key, cell in zip(keys, row, strict=True) if key} for row in rows[1:]]

    def _areas(self) -> Iterator[tuple[str, Area]]:
        from openpyxl.utils import range_boundaries  # noqa: PLC0415  (as above)

        for name, defined in self.values.defined_names.items():
            targets = list(defined.destinations)
            if len(targets) == 1 and targets[0][0] in self._sheets:
                sheet, reference = targets[0]
                bounds = range_boundaries(reference)
                if None not in bounds:
                    yield name, Area(sheet, *bounds)


def _read(sheet: str, shown: Cell | MergedCell, made: Cell | MergedCell) -> Read:
    formula = made.value if made.data_type == "f" else None
    text = "" if formula is None else str(getattr(formula, "text", formula))
    value = "" if shown.value is None else shown.value
    return Read(Place(sheet, shown.coordinate), value, text, shown.number_format, broken=shown.data_type == "e")


def unpacked(data: bytes) -> int:
    """Bytes of all parts of a workbook, as its directory tells them."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return sum(info.file_size for info in parts.infolist())


def _check(data: bytes, source: str, most: int) -> None:
    if len(data) > FILE_LIMIT:
        raise InputError(f"{source} 有 {len(data) // 2**20} MB，超过 {FILE_LIMIT // 2**20} MB 的上限，{_NOT_OURS}。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
            bounded = len(infos) <= _PART_COUNT and sum(info.file_size for info in infos) <= most
            cells = sum(_cells(parts.read(info)) for info in infos if bounded and not info.is_dir())
    except Exception:  # noqa: BLE001  (zipfile raises a dozen kinds for broken archives)
        raise InputError(f"{source} 不是 Excel 工作簿（.xlsx），{_NOT_OURS}；旧版 .xls 请先另存为 .xlsx。") from None
    if not bounded:  # the sizes are those that reading a part is held to, so they cannot lie
        raise InputError(f"{source} 解压后过大，不像申报表，{_NOT_OURS}。")
    if cells > _CELL_LIMIT:
        raise InputError(f"{source} 的单元格超过 {_CELL_LIMIT} 个，不像申报表，{_NOT_OURS}。")


def _cells(part: bytes) -> int:
    """Cells that openpyxl would make of a part: it also makes those that are merged away, however many."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415  (as above)

    merged = 0
    for reference in _MERGED.findall(part):
        left, top, right, bottom = range_boundaries(reference.decode("ascii"))
        merged += ((right or 2**14) - (left or 1) + 1) * ((bottom or 2**20) - (top or 1) + 1)
    return merged + sum(1 for _ in _CELL.finditer(part))
