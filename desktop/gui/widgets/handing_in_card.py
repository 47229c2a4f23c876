"""To whom, by when, how many sets: what follows from batch and place."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, label, restyle
from desktop.model import dates
from desktop.model.filing import Batch as Chosen
from desktop.standard.batches import Batch, Deadline, paper_sets

_SOON = 14  # days


class HandingInCard(Card):
    """Facts in two columns: what, and the answer."""

    def __init__(self) -> None:
        super().__init__("报送安排")
        self._left = label("", "chip")
        self.head.addWidget(self._left)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._answers = [self._fact(title) for title in ("报送给", "截止日期", "后续环节", "纸质材料", "通知文号")]

    def show_place(self, batch: Batch | None, chosen: Chosen, today: date) -> None:
        """Show what holds for this batch and place on this day."""
        deadlines = deadlines_of(batch, chosen.city)
        first = deadlines[0] if deadlines else None
        where = f"{chosen.city}{chosen.county}"
        to_whom = f"{first.sender}（{where}）" if first and chosen.county else "选好设区市和县（市、区）后显示"
        by_when = _by_when(first) if first else "通知没有规定"
        then = "；".join(_by_when(item) for item in deadlines[1:])
        notes = "；".join(
            rule.note for rule in (batch.local if batch else ()) if rule.city == chosen.city and rule.note
        )
        sets = f"一式 {paper_sets(batch, chosen.city)} 份，每份盖章" if batch else ""
        texts = (
            to_whom,
            by_when,
            then,
            "。".join(part for part in (sets, notes) if part),
            batch.notice if batch else "",
        )
        for (title, answer), text in zip(self._answers, texts, strict=True):
            answer.setText(text)
            title.setVisible(bool(text))
            answer.setVisible(bool(text))
        self._show_days(first, today)

    def _show_days(self, deadline: Deadline | None, today: date) -> None:
        self._left.setVisible(deadline is not None)
        if deadline is None:
            return
        days = (date.fromisoformat(deadline.date) - today).days
        said = f"还剩 {days} 天" if days > 0 else "今天截止" if days == 0 else "期限已过，请先问主管部门是否仍受理"
        self._left.setText(said)
        restyle(self._left, "kind", "chip-good" if days > _SOON else "chip-attention")

    def _fact(self, title: str) -> tuple[QLabel, QLabel]:
        row = self._grid.rowCount()
        name, answer = label(title, "second"), label("", "", wrap=True)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(answer, row, 1)
        return name, answer


def deadlines_of(batch: Batch | None, city: str) -> list[Deadline]:
    """The deadlines that hold for a city, the first one first."""
    found = batch.deadlines if batch else ()
    return sorted((item for item in found if item.city in {"", city}), key=lambda item: item.date)


def _by_when(deadline: Deadline) -> str:
    return f"{dates.chinese(deadline.date)}前，{deadline.sender}报{deadline.receiver}"
