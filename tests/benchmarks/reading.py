"""How long 300 mixed files of evidence take to read, and how often what is read is right.

python -m tests.benchmarks.reading
"""

from __future__ import annotations

import io
import os
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image, ImageDraw

from desktop.evidence.reading_pool import read_all
from desktop.evidence.walking import sources
from tests.benchmarks.reading_right import pictures, structured, summary
from tests.factories import evidence
from tests.factories.invoice_ofds import as_ofd
from tests.factories.invoice_pdfs import as_pdf, as_picture, as_scan
from tests.factories.invoices import an_invoice, as_xml

MADE = 300  # invoices of each sort
FILES, WORKERS, GOAL = 300, 2, 15.0  # files, processes, seconds


def main() -> None:
    """Print the time and what was found."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in mixed_files(FILES):
            (Path(folder) / name).write_bytes(data)
        begun = time.perf_counter()
        found = list(read_all(list(sources([Path(folder)])), WORKERS))
        took = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    kinds = Counter(reading.kind for _, reading in found)
    print(f"read {len(found)} files with {WORKERS} processes: {took:.1f} s (goal {GOAL:.0f}); load {os.getloadavg()}")
    print(f"processor time {used.ru_utime + used.ru_stime:.1f} s, at most {used.ru_maxrss / 1024:.0f} MB in a process")
    print(", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    print(f"structured files:\n{summary(structured(MADE))}")
    print(f"pictures with a code (number and date confirmed and right, or for review):\n{summary(pictures(MADE))}")


def mixed_files(count: int) -> Iterator[tuple[str, bytes]]:
    """Names and contents: of ten, four PDFs, four PNGs, two others."""
    makers: tuple[tuple[str, Callable[[int], bytes]], ...] = (
        ("发票{}.pdf", lambda seed: as_pdf(an_invoice(seed))),
        ("发票{}.pdf", lambda seed: as_pdf(an_invoice(seed, digital=False), hidden="gb18030")),
        ("合同{}.pdf", lambda seed: evidence.pdf(*["page of a contract"] * 8)),
        ("扫描{}.pdf", lambda seed: as_scan(as_picture(as_pdf(an_invoice(seed)), degrees=1), 2)),
        ("系统{}-登录.png", screenshot),
        ("系统{}-主页.png", screenshot),
        ("系统{}-主页2.png", screenshot),
        ("发票{}.png", lambda seed: as_picture(as_pdf(an_invoice(seed)), dpi=200)),
        ("数电票{}.xml", lambda seed: as_xml(an_invoice(seed))),
        ("发票{}.ofd", lambda seed: as_ofd(an_invoice(seed))),
    )
    for number in range(count):
        name, make = makers[number % len(makers)]
        yield name.format(number), make(number)


def screenshot(seed: int) -> bytes:
    """A screen of 1920 × 1080 as a browser shows it: a bar, a menu, a table of words, a picture."""
    dice = random.Random(seed)
    shown = Image.new("RGB", (1920, 1080), "white")
    draw = ImageDraw.Draw(shown)
    draw.rectangle((0, 0, 1920, 64), fill=(24, 60, dice.randint(90, 160)))
    draw.rectangle((0, 64, 240, 1080), fill=(244, 246, 250))
    for row in range(24):
        for column in range(8):
            place = (270 + column * 200, 420 + row * 26)
            draw.text(place, f"{dice.randint(0, 10**9):x}", fill=(50, 50, 50), font_size=15)
    photo = Image.effect_noise((1600, 300), 60).convert("RGB")
    shown.paste(photo, (270, 90))
    out = io.BytesIO()
    shown.save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    main()
