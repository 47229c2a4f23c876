"""demo."""

from __future__ import annotations

from argparse import Namespace

from desktop.cli.terminal import out
from desktop.workspace import demo as walk


def demo(options: Namespace) -> int:
    """`yunqi demo`."""
    for step in walk.demo(options.out):
        out(step)
    return 0
