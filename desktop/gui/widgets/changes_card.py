"""What changed since the last sealed version, place by place in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.documents.dossier import Dossier
from desktop.documents.place_words import place_text
from desktop.filing import Seal
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, button, label, rows
from desktop.model.changes import Change

_MORE = 20
_TEXT = 60  # characters shown of a value
_NOTHING = "（空）"
_DIGEST = re.compile(r"#[0-9a-f]{8}(\(\d+\))?$")  # tells files of one name apart, see `desktop.model.changes`
_USES = re.compile(r"\[([^\]]*)\] ?")


class ChangesCard(Card):
    """第 1 版之后有 3 处修改; the list opens with a click."""

    def __init__(self, look: Callable[[], None]) -> None:
        super().__init__()
        self.body.addLayout(self.head)
        self._changes: Sequence[Change] = ()
        self._words: Dossier | None = None
        self._limit = 0
        self._title = label("", "section")
        self._toggle = button("查看修改", self._open, "link")
        self.head.addWidget(self._title)
        self.head.addWidget(label("封装后成为新的一版", "second"))
        self.head.addStretch(1)
        self.head.addWidget(self._toggle)
        self.head.addWidget(button("打开已封装的那一版", look, "link"))
        self._list = rows(spacing=4)
        self._shown: QWidget | None = None
        self.body.addLayout(self._list)
        self._more = button("", self._show_more, "link")
        self.body.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_changes(self, last: Seal, changes: Sequence[Change], words: Dossier) -> None:
        """Show what changed after a version."""
        self._changes, self._words = changes, words
        self._title.setText(f"第 {last.version} 版之后有 {len(changes)} 处修改")
        self.setAccessibleName(self._title.text())
        self._show()

    def _open(self) -> None:
        self._limit = 0 if self._limit else _MORE
        self._toggle.setText("收起" if self._limit else "查看修改")
        self._show()

    def _show_more(self) -> None:
        self._limit += _MORE
        self._show()

    def _show(self) -> None:
        if self._words is None:
            return
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = _table(self._changes[: self._limit], self._words) if self._limit else None
        if self._shown is not None:
            self._list.addWidget(self._shown)
        rest = len(self._changes) - self._limit
        self._more.setText(f"还有 {rest} 处，继续显示")
        self._more.setVisible(bool(self._limit) and rest > 0)


def _table(changes: Sequence[Change], words: Dossier) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    for row, change in enumerate(changes):
        was, now = (_short(_value(words, change, value)) for value in (change.old, change.new))
        grid.addWidget(label(_place(words, change.path), "second", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(f"{was} → {now}", wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
    return made


def _place(words: Dossier, path: str) -> str:
    section, _, rest = path.partition(".")
    if section != "evidence":
        return place_text(words, path)
    return f"佐证材料：{_DIGEST.sub('', rest).rpartition('/')[2]}"


def _value(words: Dossier, change: Change, value: str) -> str:
    """A value in words: evidence says what it is used for by ids of the standard."""
    if not change.path.startswith("evidence."):
        return value

    def named(match: re.Match[str]) -> str:
        uses = (place_text(words, f"evidence.{use}").partition("：")[2] for use in match[1].split("；"))
        return f"{'；'.join(uses)} "

    return _USES.sub(named, value, count=1)


def _short(value: str) -> str:
    line = " ".join(value.split())
    return f"{line[:_TEXT]}…" if len(line) > _TEXT else line or _NOTHING
