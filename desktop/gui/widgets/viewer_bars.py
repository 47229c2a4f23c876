"""What stands around the picture in the viewer: what it is, where to go, what to do with it, drawing areas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label
from desktop.gui.widgets.gap_bar import Elided

_MASK_HINT = "拖动鼠标画出要遮住的地方；或用方向键移动、Shift+方向键改大小、回车确定"


def _key_button(text: str, pressed: Callable[[], object], keys: str, name: str = "", kind: str = "") -> QPushButton:
    """A button that a click leaves without the cursor, so that the keys still go to the picture."""
    made = button(text, pressed, kind)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setToolTip(f"{name or text.rstrip('…')}（{keys}）" if keys else "")
    if name:
        made.setAccessibleName(name)
    return made


class Head(QWidget):
    """What the picture proves, its file, and whether something was covered in it."""

    looking = Signal()  # at the original, or back
    restoring = Signal()
    covering = Signal()  # the numbers of persons in it

    def __init__(self) -> None:
        super().__init__()
        line = columns(self, spacing=GRID)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._title, self._file, self._count = label("", "strong"), Elided(), label("", "second")
        self._chip = label("", "chip")
        self._look = _key_button("查看原图", self.looking.emit, "O", kind="link")
        self._restore = _key_button("恢复原图", self.restoring.emit, "", kind="link")
        self._restore.setToolTip("申报包里重新放原图；按 Ctrl+Z 可以撤销")
        self.private = _key_button("", self.covering.emit, "", kind="link")
        self.private.setToolTip("遮盖框已画好，可以再改；保存后申报包里放遮盖过的图，原图留在案卷里")
        self.private.hide()
        line.addWidget(self._title)
        line.addWidget(self._file, 1)
        for part in (self.private, self._chip, self._look, self._restore, self._count):
            line.addWidget(part)

    def show_file(self, title: str, file: str, count: str) -> None:
        """Show what the picture is."""
        self._title.setText(title)
        self._file.show_text(file)
        self._count.setText(count)

    def show_private(self, count: int) -> None:
        """Offer to cover so many numbers of persons."""
        self.private.setText(f"遮盖这些号码（{count} 处）")
        self.private.setVisible(bool(count))

    def show_masked(self, *, masked: bool, original: bool) -> None:
        """Show whether it is a masked copy, and whether one looks at its original."""
        for part in (self._chip, self._look, self._restore):
            part.setVisible(masked)
        self._chip.setText("原图，不进申报包" if original else "已遮盖")
        self._look.setText("查看遮盖后的图" if original else "查看原图")


class Foot(QFrame):
    """The buttons; which of them do something now is said by `allow`."""

    def __init__(self, actions: dict[str, Callable[[], object]]) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        line = columns(self, spacing=GRID)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self.back = _key_button("← 上一个", actions["back"], "←")
        self.on = _key_button("下一个 →", actions["on"], "→")
        self.up = _key_button("上一页", actions["up"], "PgUp")
        self.down = _key_button("下一页", actions["down"], "PgDn")
        smaller = _key_button("－", actions["smaller"], "-，或按住 Ctrl 滚动滚轮", "缩小")
        larger = _key_button("＋", actions["larger"], "+，或按住 Ctrl 滚动滚轮", "放大")
        self._scale = _key_button("100%", actions["own"], "1", "按原大小显示")
        self._scale.setMinimumWidth(64)
        fit = _key_button("适合窗口", actions["fit"], "0")
        for part in (self.back, self.on, self.up, self.down, smaller, self._scale, larger, fit):
            line.addWidget(part)
        smaller.setMinimumWidth(48)
        larger.setMinimumWidth(48)
        line.addStretch(1)
        self.cover = _key_button("遮盖区域", actions["mask"], "M")
        self.replace = _key_button("替换…", actions["replace"], "R")
        self.remove = _key_button("移除", actions["remove"], "Del")
        for part in (self.cover, self.replace, self.remove):
            line.addWidget(part)

    def show_scale(self, scale: float) -> None:
        """Show how large the picture is shown."""
        self._scale.setText(f"{round(scale * 100)}%")

    def allow(self, *, back: bool, on: bool, page: int, pages: int) -> None:
        """Which ways lead somewhere."""
        self.back.setEnabled(back)
        self.on.setEnabled(on)
        for part in (self.up, self.down):
            part.setVisible(pages > 1)
        self.up.setEnabled(page > 0)
        self.down.setEnabled(page < pages - 1)


class MaskBar(QFrame):
    """While areas are drawn: how, take the last one back, save, leave."""

    def __init__(
        self, take_back: Callable[[], object], leave: Callable[[], object], save: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        line = columns(self, spacing=GRID)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        hint = Elided()
        hint.show_text(_MASK_HINT)
        hint.setProperty("kind", "second")
        line.addWidget(hint, 1)
        self.take_back = _key_button("撤销上一块", take_back, "Ctrl+Z")
        self.leave = _key_button("不遮了", leave, "Esc")
        self.save = _key_button("保存遮盖", save, "Ctrl+S", kind="primary")
        for part in (self.take_back, self.leave, self.save):
            line.addWidget(part)
        self.hide()

    def show_count(self, count: int) -> None:
        """Save and take back what there is."""
        self.take_back.setEnabled(bool(count))
        self.save.setEnabled(bool(count))
        self.save.setText(f"保存遮盖（{count} 块）" if count else "保存遮盖")
