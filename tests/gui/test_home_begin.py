"""What begins a filing: new, import, the sample, the settings."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.gui import days
from desktop.gui.about import parts
from desktop.gui.desk import Desk
from desktop.gui.recent import Recent
from desktop.gui.settings import Settings, Theme
from desktop.gui.widgets.target import free
from desktop.paths import SAMPLE
from tests.gui.conftest import shown_desk
from tests.gui.keyboard import type_text


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The desk, its documents in a folder of the test's."""
    with shown_desk(qtbot, tmp_path, (1366, 740), Desk.show_home) as made:
        yield made


def press(qtbot: QtBot, place: Desk, words: str) -> None:
    found = [item for item in place.findChildren(QPushButton) if words in (item.text(), item.accessibleName())]
    qtbot.mouseClick(next(item for item in found if item.isVisible()), Qt.MouseButton.LeftButton)


def test_a_new_filing_by_keyboard_alone(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    qtbot.keyClick(desk.home.tiles[0], Qt.Key.Key_Space)
    name = desk.new.name
    assert desk.currentWidget() is desk.new
    type_text(qtbot, name, "浙江样本有限公司")
    with qtbot.waitSignal(desk.opened) as opened:
        qtbot.keyClick(name, Qt.Key.Key_Return)
    assert opened.args == [tmp_path / "浙江样本有限公司.yunqi"]
    assert (tmp_path / "浙江样本有限公司.yunqi").is_file()


def test_a_taken_name_is_not_proposed(tmp_path: Path) -> None:
    (tmp_path / "甲.yunqi").touch()
    assert free(tmp_path, "甲") == tmp_path / "甲（2）.yunqi"
    assert free(tmp_path, 'a/b:c"').name == "a_b_c_.yunqi"


def test_import_makes_a_filing_and_wrong_files_are_told(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    press(qtbot, desk, "导入")
    wrong = tmp_path / "说明.json"
    wrong.write_text("{", encoding="utf-8")
    desk.importing.take(wrong)
    press(qtbot, desk, "导入并打开")
    qtbot.waitUntil(lambda: bool(desk.importing._notice.text()))
    assert not list(tmp_path.glob("*.yunqi"))
    desk.importing.take(SAMPLE / "filing.json")
    with qtbot.waitSignal(desk.opened, timeout=60_000):
        press(qtbot, desk, "导入并打开")


def test_a_cancelled_import_leaves_nothing_behind(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    press(qtbot, desk, "导入")
    desk.importing.take(SAMPLE / "filing.json")
    press(qtbot, desk, "导入并打开")
    desk.importing.busy.stop.click()
    qtbot.waitUntil(lambda: "已取消" in desk.importing._notice.text(), timeout=60_000)
    assert not list(tmp_path.glob("*.yunqi*"))


def test_the_sample_is_made_once_and_reset_keeps_the_earlier_one(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    with qtbot.waitSignal(desk.opened, timeout=60_000):
        press(qtbot, desk, "样例")
    made = (tmp_path / "样例.yunqi").stat().st_mtime_ns
    with qtbot.waitSignal(desk.opened):
        press(qtbot, desk, "样例")
    assert (tmp_path / "样例.yunqi").stat().st_mtime_ns == made
    press(qtbot, desk, "重置样例")
    qtbot.waitUntil(lambda: "样例已重置" in desk.home._notice.text(), timeout=60_000)
    assert {path.name for path in tmp_path.glob("*.yunqi")} == {"样例.yunqi", "样例（重置前）.yunqi"}


def test_a_broken_settings_file_costs_the_wishes_only(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    for content in (b"\xff\xfe\x00broken", b"[General\ntheme=purple\ntext_size=@Variant(x)\nrecent_files=a, b", b""):
        file.write_bytes(content)
        settings = Settings(file)
        assert (settings.theme, settings.text_size, settings.author) == (Theme.SYSTEM, 100, "")
        assert Recent(settings).shown is None
    shutil.rmtree(tmp_path)
    tmp_path.touch()
    Settings(file).put("author", "写不进去也不要紧")


def test_settings_and_recent_files_outlive_the_program(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    recent = Recent(Settings(file))
    recent.opened(tmp_path / "甲，乙;=丙.yunqi")
    recent.opened(tmp_path / "丁.yunqi")
    recent.opened(tmp_path / "甲，乙;=丙.yunqi")
    recent.show(tmp_path)
    again = Recent(Settings(file))
    assert again.files == (tmp_path / "甲，乙;=丙.yunqi", tmp_path / "丁.yunqi")
    assert again.shown == tmp_path


def test_the_name_typed_in_the_settings_stands_in_the_history(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("YUNQI_AUTHOR", raising=False)
    press(qtbot, desk, "设置")
    type_text(qtbot, desk.preferences.author, "王工")
    assert os.environ["YUNQI_AUTHOR"] == "王工"
    desk.preferences.author.selectAll()
    qtbot.keyClick(desk.preferences.author, Qt.Key.Key_Delete)
    assert "YUNQI_AUTHOR" not in os.environ


def test_everything_the_program_runs_on_is_named_with_its_licence() -> None:
    named = {part.name.lower().replace("_", "-"): part.licence for part in parts()}
    assert {"pyside6-essentials", "sqlalchemy", "msgspec", "reportlab"} <= set(named)
    assert "pytest" not in named
    assert all(named.values())


@pytest.mark.parametrize(
    ("saved", "words"),
    [
        ("2021-11-20T14:03:22+08:00", "14:03"),
        ("2021-11-19T23:59:00+08:00", "昨天"),
        ("2021-03-04T08:00:00+08:00", "3 月 4 日"),
        ("2020-11-20T08:00:00+08:00", "2020-11-20"),
        ("", ""),
    ],
)
def test_days_as_people_say_them(saved: str, words: str) -> None:
    assert days.saved_at(saved, "2021-11-20") == words


def test_what_remains_until_a_deadline() -> None:
    assert days.remaining("2021-12-01", 1) == "还有 1 天"
    assert days.remaining("2021-12-01", 0) == "今天截止"
    assert days.remaining("2021-12-01", -1) == "已过截止日"
    assert days.remaining("", 0) == ""
