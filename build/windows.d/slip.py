"""Write a return slip for a sealed package, as a bureau does: `slip.py PACKAGE FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.model.decisions import Decision, Point, State
from desktop.workspace.receiving import receive
from desktop.workspace.returning import Sender, places_of, slip_of, write_slip


def main(package: Path, folder: Path) -> None:
    """Ask about the first place of the filing that can be asked about."""
    received = receive(package)
    place, words = next((place, words) for place, words in places_of(received) if place)
    wanted = Decision(State.TO_CORRECT, "请核对。", (Point(place, words, "请写得更具体。"),))
    write_slip(slip_of(received, wanted, Sender("样例市经济和信息化局", "2021-12-01", "2021-12-10")), folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
