"""The lines of a list as a person left them: moved, sorted, inserted, added below, with columns deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from desktop.documents.workbook.opening import Opened, Read

_COLUMNS = 60  # of a sheet are looked at
_ENOUGH = 2  # keys that must be left in a row to know it for the row of keys

Line = dict[str, Read]


class Listed(NamedTuple):
    """The lines that hold something, and the keys whose columns are gone; `found` is whether the list is there."""

    lines: list[Line]
    lost: tuple[str, ...]
    found: bool


def read_list(book: Opened, name: str, keys: Sequence[str], also: Sequence[str]) -> Listed:
    """Every line below the row of keys that holds something under `keys`; `also` are keys that may be all there is.

    Lines are looked for to the end of the sheet, because people go on writing below the last one. What a formula
    alone makes of a line is no line.

    Raises:
        InputError: the named area is larger than any list of ours.
    """
    wanted = {*keys, *also}
    place = _row_of_keys(book, name, wanted)
    if place is None:
        return Listed([], (), found=False)
    sheet, start, columns = place
    lines = (_line(book, sheet, row, columns) for row in book.rows_used(sheet) if row > start)
    kept = [line for line in lines if _holds_something(line, keys)]
    return Listed(kept, tuple(key for key in (*keys, *also) if key not in columns), found=True)


def fresh_ids(lines: Iterable[str], prefix: str) -> list[tuple[str, bool]]:
    """An id for every line, the one it has where it can, and whether that was another's: a copied line is a new one."""
    texts = list(lines)
    taken, used, number = set(texts), set[str](), 0
    found = []
    for text in texts:
        key, copied = text, text in used and bool(text)
        while not key or key in used or (copied and key in taken):
            number += 1
            key = f"{prefix}{number:02d}"
            if key in taken or key in used:
                key = ""
        used.add(key)
        found.append((key, copied))
    return found


def _row_of_keys(book: Opened, name: str, wanted: set[str]) -> tuple[str, int, Mapping[str, int]] | None:
    """The sheet and row that tell which column holds what: in the named area, or wherever it went."""
    area = book.named_area(name)
    sheets = [area.sheet] if area else []
    sheets += [sheet for sheet in book.sheets if sheet not in sheets]
    best: tuple[str, int, Mapping[str, int]] | None = None
    for sheet in sheets:
        for row in book.rows_used(sheet):
            columns = {str(value): column for column, value in book.row_values(sheet, row, _COLUMNS) if value in wanted}
            if len(columns) > max(len(best[2]) if best else 0, _ENOUGH):
                best = (sheet, row, columns)
        if best:
            return best
    return None


def _line(book: Opened, sheet: str, row: int, columns: Mapping[str, int]) -> Line:
    return {key: book.read(sheet, row, column) for key, column in columns.items()}


def _holds_something(line: Line, keys: Sequence[str]) -> bool:
    return any(key in line and line[key].value not in {"", " "} and not line[key].formula for key in keys)
