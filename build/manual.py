"""Draw the manual's pictures into resources/manual/pictures/ unless they are younger than all they show.

`python build/manual.py`; build/run and build/test call it. The screens show the made-up sample on a fixed day, in the
light look, so the pictures only change when the program does.
"""

import os
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources/manual/pictures"
DONE = PICTURES / "done"
SOURCES = ("desktop/gui", "forms", "resources/style", "resources/sample", "build/manual_screens")
PIXELS = "1.5"  # of the picture, for one of the program


def _sources() -> Iterator[Path]:
    for source in SOURCES:
        for folder, _, names in os.walk(ROOT / source):
            yield from (Path(folder, name) for name in names if not name.endswith(".pyc"))


def up_to_date() -> bool:
    """Whether the pictures are younger than all they show."""
    made = DONE.stat().st_mtime if DONE.is_file() else 0
    return all(path.stat().st_mtime <= made for path in _sources())


if __name__ == "__main__" and not up_to_date():
    print("manual: drawing the pictures of the screens", file=sys.stderr)
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": PIXELS, "YUNQI_AUTHOR": "信息中心"}
    PICTURES.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    # Started by path, Python looks for modules beside this file, so the package is found under its bare name.
    runpy.run_module("manual_screens", run_name="__main__", alter_sys=True)
    DONE.touch()
