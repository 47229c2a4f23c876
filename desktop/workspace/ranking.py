"""附件3 and the ranking from many received packages: one table for each standard and batch, never mixed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from desktop.documents.ranking import LeftOut, RankedRow, RankingTable, write_ranking
from desktop.errors import RefusedError
from desktop.model.file_names import safe_component
from desktop.workspace import standards
from desktop.workspace.composing import SOFTWARE, write_file
from desktop.workspace.progress import Progress, silent
from desktop.workspace.receiving import Received, standing_among

_NAME_UNITS = 40


class Written(Struct, frozen=True):
    """A workbook that was written: how many packages stand in it, and how many do not."""

    path: Path
    batch_title: str
    rows: int
    left_out: int


def write_tables(
    received: Sequence[Received],
    target: Path,
    date: str,
    *,
    chosen: Callable[[Received], str] = lambda _: "",
    scope: str = "",
    progress: Progress = silent,
) -> tuple[Written, ...]:
    """Write the table of the packages in their order; where they are of several batches, a workbook for each.

    `chosen` gives "" for a package that is to stand in the table, else the reason why it does not;
    `progress` counts the sheets of a workbook.

    Raises:
        RefusedError: there is nothing to rank.
        InputError: the file cannot be written.
    """
    told = reasons(received, chosen)
    tables = list(dict.fromkeys(item.table for item in received if item.sound and not told[item.path]))
    if not tables:
        raise RefusedError("没有可以列入附件3 的申报包：要求核验完好、是正式版本；原因见上面各包的说明。")
    written = []
    for key in tables:
        own = [item for item in received if item.table == key and not told[item.path]]
        others = [item for item in received if told[item.path] and (item.table == key or item.table not in tables)]
        path = target if len(tables) == 1 else _beside(target, own[0], tables)
        table = _table(own, [LeftOut(item.enterprise, item.path.name, told[item.path]) for item in others], date, scope)
        write_file(path, write_ranking(table, progress))
        written.append(Written(path, table.batch_title, len(own), len(others)))
    return tuple(written)


def _table(own: Sequence[Received], left_out: Iterable[LeftOut], date: str, scope: str) -> RankingTable:
    return RankingTable(
        standard=standards.standard(own[0].standard),
        batch_title=own[0].batch_title,
        date=date,
        software=SOFTWARE,
        rows=tuple(map(_row, own)),
        left_out=tuple(left_out),
        scope=scope,
    )


def reasons(received: Iterable[Received], chosen: Callable[[Received], str] = lambda _: "") -> dict[Path, str]:
    """Why each package does not stand in a table; "" where it does."""
    received = tuple(received)
    places = standing_among(received)

    def reason(item: Received) -> str:
        if not item.sound:
            return item.sentence
        place = places[item.path]
        return chosen(item) if place.counts else place.sentence

    return {item.path: reason(item) for item in received}


def wanting(received: Iterable[Received]) -> bool:
    """Whether a package was looked at and found wanting."""
    return any(item.report is not None and not item.sound for item in received)


def unreadable(received: Iterable[Received]) -> bool:
    """Whether a path could not be read."""
    return any(item.report is None for item in received)


def _row(item: Received) -> RankedRow:
    return RankedRow(item.enterprise, item.county or item.city, item.score, item.columns, item.figures, item.sample)


def _beside(target: Path, item: Received, tables: Sequence[tuple[str, str, str]]) -> Path:
    """A file of its own for a batch, named by it, and by the standard where batches are called the same."""
    same = [key for key in tables if key[2] == item.batch]
    name = item.batch_title if len(same) == 1 else f"{item.batch_title}-{item.standard}"
    return target.with_name(f"{target.stem}-{safe_component(name, _NAME_UNITS)}{target.suffix}")
