"""Verification by drop: a verdict in a sentence for each package, and its seal code compared with the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop.errors import YunqiError
from desktop.gui.pages.front import FrontPage
from desktop.gui.settings import Settings
from desktop.gui.tasks import Progress, Serial, Task
from desktop.gui.trust import Trusting, trusted
from desktop.gui.widgets.basics import button
from desktop.gui.widgets.drop_zone import DropZone
from desktop.gui.widgets.report_card import ReportCard
from desktop.gui.widgets.scan_choice import choose_scans
from desktop.package.report import Report
from desktop.workspace.exporting import export_verifier
from desktop.workspace.scan_words import added_sentence

if TYPE_CHECKING:  # most packages are not signed
    from desktop.signing import Certificate


class VerifyPage(FrontPage):
    """Verifies packages one after the other; the latest stands on top."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            "核验申报包", "看申报包是否齐全、是否与封装时一字不差，再与盖章的纸质件核对。核验本身不会改动任何文件。"
        )
        self._settings, self._serial = settings, Serial()
        self._trusting = Trusting(settings, self._serial, self)
        self._trusting.changed.connect(self._verify_signed)
        self.cards: list[ReportCard] = []
        self.choose = button("选择申报包…", self._choose_files, "primary")
        folder = button("选择已解压的文件夹…", self._choose_folder)
        self.zone = DropZone(
            "把申报包（.zip）拖到这里", "可以一次拖入多个，已解压的文件夹也行", (self.choose, folder), self.verify
        )
        self.body.addWidget(self.zone)
        self.export = button("导出单独的核验程序…", self._export, "link")
        self.export.setToolTip("一个 .py 文件：没有装云企自评的电脑，只要有 Python 3.9 就能核验")
        self.body.addWidget(self.export, alignment=Qt.AlignmentFlag.AlignLeft)

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
        card.comparing.connect(lambda: self._work_with_scans(card, _compared, "正在看扫描件"))
        card.adding.connect(lambda: self._work_with_scans(card, _added, "正在加入扫描件"))
        card.saving.connect(lambda: self._save(card))
        self._trusting.serve(card.signature, lambda: path)
        self.cards.append(card)
        self.zone.shrink()
        self.body.insertWidget(1, card)
        card.follow(task)
        self._serial.start(partial(_verified, path, trusted(self._settings)), task)

    def _verify_signed(self, certificate: Certificate) -> None:
        """Somebody is trusted now: packages of signers who were not are looked at again."""
        for card in self.cards:
            if card.report and card.report.signature == "unknown_signer":
                task = Task(self)
                task.done.connect(card.show_report)
                card.follow_more(task, "正在重新核验")
                self._serial.start(partial(_verified, card.path, trusted(self._settings)), task)
        self.tell(f"已信任“{certificate.name}”；名单在“设置”里，可以随时移除。", "good")

    def _work_with_scans(self, card: ReportCard, work: _WithScans, what: str) -> None:
        """Compare scans that the person chooses with a package, or add them to it, and show what came of it."""
        scans = choose_scans(self, card.path.parent)
        if not scans or card.report is None:
            return
        task = Task(self)
        task.done.connect(lambda result: _show(card, *result))
        card.follow_more(task, what)
        self._serial.start(partial(work, card.report, _Asked(card.path, scans, trusted(self._settings))), task)

    def _save(self, card: ReportCard) -> None:
        start = str(card.path.with_name(f"{card.path.stem}-核验报告.pdf"))
        name, _ = QFileDialog.getSaveFileName(self, "保存核验报告", start, "PDF (*.pdf)")
        if not name or card.report is None:
            return
        task = Task(self)
        task.done.connect(lambda _: card.tell(f"核验报告已保存为“{Path(name).name}”。", "good"))
        card.follow_more(task, "正在写核验报告")
        self._serial.start(partial(_saved, card.report, Path(name)), task)

    def _export(self) -> None:
        start = str(self._settings.last_folder / "核验申报包.py")
        name, _ = QFileDialog.getSaveFileName(self, "导出单独的核验程序", start, "Python (*.py)")
        if not name:
            return
        try:
            target = export_verifier(Path(name))
        except YunqiError as error:
            self.tell(str(error))
            return
        self.tell(f"已导出“{target.name}”。在有 Python 3.9 的电脑上运行它，再给出申报包即可。", "good")

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


class _Asked(Struct, frozen=True):
    """Scans to be held against a package, or added to it, and who is trusted."""

    path: Path
    scans: list[Path]
    trust: tuple[Certificate, ...]


_WithScans = Callable[[Report, _Asked, Progress], tuple[Report, str, bool]]


def _show(card: ReportCard, report: Report, sentence: str, whole: bool) -> None:  # noqa: FBT001  (a result unpacked)
    card.show_report(report)
    card.tell(sentence, "good" if whole else "problem")


def _compared(report: Report, asked: _Asked, progress: Progress) -> tuple[Report, str, bool]:
    from desktop.workspace.paper import with_scans  # noqa: PLC0415  (reads documents too; the window does not wait)

    kept = tuple(item for item in report.problems if not item.code.startswith("paper_"))
    found, paper = with_scans(replace(report, paper=None, problems=kept), asked.scans, progress)
    return found, f"扫描件：{paper.sentence}", not paper.problems


def _added(report: Report, asked: _Asked, progress: Progress) -> tuple[Report, str, bool]:
    from desktop.workspace.scanning import attach_scan  # noqa: PLC0415

    del report
    paper = attach_scan(asked.path, asked.scans, progress)
    return _verified(asked.path, asked.trust, progress), added_sentence(paper), not paper.problems


def _saved(report: Report, path: Path, progress: Progress) -> None:
    from desktop.workspace.reporting import save_report  # noqa: PLC0415

    del progress
    save_report([report], path)


def _verified(path: Path, trust: tuple[Certificate, ...], progress: Progress) -> Report:
    from desktop.workspace.verifying import verify  # noqa: PLC0415  (reads documents too; the window does not wait)

    return verify(path, progress=progress, trust=trust)
