"""设置: name in the history, folder for new filings, looks, trusted signers, the log, what the program is made of."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QGridLayout, QLabel, QLineEdit, QRadioButton, QWidget

from desktop import VERSION
from desktop.evidence.ocr import ADDS, installed
from desktop.gui.about import parts
from desktop.gui.pages.front import FrontPage
from desktop.gui.settings import TEXT_SIZES, Settings, Theme
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, button, columns, label
from desktop.gui.widgets.target import labelled
from desktop.gui.widgets.trust_card import TrustCard
from desktop.paths import log_folder
from desktop.workspace import clock

_THEMES = {Theme.SYSTEM: "跟随系统", Theme.LIGHT: "浅色", Theme.DARK: "深色", Theme.CONTRAST: "高对比"}
_SIZES = {100: "标准", 115: "大", 130: "特大"}
_AUTHOR_LIMIT = 40  # characters
_LICENCE = (
    "本程序以 Apache-2.0 许可发布；随附的思源宋体、思源黑体（Noto Serif SC、Noto Sans SC）以 SIL OFL 1.1 许可发布。"
)


class PreferencesPage(FrontPage):
    """Every wish counts at once; `looks_changed` asks for a new look of the whole window."""

    looks_changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__("设置", "改动马上生效，只记在这台电脑上。")
        self._settings = settings
        self._groups: list[QButtonGroup] = []
        self._person()
        self._looks()
        self.trust = TrustCard(settings)
        self.body.addWidget(self.trust)
        self._log()
        self._optional()
        self._about()

    def begin(self) -> None:
        """Show the settings as they are."""
        self.author.setText(self._settings.author)
        self.trust.show_list()
        self.author.setFocus()

    def _person(self) -> None:
        card = Card("填写人与文件夹")
        self.author = QLineEdit(self._settings.author)
        self.author.setMaxLength(_AUTHOR_LIMIT)
        self.author.setPlaceholderText(f"不填则用这台电脑的用户名（{clock.author()}）")
        self.author.textEdited.connect(self._name)
        card.body.addWidget(labelled("修改记录里的姓名", self.author))
        self._folder = QLineEdit(str(self._settings.folder))
        self._folder.setReadOnly(True)
        line = columns()
        line.addWidget(labelled("新案卷放在", self._folder), 1)
        line.addWidget(button("换文件夹…", self._choose), alignment=Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(line)
        self.body.addWidget(card)

    def _looks(self) -> None:
        card = Card("显示")
        sizes = {str(size): f"{_SIZES[size]}（{size} %）" for size in TEXT_SIZES}
        themes = {theme.value: words for theme, words in _THEMES.items()}
        self._choices = QGridLayout()
        self._choices.setHorizontalSpacing(3 * GRID)
        self._choices.setVerticalSpacing(GRID)
        self._choice("文字大小", "text_size", sizes, str(self._settings.text_size))
        self._choice("颜色", "theme", themes, self._settings.theme.value)
        self._choices.setColumnStretch(self._choices.columnCount(), 1)
        card.body.addLayout(self._choices)
        self.body.addWidget(card)

    def _choice(self, caption: str, key: str, offered: dict[str, str], chosen: str) -> None:
        group, row = QButtonGroup(self), self._choices.rowCount()
        self._choices.addWidget(label(caption, "second"), row, 0)
        for column, (value, words) in enumerate(offered.items(), start=1):
            item = QRadioButton(words)
            item.setAccessibleName(f"{caption}：{words}")
            item.setChecked(value == chosen)
            item.clicked.connect(lambda _=False, wish=value: self._look(key, wish))
            group.addButton(item)
            self._choices.addWidget(item, row, column)
        self._groups.append(group)

    def _log(self) -> None:
        card = Card("日志")
        line = columns(spacing=16)
        words = "程序内部出错时，详情记在日志里，只存在这台电脑上；请人帮忙时，把日志文件发给对方。"
        line.addWidget(label(words, "second", wrap=True), 1)
        line.addWidget(button("打开日志文件夹", self._open_log))
        card.body.addLayout(line)
        self.body.addWidget(card)

    def _optional(self) -> None:
        card = Card("文字识别")
        words = "文字识别组件已安装，只在这台电脑上运行，不连网。" if installed() else ADDS
        card.body.addWidget(label(words, "second", wrap=True))
        self.body.addWidget(card)

    def _about(self) -> None:
        card = Card("关于")
        card.body.addWidget(label(f"云企自评 {VERSION}", "strong"))
        card.body.addWidget(label(_LICENCE, "second", wrap=True))
        self._parts_link = button("显示所用的第三方组件", self._show_parts, "link")
        card.body.addWidget(self._parts_link, alignment=Qt.AlignmentFlag.AlignLeft)
        self._about_body = card.body
        self.body.addWidget(card)

    def _show_parts(self) -> None:
        self._parts_link.hide()
        for part in parts():
            line = columns(spacing=16)
            for words, kind, stretch in ((part.name, "", 2), (part.version, "second", 1), (part.licence, "second", 4)):
                line.addWidget(_selectable(words, kind), stretch)
            self._about_body.addLayout(line)

    def _name(self, typed: str) -> None:
        self._settings.put("author", typed.strip())
        self._settings.sign()

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "新案卷放在哪个文件夹", str(self._settings.folder))
        if name:
            self._settings.put("folder", name)
            self._folder.setText(str(Path(name)))

    def _look(self, key: str, wish: str) -> None:
        self._settings.put(key, wish)
        self.looks_changed.emit()

    def _open_log(self) -> None:
        folder = log_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.tell(f"打不开日志文件夹“{folder}”（{error.strerror or error}）。")
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.tell(f"这台电脑打不开文件夹窗口，日志在“{folder}”。")


def _selectable(words: str, kind: str) -> QLabel | QWidget:
    made = label(words, kind, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
