"""The lines of an invoice from text with places: below the head of the table, above 合计, by the columns' titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.evidence.invoice import InvoiceLine, amount
from desktop.evidence.runs import Run, TextPage, rows

_COLUMNS = (
    ("name", re.compile(r"项目名称|货物或应税劳务|服务名称")),
    ("model", re.compile(r"规格型号")),
    ("unit", re.compile(r"单位")),
    ("quantity", re.compile(r"数量")),
    ("price", re.compile(r"单价")),
    ("amount", re.compile(r"金额")),
    ("rate", re.compile(r"税率")),
    ("tax", re.compile(r"税额")),
)
_ENOUGH = 4  # titles that make a head


def rows_of_invoice(page: TextPage) -> Iterator[InvoiceLine]:
    """The lines as far as they can be told apart; a line begins where an item (`*类别*名称`) begins."""
    head: dict[str, float] = {}
    said: dict[str, str] = {}
    for row in rows(page.runs):
        text = "".join(run.text for run in row)
        if not head:
            head = _head(row)
        elif text.startswith(("合计", "价税合计", "合")) or "小写" in text:
            break
        else:
            cells = _cells(row, head)
            if amount(cells.get("amount", "")) is not None:
                if said:
                    yield InvoiceLine(**said)
                said = cells
            elif said and set(cells) == {"name"}:
                said["name"] += cells["name"]  # the name wraps
    if said:
        yield InvoiceLine(**said)


def _head(row: Sequence[Run]) -> dict[str, float]:
    """The middles of the columns; titles whose characters stand apart (`金　额`) are one title."""
    text = "".join(run.text for run in row)
    owners = [run for run in row for _ in run.text]
    found = {}
    for name, title in _COLUMNS:
        if match := title.search(text):
            found[name] = (owners[match.start()].left + owners[match.end() - 1].right) / 2
    return found if len(found) >= _ENOUGH and "name" in found and "amount" in found else {}


def _cells(row: Sequence[Run], head: dict[str, float]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for run in row:
        middle = (run.left + run.right) / 2
        column = min(head, key=lambda name: abs(head[name] - middle))
        if run.text.startswith("*"):
            column = "name"
        cells[column] = cells.get(column, "") + run.text
    return {"name": cells.pop("name", ""), **cells} if cells else {}
