"""`python -m desktop` and the console script `yunqi`: a verb on the command line, or the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from desktop import installed


def main() -> None:
    """Run the program and leave with its exit code."""
    if getattr(sys, "frozen", False) and "--multiprocessing-fork" in sys.argv[1:2]:
        from multiprocessing import freeze_support  # noqa: PLC0415  (nobody else waits for it)

        freeze_support()  # a process that reads evidence or packages begins here; it does its work and ends
    arguments = sys.argv[1:]
    if not _wants_window(arguments):
        sys.exit(_command_line().run(arguments))
    if not _has_screen():
        sys.exit(_command_line().refuse("这台机器没有屏幕，打不开窗口；用 yunqi --help 查看可用的命令。"))
    gc.disable()  # starting makes no garbage; from then on `gui.garbage` says when to collect
    try:
        from desktop.gui import app  # noqa: PLC0415  (verbs must not wait for Qt)
    except ImportError as error:
        installed.refuse(error)
        raise
    installed.insist()
    sys.exit(app.run(arguments))


def _command_line() -> ModuleType:
    """The verbs, of a program that is whole."""
    try:
        from desktop import cli  # noqa: PLC0415  (the window does not wait for the command line)
    except ImportError as error:
        installed.refuse(error)
        raise
    installed.insist()
    return cli


def _wants_window(arguments: Sequence[str]) -> bool:
    """No verb: nothing, a file to open, or an option of the window; and where there is no terminal at all."""
    if not arguments or sys.stderr is None:
        return True
    files = (".yunqi", ".yunqi-return")
    return arguments[0].lower().endswith(files) or arguments[0] in {"--sample", "--smoke", "--screenshot"}


def _has_screen() -> bool:
    """Whether Qt will find a screen; without one it would end the process with no word to the user."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


if __name__ == "__main__":
    main()
