"""Verification by drop and choice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.filing import open_filing
from desktop.gui.pages.verify import VerifyPage
from desktop.gui.settings import Settings
from desktop.gui.widgets.report_card import VERDICTS, ReportCard, compared, grouped
from desktop.package.layout import PRINTED
from desktop.package.report import Problem, Report, Verdict
from desktop.workspace.sealing import seal
from desktop.workspace.sending import encrypt
from tests.factories import received
from tests.factories.filings import a_filing
from tests.factories.packages import files_of
from tests.factories.papers import pictures, scan
from tests.factories.stores import a_file
from tests.gui.drops import drop

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000  # milliseconds


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[VerifyPage]:
    """The screen."""
    made = VerifyPage(Settings())
    qtbot.addWidget(made)
    made.resize(1090, 580)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close_down()


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft package of an almost empty filing."""
    folder = tmp_path_factory.mktemp("draft")
    with open_filing(a_file(folder, a_filing(enterprise={"name": "浙江样本有限公司"}))) as store:
        return seal(store, folder, draft=True, date="2021-11-20").path


def words_of(card: ReportCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card))


def verified(qtbot: QtBot, page: VerifyPage, path: Path) -> ReportCard:
    drop(page.zone, path)
    card = page.cards[-1]
    qtbot.waitUntil(lambda: any(word in words_of(card) for _, word in VERDICTS.values()), timeout=LONG)
    qtbot.waitUntil(lambda: "正在核验" not in words_of(card))
    return card


def test_a_package_gets_its_verdict_first_then_whose_it_is(qtbot: QtBot, page: VerifyPage, draft: Path) -> None:
    card = verified(qtbot, page, draft)
    words = words_of(card)
    assert words.index("! 草稿") < words.index("浙江样本有限公司")
    assert "✓ 内容完好" in words
    assert "✓ 封装原样" in words
    assert card.report
    assert grouped(card.report.seal_code) in words


def test_the_seal_code_typed_from_the_paper_is_compared_group_by_group(
    qtbot: QtBot, page: VerifyPage, draft: Path
) -> None:
    card = verified(qtbot, page, draft)
    assert card.report
    code = card.report.seal_code
    qtbot.keyClicks(card.paper.typed, code[:8].upper())
    assert card.paper.light.text() == "前 8 位一致，还有 56 位"
    qtbot.keyClicks(card.paper.typed, f" {code[8:]}")
    assert card.paper.light.text() == "✓ 纸质件一致"


def test_a_changed_package_names_what_is_wrong(qtbot: QtBot, page: VerifyPage, draft: Path, tmp_path: Path) -> None:
    data = bytearray(draft.read_bytes())
    data[len(data) // 2] ^= 1
    changed = tmp_path / "改动过.zip"
    changed.write_bytes(data)
    card = verified(qtbot, page, changed)
    qtbot.waitUntil(lambda: "✕ 不完好" in words_of(card))
    assert "发现的问题" in words_of(card)


def test_an_encrypted_zip_is_told_as_one_and_not_as_damaged(
    qtbot: QtBot, page: VerifyPage, draft: Path, tmp_path: Path
) -> None:
    locked = encrypt(Path(shutil.copy(draft, tmp_path)), "Yuhang-2021-cloud")
    drop(page.zone, locked)
    card = page.cards[-1]
    qtbot.waitUntil(lambda: "! 已加密" in words_of(card), timeout=LONG)
    assert "请先用 7-Zip" in words_of(card)
    assert "不完好" not in words_of(card)


def test_what_is_not_there_is_told_on_its_card(qtbot: QtBot, page: VerifyPage, tmp_path: Path) -> None:
    page.verify([tmp_path / "没有.zip"])
    qtbot.waitUntil(lambda: "✕ 读不了" in words_of(page.cards[0]))


def test_the_same_package_again_replaces_its_card(qtbot: QtBot, page: VerifyPage, draft: Path) -> None:
    verified(qtbot, page, draft)
    verified(qtbot, page, draft)
    assert len(page.cards) == 1


def test_many_problems_are_shown_on_demand(qtbot: QtBot) -> None:
    card = ReportCard(Path("包.zip"))
    qtbot.addWidget(card)
    problems = tuple(Problem("x", f"data/{number}", "内容与封装时不一致") for number in range(20))
    card.show_report(Report("包.zip", Verdict.DAMAGED, problems=problems))
    assert "data/7" in words_of(card)
    assert "data/8" not in words_of(card)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed package of 14 pages."""
    return received.sealed(tmp_path_factory.mktemp("包"), received.an_enterprise(3)).path


def chosen(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """What the person picks in the dialogs of files."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(paths[0]), ""))


def test_the_scan_is_compared_then_added_then_whole(
    qtbot: QtBot, page: VerifyPage, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / sealed.name
    package.write_bytes(sealed.read_bytes())
    printed = files_of(package)[PRINTED]
    part, whole = scan(tmp_path / "部分.pdf", pictures(printed, [1, 2])), tmp_path / "全.pdf"
    whole.write_bytes(printed)
    card = verified(qtbot, page, package)
    chosen(monkeypatch, part)
    qtbot.mouseClick(card.compare, LEFT)
    qtbot.waitUntil(lambda: "✕ 纸质件不齐或不符" in words_of(card), timeout=LONG)
    assert "第 3–14 页：没有找到这 12 页" in words_of(card)
    assert package.read_bytes() == sealed.read_bytes()
    chosen(monkeypatch, whole)
    qtbot.mouseClick(card.add, LEFT)
    qtbot.waitUntil(lambda: "已加入盖章扫描件，14 页齐全" in words_of(card), timeout=LONG)
    qtbot.waitUntil(lambda: "✓ 纸质件齐全" in words_of(card))
    assert "没有找到" not in words_of(card)


def test_the_report_is_saved_and_the_verifier_exported(
    qtbot: QtBot, page: VerifyPage, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = verified(qtbot, page, draft)
    chosen(monkeypatch, tmp_path / "报告.pdf")
    qtbot.mouseClick(card.save, LEFT)
    qtbot.waitUntil(lambda: "核验报告已保存" in words_of(card), timeout=LONG)
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")
    chosen(monkeypatch, tmp_path / "核验.py")
    qtbot.mouseClick(page.export, LEFT)
    assert (tmp_path / "核验.py").is_file()


def test_a_draft_takes_no_scan(qtbot: QtBot, page: VerifyPage, draft: Path) -> None:
    card = verified(qtbot, page, draft)
    assert not hasattr(card, "add")


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", ""), ("zz", "✕ 第 1 组不一致"), (f"{'a' * 16}b", "✕ 第 3 组不一致"), ("a" * 65, "多了 1 位")],
)
def test_a_code_from_paper_is_compared_however_it_is_typed(typed: str, words: str) -> None:
    assert compared(typed, "a" * 64)[0] == words
