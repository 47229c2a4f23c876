"""Whether the files that were installed are all there: virus scanners take some away, and Windows does not say which.

A build lists them with their sizes (`build/windows.d/listing.py`). The list is gone through in a thread while the rest
is loaded, so this needs the standard library only and little of that; `insist` waits for it before anything is done.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from pathlib import Path
from threading import Thread
from typing import NoReturn

LIST = "installed.txt"  # lines of size, tab, path below the program's folder; lies among the program's own data
_CONSOLE = "yunqi.exe"  # what is told there goes to the terminal; the other program has a window
_ADVICE = (
    "多半是被杀毒软件隔离了。请在杀毒软件的“隔离区”里恢复它，并把云企自评加入信任名单；"
    "或者重新运行安装程序。您的案卷不受影响。"
)


_looks: list[tuple[Thread, list[str]]] = []  # the look that was begun, and what it finds wrong


def begin() -> None:
    """Begin to look whether files are missing or have another size; a run from source has no list."""
    inside = getattr(sys, "_MEIPASS", None)
    listing = Path(inside) / LIST if inside else None
    if listing and listing.is_file():
        wrong: list[str] = []
        look = Thread(target=lambda: wrong.extend(_wrong(listing)), daemon=True)
        look.start()
        _looks.append((look, wrong))


def insist() -> None:
    """Wait for the look that was begun, and end the program with a sentence if files are not as they were installed."""
    while _looks:
        look, wrong = _looks.pop()
        look.join()
        if wrong:
            more = f"等 {len(wrong)} 个文件" if len(wrong) > 1 else ""
            _end(f"云企自评的程序文件不完整：“{wrong[0]}”{more}丢失或被改动，{_ADVICE}")


def _wrong(listing: Path) -> list[str]:
    return differing(Path(sys.executable).parent, listing.read_text(encoding="utf-8"))


def differing(folder: Path, listing: str) -> list[str]:
    """The listed files below a folder that are missing or have another size."""
    expected: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in listing.splitlines():
        size, _, path = line.partition("\t")
        parent, _, name = path.rpartition("/")
        expected[parent].append((name, size))
    wrong = []
    for parent, files in expected.items():
        found = _sizes(folder / parent)
        wrong += [f"{parent}/{name}".lstrip("/") for name, size in files if found.get(name) != size]
    return wrong


def refuse(error: ImportError) -> None:
    """End an installed program, of which a part cannot be loaded, with a sentence; nothing happens from source."""
    insist()  # says which file it is
    if hasattr(sys, "_MEIPASS"):
        _end(f"云企自评的一个组件无法载入（{error.name or error}），{_ADVICE}")


def _sizes(folder: Path) -> dict[str, str]:
    """Name → size of what lies in a folder; one look at the folder tells all of them."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name: str(entry.stat().st_size) for entry in entries}
    except OSError:
        return {}


def _end(sentence: str) -> NoReturn:
    if sys.platform == "win32" and Path(sys.executable).name != _CONSOLE:
        import ctypes  # noqa: PLC0415  (may itself be what is missing; a start without a fault does not wait for it)

        ctypes.windll.user32.MessageBoxW(None, sentence, "云企自评", 0x10)
    elif sys.stderr is not None:
        sys.stderr.buffer.write(f"{sentence}\n".encode())
    sys.exit(2)
