"""The declaration of truth, the buttons to seal, what is still needed before, and the progress while it is done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, restyle, rows
from desktop.gui.widgets.running_bar import RunningBar
from desktop.gui.widgets.signing_part import SigningPart
from desktop.gui.widgets.tick_box import TickBox
from desktop.standard.carrying import UNCONFIRMED
from desktop.standard.definition import Level
from desktop.standard.findings import Finding

DECLARED = "本企业对填报内容和数据的真实性负责"


class SealForm(QWidget):
    """`sealing`, `drafting`, `previewing`, `confirming` (what was copied), `overviewing` say what the person wants."""

    sealing = Signal()
    drafting = Signal()
    previewing = Signal()
    confirming = Signal()
    overviewing = Signal(bool)  # whether the page for the enterprise's leaders is to be there

    def __init__(self, declaration: str) -> None:
        super().__init__()
        self._findings: tuple[Finding, ...] = ()
        self._waiting = 0
        layout = rows(self, spacing=GRID)
        self._heading = label("", "section", wrap=True)
        layout.addWidget(self._heading)
        layout.addWidget(
            label(
                "里面有申报材料（打印、盖章）、申报表、佐证材料和校验清单；每页印有封装码和二维码。",
                "second",
                wrap=True,
            )
        )
        self._choices(layout, declaration)
        layout.addStretch(1)
        self.needed = label("", "second", wrap=True)
        layout.addWidget(self.needed)
        self.confirm = button("去确认沿用的内容", self.confirming.emit, "link")
        layout.addWidget(self.confirm, alignment=Qt.AlignmentFlag.AlignLeft)
        self._told = label("", "problem", wrap=True)
        self._draft = Path()
        self._folder = button("", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._draft))), "link")
        layout.addWidget(self._told)
        layout.addWidget(self._folder)
        layout.addWidget(self._buttons())
        self.running = RunningBar()
        layout.addWidget(self.running)
        for part in (self.running, self._told, self._folder):
            part.hide()

    def show_heading(self, heading: str) -> None:
        """Say what sealing makes and for whom."""
        self._heading.setText(heading)

    def show_overview(self, *, there: bool) -> None:
        """Show whether the page for the enterprise's leaders is to be there."""
        self.overview.setChecked(there)

    def show_findings(self, findings: tuple[Finding, ...], waiting: int) -> None:
        """Allow sealing once nothing stands in the way; `waiting` copied values are to be confirmed."""
        self._findings, self._waiting = findings, waiting
        self._show_needed()

    def allow_preview(self) -> None:
        """The pages are composed."""
        self.preview.setEnabled(True)

    def tell(self, sentence: str) -> None:
        """Show a problem above the buttons; "" takes it away."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))
        self._folder.hide()

    def tell_draft(self, place: Path) -> None:
        """Say where the draft is, and lead there."""
        self._draft = place
        self._folder.setText(f"打开草稿文件夹“{place.name}”")
        self._folder.show()

    def show_running(self, *, running: bool) -> None:
        """Show the bar instead of the buttons, or the buttons again."""
        self._row.setVisible(not running)
        for box in (self.overview, self.declared, self.signing):
            box.setEnabled(not running)
        self._show_needed()

    def _choices(self, layout: QVBoxLayout, declaration: str) -> None:
        """What goes into the package, the declaration, and whether it is signed."""
        self.overview = TickBox("附一页自评概览，供企业负责人参阅")
        self.overview.setToolTip("最后一页，不属于申报表：各维度得分图、强项和差距。")
        self.overview.clicked.connect(self.overviewing)
        layout.addWidget(self.overview)
        self.declared = TickBox(DECLARED)
        self.declared.setAccessibleDescription(declaration)
        self.declared.toggled.connect(self._show_needed)
        layout.addWidget(self.declared)
        layout.addWidget(label(declaration, "small", wrap=True))
        self.signing = SigningPart()
        layout.addWidget(self.signing)

    def _buttons(self) -> QWidget:
        self._row = QWidget()
        across = columns(self._row, spacing=GRID)
        self.preview = button("预览全部页面", self.previewing.emit)
        self.preview.setEnabled(False)
        self.seal = button("封装申报包", self.sealing.emit, "primary")
        across.addWidget(self.preview)
        across.addWidget(button("先出草稿", self.drafting.emit))
        across.addStretch(1)
        across.addWidget(self.seal)
        return self._row

    def _show_needed(self) -> None:
        needed = lacking(self._findings, self._waiting, declared=self.declared.isChecked())
        self.seal.setEnabled(not needed)
        self.seal.setToolTip(needed)
        self.needed.setText(needed or "可以封装了。")
        self.needed.setVisible(self._row.isVisibleTo(self))
        self.confirm.setVisible(bool(self._waiting) and self._row.isVisibleTo(self))
        restyle(self.needed, "kind", "second" if needed else "good")


def lacking(findings: tuple[Finding, ...], waiting: int, *, declared: bool) -> str:
    """What is still needed before sealing, in one sentence; "" when nothing."""
    standing = [item for item in findings if item.level is Level.ERROR and item.code != UNCONFIRMED]
    missing = sum(item.missing for item in standing)
    errors = len(standing) - missing
    silent = sum(item.level is Level.WARNING and not item.reason for item in findings)
    parts = [
        f"确认沿用的内容（{waiting} 项）" if waiting else "",
        f"补上缺的 {missing} 项" if missing else "",
        f"改正 {errors} 处错误" if errors else "",
        f"给 {silent} 处警告写明理由" if silent else "",
        "勾选真实性声明" if not declared else "",
    ]
    said = "、".join(part for part in parts if part)
    return f"封装前还要{said}。" if said else ""
