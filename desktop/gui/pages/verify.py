"""Verification by drop: a verdict in a sentence for each package, and its seal code compared with the paper."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.gui.pages.front import FrontPage
from desktop.gui.settings import Settings
from desktop.gui.tasks import Progress, Serial, Task
from desktop.gui.widgets.basics import button
from desktop.gui.widgets.drop_zone import DropZone
from desktop.gui.widgets.report_card import ReportCard
from desktop.package.report import Report


class VerifyPage(FrontPage):
    """Verifies packages one after the other; the latest stands on top."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            "核验申报包", "看申报包是否齐全、是否与封装时一字不差，再与盖章的纸质件核对封装码。不会改动任何文件。"
        )
        self._settings, self._serial = settings, Serial()
        self.cards: list[ReportCard] = []
        self.choose = button("选择申报包…", self._choose_files, "primary")
        folder = button("选择已解压的文件夹…", self._choose_folder)
        self.zone = DropZone("把申报包（.zip）拖到这里", "可以一次拖入多个，已解压的文件夹也行", (self.choose, folder))
        self.zone.paths_dropped.connect(self.verify)
        self.body.addWidget(self.zone)

    def begin(self) -> None:
        """Earlier verdicts stay; the keyboard begins at the choice."""
        self.choose.setFocus()

    def verify(self, paths: Iterable[Path]) -> None:
        """Verify these packages."""
        for path in paths:
            self._verify(path)

    def close_down(self) -> None:
        """Stop what is under way."""
        for card in self.cards:
            card.stop()
        self._serial.wait()

    def _verify(self, path: Path) -> None:
        known = [card for card in self.cards if card.path == path]
        for card in known:
            self._remove(card)
        task = Task(self)
        card = ReportCard(path)
        card.removed.connect(lambda: self._remove(card))
        self.cards.append(card)
        self.zone.shrink()
        self.body.insertWidget(1, card)
        card.follow(task)
        self._serial.start(partial(_verified, path), task)

    def _remove(self, card: ReportCard) -> None:
        card.stop()
        self.cards.remove(card)
        self.body.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _choose_files(self) -> None:
        start = str(self._settings.last_folder)
        names, _ = QFileDialog.getOpenFileNames(self, "选择申报包", start, "申报包 (*.zip)")
        self._take([Path(name) for name in names])

    def _choose_folder(self) -> None:
        start = str(self._settings.last_folder)
        name = QFileDialog.getExistingDirectory(self, "选择已解压的申报包", start)
        self._take([Path(name)] if name else [])

    def _take(self, paths: list[Path]) -> None:
        if paths:
            self._settings.put("last_folder", str(paths[0].parent))
            self.verify(paths)


def _verified(path: Path, progress: Progress) -> Report:
    from desktop.workspace.verifying import verify  # noqa: PLC0415  (reads documents too; the window does not wait)

    return verify(path, progress=progress)
