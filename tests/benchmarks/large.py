"""The window beside gigabytes of evidence: how soon it opens, how long it ever keeps a person waiting."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication

from desktop.filing import FilingStore, open_filing
from desktop.gui import package_work, theme
from desktop.gui.app import SWITCH_INTERVAL
from desktop.gui.filing_view import FilingView
from desktop.gui.garbage import Garbage
from desktop.gui.main_window import MainWindow
from desktop.gui.tasks import Progress, Serial, Task
from desktop.model.filing import Evidence, EvidenceUse
from tests.factories.filings import a_filing, a_system
from tests.factories.stores import a_file

_SIDE = 590  # pixels of a picture of noise, which takes about one megabyte
_TICK = 2  # milliseconds between two looks at the clock


def main(folder: Path) -> None:
    """Print the figures; needs about 5 GB in `folder`."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.LIGHT)
    sys.setswitchinterval(SWITCH_INTERVAL)  # as the program does, and as it collects garbage
    garbage = Garbage(application)
    large = _filing(folder / "2GB.yunqi", 2_000)
    _opening(application, folder, large)
    _scrolling(application, large)
    large.unlink()
    _sealing(application, _filing(folder / "1GB.yunqi", 1_000), folder)
    garbage.deleteLater()


def _opening(application: QApplication, folder: Path, large: Path) -> None:
    empty = _filing(folder / "空.yunqi", 0)
    first, second = _open_time(application, empty), _open_time(application, large)
    size = large.stat().st_size / 2**30
    print(f"opening to the first screen: empty {first:.3f} s, {size:.2f} GB {second:.3f} s (goal 0.5)")


def _open_time(application: QApplication, path: Path) -> float:
    window = MainWindow(theme.LIGHT)
    window.resize(1366, 740)
    window.show()
    application.processEvents()
    begun = time.perf_counter()
    window.open_filing(path)
    application.processEvents()
    window.grab()
    took = time.perf_counter() - begun
    window.close()
    return took


def _scrolling(application: QApplication, large: Path) -> None:
    with _Opened(large) as view:
        view.show_step("evidence")
        application.processEvents()
        lists = [item for item in view.page.findChildren(QAbstractItemView) if item.isVisible()]
        longest = max(lists, key=lambda item: item.verticalScrollBar().maximum())
        bar = longest.verticalScrollBar()
        area = view.page.area.verticalScrollBar()
        bar = bar if bar.maximum() > area.maximum() else area
        steps = iter(range(0, bar.maximum(), max(bar.maximum() // 400, 1)))

        def step(loop: QEventLoop) -> None:
            where = next(steps, None)
            if where is None:
                loop.quit()
            else:
                bar.setValue(where)
                QTimer.singleShot(5, lambda: step(loop))

        gaps = _gaps(step)
    print(f"scrolling {large.stem} of 2 000 pictures: longest gap {max(gaps) * 1000:.0f} ms")


def _sealing(application: QApplication, path: Path, folder: Path) -> None:
    with _Opened(path) as view:
        application.processEvents()
        size = path.stat().st_size

        def hashing(store: FilingStore, progress: Progress) -> str:
            del store, progress
            digest = hashlib.sha256()
            for _ in range(size // 2**22):
                digest.update(bytes(2**22))
            return digest.hexdigest()

        def sealing(store: FilingStore, progress: Progress) -> object:
            return package_work.draft(store, folder, progress)

        reference = _gaps_beside(view, hashing)
        begun = time.perf_counter()
        gaps = _gaps_beside(view, sealing)
        took = time.perf_counter() - begun
    print(
        f"events while {size / 2**30:.2f} GB are sealed ({took:.0f} s): longest gap {max(gaps) * 1000:.0f} ms "
        f"(goal 100); while as much is only hashed: {max(reference) * 1000:.0f} ms"
    )


def _gaps_beside(view: FilingView, work: Callable[[FilingStore, Progress], object]) -> list[float]:
    def begin(loop: QEventLoop) -> None:
        task = Task(view)
        task.failed.connect(print)
        for end in (task.done, task.failed, task.cancelled):
            end.connect(loop.quit)
        view.session.run(work, task)

    return _gaps(begin)


def _gaps(begin: Callable[[QEventLoop], None]) -> list[float]:
    """Seconds between two events of a timer while something runs that ends by quitting the loop."""
    loop, timer, seen = QEventLoop(), QTimer(interval=_TICK), [time.perf_counter()]
    timer.timeout.connect(lambda: seen.append(time.perf_counter()))
    timer.start()
    QTimer.singleShot(0, lambda: begin(loop))
    loop.exec()
    timer.stop()
    return [after - before for before, after in pairwise(seen)]


class _Opened:
    def __init__(self, path: Path) -> None:
        from desktop.gui.session import Session  # noqa: PLC0415  (keeps the opening above honest)

        self._view = FilingView(Session(open_filing(path), Serial()), theme.LIGHT)
        self._view.resize(1366, 740)
        self._view.show()

    def __enter__(self) -> FilingView:
        return self._view

    def __exit__(self, *_: object) -> None:
        self._view.session.close()
        self._view.close()


def _filing(path: Path, pictures: int) -> Path:
    systems = tuple(a_system(f"s{number}", ("rnd", "production", "office")[number % 3]) for number in range(500))
    a_file(path.parent, a_filing(systems=systems), path.name)
    evidence = []
    with open_filing(path) as store, store.writing() as writing:
        for number in range(pictures):
            blob = writing.add_content(iter([_noise()]), "picture")
            use = EvidenceUse(("system_login", "system_home")[number % 2], f"s{number // 2 % 500}")
            evidence.append(Evidence(f"{number}.png", blob.sha256, blob.size, (use,)))
        writing.save(replace(store.filing, evidence=tuple(evidence)), "", "")
    return path


def _noise() -> bytes:
    picture, out = Image.frombytes("RGB", (_SIDE, _SIDE), os.urandom(_SIDE * _SIDE * 3)), BytesIO()
    picture.save(out, "PNG", compress_level=0)
    return out.getvalue()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(dir=".") as place:
        main(Path(place))
