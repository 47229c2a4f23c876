"""Large evidence is attached, sealed and verified in little memory."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.factories.stores import a_file
from tests.factories.volumes import attached

FULL = bool(os.environ.get("YUNQI_FULL"))
LARGE = 2**30 if FULL else 64 * 2**20  # bytes
LIMIT = 250  # MB, of the whole process
GROWTH = 40  # MB that the size of the evidence may add
BOUND = 500 if FULL else 10  # pages of a volume
BOUND_LIMIT = 300  # MB of the whole process, see issue 4

# The peak is the child's own: ru_maxrss of all children would be that of the largest so far.
MEASURED = """
import os, sys
child = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, *sys.argv[1:]])
_, status, used = os.wait4(child, 0)
print(used.ru_maxrss // 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def peak(*arguments: str | Path, code: int = 0) -> int:
    """Peak memory of one call of the program, in MB."""
    command = [sys.executable, "-c", MEASURED, "-m", "desktop", *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return int(done.stdout.split()[-1])


def peaks(folder: Path, size: int) -> list[int]:
    folder.mkdir()
    file, evidence = a_file(folder), folder / "大.bin"
    with evidence.open("wb") as out:
        for _ in range(size // 2**20):
            out.write(os.urandom(2**20))
    attached = peak("attach", file, "--for", "other", evidence)
    evidence.unlink()
    sealed = peak("seal", file, "--draft", "--out", folder, "--date", "2021-11-20")
    (package,) = folder.glob("*.zip")
    assert package.stat().st_size > size
    file.unlink()
    verified = peak("verify", package, code=1)  # 1: a draft, looked at and found to be one
    back = peak("import", package, "-o", folder / "回来.yunqi")
    return [attached, sealed, verified, back]


@pytest.mark.slow
def test_memory_does_not_grow_with_the_evidence(tmp_path: Path) -> None:
    small, large = peaks(tmp_path / "small", 2**20), peaks(tmp_path / "large", LARGE)
    print(f"peak MB of attach, seal, verify, import: 1 MB {small}, {LARGE // 2**20} MB {large}")
    assert max(large) < LIMIT
    assert all(after - before < GROWTH for before, after in zip(small, large, strict=True))


def scans(pages: int) -> Iterator[tuple[str, bytes]]:
    """Pages: a third photos, a third screenshots with transparent parts, a third scans in PDFs of ten."""
    for number in range(pages // 3):
        photo = io.BytesIO()
        Image.effect_noise((1600, 1200 + number), 60).convert("RGB").save(photo, "JPEG", quality=90)
        yield f"照片{number}.jpg", photo.getvalue()
        screen = io.BytesIO()
        Image.effect_noise((1920, 1080 + number), 2).convert("RGBA").save(screen, "PNG", compress_level=1)
        yield f"截图{number}.png", screen.getvalue()
        if number % 10 == 0:
            yield f"合同{number}.pdf", scanned(number)


def scanned(seed: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(10):
        picture = io.BytesIO()
        Image.effect_noise((1240, 1754 + seed * 10 + page), 60).save(picture, "JPEG")
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.slow
def test_an_evidence_volume_is_bound_in_little_memory(tmp_path: Path) -> None:
    filing = attached(tmp_path / "案卷", dict(scans(BOUND)))
    used = peak("documents", filing, "--out", tmp_path / "out", "--evidence-volume")
    volume = tmp_path / "out" / "佐证材料汇编.pdf"
    size = volume.stat().st_size // 2**20
    print(f"peak MB of binding {BOUND} pages into {size} MB: {used}")
    subprocess.run(["qpdf", "--check", volume], check=True, capture_output=True)
    assert used < BOUND_LIMIT
