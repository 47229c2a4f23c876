"""What was sealed: seal code, QR code, package, what is in it, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.documents.qr import PageMark, page_text
from desktop.filing import Seal
from desktop.gui.package_work import PackageFacts
from desktop.gui.sizes import size_text
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, button, clear, columns, label, rows
from desktop.gui.widgets.flow import Flow
from desktop.gui.widgets.qr_label import QrLabel
from desktop.model.dates import chinese
from desktop.model.filing import Filing
from desktop.standard.batches import Deadline, paper_sets
from desktop.standard.definition import Standard
from desktop.workspace.composing import PRINTED

_GROUP, _GROUPS_A_LINE = 8, 4


class Actions(Struct, frozen=True):
    """What the buttons do."""

    open_folder: Callable[[], None]
    print_pages: Callable[[], None]
    copy: Callable[[], None]
    add_scan: Callable[[], None]
    encrypt: Callable[[], None]
    seal_again: Callable[[], None]


class SealedCard(Card):
    """The package of a version."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setAccessibleName("封装结果")
        across = columns(spacing=3 * GRID)
        self.code_picture = QrLabel()
        across.addWidget(self.code_picture, alignment=Qt.AlignmentFlag.AlignTop)
        column = rows(spacing=4)
        column.addWidget(label("封装码", "third"))
        self.code = label("", "seal-code")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.package, self.facts = label("", "strong", wrap=True), label("", "second", wrap=True)
        self.signer = label("", "good", wrap=True)
        column.addWidget(self.code)
        column.addSpacing(GRID)
        column.addWidget(self.package)
        column.addWidget(self.facts)
        column.addWidget(self.signer)
        column.addStretch(1)
        across.addLayout(column, 1)
        self.body.addLayout(across)
        self.body.addWidget(self._buttons(actions))

    def show_seal(self, seal: Seal, mark: PageMark) -> None:
        """Show a version; `mark` is what the codes on its pages begin with."""
        self.code_picture.show_text(page_text(mark))
        self.code.setText(groups(seal.code))
        self.code.setAccessibleName(f"封装码 {groups(seal.code)}")
        self.package.setText(seal.package)

    def show_facts(self, found: PackageFacts | None, elsewhere: str = "") -> None:
        """Show what is in the package; without it, where it was looked for."""
        there = found is not None
        if found:
            self.facts.setText(
                f"申报材料 {found.pages} 页　·　申报表 {found.sheets} 张表　·　佐证材料 {found.files} 份"
                f"　·　共 {size_text(found.size)}"
            )
            self.signer.setText(f"✓ 已签名，签名人：{found.signer}")
        else:
            self.facts.setText(elsewhere)
        self.signer.setVisible(bool(found and found.signer))
        parts = (self.folder, self.pages, self.copied, self.scan, self.encrypted)
        self.again.setVisible(not there)
        if not there and any(part.hasFocus() for part in parts):
            self.again.setFocus()  # else hiding them would send the cursor further down
        for part in parts:
            part.setVisible(there)

    def _buttons(self, actions: Actions) -> QWidget:
        self.folder: QPushButton = button("打开所在文件夹", actions.open_folder, "primary")
        self.pages = button("打印申报材料", actions.print_pages)
        self.copied = button("复制到 U 盘…", actions.copy)
        self.scan = button("加入盖章扫描件…", actions.add_scan)
        self.encrypted = button("加密后发送…", actions.encrypt)
        self.again = button("再生成一次…", actions.seal_again)
        made = Flow()
        made.hold((self.folder, self.pages, self.copied, self.scan, self.encrypted, self.again))
        return made


class NextCard(Card):
    """What to do once a version is sealed, in numbered sentences."""

    def __init__(self) -> None:
        super().__init__("接下来")
        self._list = rows(spacing=GRID)
        self.body.addLayout(self._list)

    def show_steps(self, sentences: tuple[str, ...]) -> None:
        """Show these sentences."""
        clear(self._list)
        for number, sentence in enumerate(sentences, start=1):
            across = columns(spacing=GRID + 4)
            mark = label(str(number), "strong")
            mark.setFixedWidth(2 * GRID)
            across.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
            across.addWidget(label(sentence, wrap=True), 1)
            self._list.addLayout(across)


def next_steps(standard: Standard, filing: Filing, version: int, today: str) -> tuple[str, ...]:
    """Prints, place, day, correction: in the words of the batch's data."""
    batch, place = standard.batch(filing.batch.id), filing.batch
    sets = paper_sets(batch, place.city) if batch else 1
    note = next((rule.note for rule in batch.local if rule.city == place.city), "") if batch else ""
    county = f"{place.county or place.city}经信部门"
    by_when = _by_when(batch.deadlines if batch else (), place.city, today)
    again = f"会生成第 {version + 1} 版并列出与第 {version} 版的差异；第 {version} 版不会被改动。"
    return (
        f"打印“{PRINTED}”{sets} 份{f'（{note}）' if note else ''}，核对每页页脚的封装码与上面一致，盖企业公章。",
        "盖章后的材料如需随包报送电子版，扫描或逐页拍照，点“加入盖章扫描件…”：会核对页数，封装码不变。",
        f"纸质件和这个 zip 文件一起报送{county}，zip 原样报送，不要解压后再压缩。{by_when}",
        f"如需更正，直接修改案卷再封装，{again}",
    )


def groups(code: str) -> str:
    """A seal code in groups of eight digits, four in a line."""
    parts = [code[start : start + _GROUP] for start in range(0, len(code), _GROUP)]
    lines = (parts[start : start + _GROUPS_A_LINE] for start in range(0, len(parts), _GROUPS_A_LINE))
    return "\n".join(" ".join(line) for line in lines)


def _by_when(deadlines: tuple[Deadline, ...], city: str, today: str) -> str:
    """The deadline that comes first for this city, and how many days are left."""
    mine = [item for item in deadlines if item.city in {"", city}]
    if not mine:
        return ""
    first = min(mine, key=lambda item: item.date)
    days = (date.fromisoformat(first.date) - date.fromisoformat(today)).days
    said = f"{first.sender}须在 {chinese(first.date)}前报{first.receiver}"
    if days < 0:
        return f"{said}，期限已过，请先与主管部门确认是否仍受理。"
    return f"{said}，{f'还有 {days} 天' if days else '就是今天'}，请留出审核时间。"
