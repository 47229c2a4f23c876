"""Every screen is drawn to dist/screens for people to look at, and looked over for faults of geometry."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.filing import open_filing
from desktop.gui import theme
from desktop.gui.filing_view import FilingView
from desktop.gui.session import Session
from desktop.gui.tasks import Serial
from desktop.paths import SAMPLE
from desktop.standard.flow import steps
from desktop.workspace.importing import import_source
from tests.factories.filings import a_filing, zhejiang
from tests.factories.stores import a_file
from tests.gui.geometry import faults

SCREENS = Path(__file__).parent.parent.parent / "dist" / "screens"
FULL = bool(os.environ.get("YUNQI_FULL"))
SIZES = [(1090, 580), (1366, 740), (1920, 1040)] if FULL else [(1090, 580), (1366, 740)]
THEMES = {"light": theme.LIGHT, "dark": theme.DARK} if FULL else {"light": theme.LIGHT}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("案卷")
    import_source(SAMPLE / "filing.json", folder / "样例.yunqi")
    return {"empty": a_file(folder, a_filing(), "空.yunqi"), "full": folder / "样例.yunqi"}


CASES = [(filled, look, size) for filled in ("empty", "full") for look in THEMES for size in SIZES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}-{case[2][0]}x{case[2][1]}")
def test_no_screen_is_clipped_or_overlaps(
    qtbot: QtBot, qapp: QApplication, files: dict[str, Path], tmp_path: Path, case: tuple[str, str, tuple[int, int]]
) -> None:
    filled, look, size = case
    path = tmp_path / files[filled].name
    shutil.copyfile(files[filled], path)
    theme.apply(qapp, THEMES[look])
    session = Session(open_filing(path), Serial())
    view = FilingView(session, THEMES[look])
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    SCREENS.mkdir(parents=True, exist_ok=True)
    found = []
    for step in steps(zhejiang()):
        view.show_step(step.id)
        QCoreApplication.processEvents()
        QCoreApplication.processEvents()
        view.grab().save(str(SCREENS / f"{step.id}-{filled}-{look}-{size[0]}x{size[1]}.png"))
        found += [f"{step.title}：{fault}" for fault in faults(view)]
    session.close()
    assert found == []
