"""The code of a page is read although a red company seal was pressed over it, wherever that was.

Every day a few places; with YUNQI_FULL=1 a hundred for every kind of ink.
"""

from __future__ import annotations

import os
import random

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from desktop.documents.printed import write_printed
from desktop.documents.qr import PageMark, page_mark
from tests.documents.company_seals import DPI, SIDE, Ink, a_seal, pixels, sealed
from tests.documents.printed_dossiers import CODE, a_dossier
from tests.factories.filings import a_filing, zhejiang

NAME = "浙江样例动力股份有限公司"
PLACES = 100 if os.environ.get("YUNQI_FULL") else 6
NEEDED = 0.99


@pytest.fixture(scope="module")
def page() -> Image.Image:
    data = write_printed(a_dossier(a_filing(enterprise={zhejiang().name_field.id: NAME})))
    document = pypdfium2.PdfDocument(data)
    try:
        picture: Image.Image = document[2].render(scale=DPI / 72, grayscale=True).to_pil()
        return picture
    finally:
        document.close()


def places_over_a_code(page: Image.Image, count: int) -> list[tuple[float, float]]:
    """Middles of seals, in mm, that overlap a code of the page."""
    corners = [code.position for code in zxingcpp.read_barcodes(page)]
    chance, found = random.Random(20211126), list[tuple[float, float]]()
    millimetre = pixels(1)
    for number in range(count):
        code = corners[number % len(corners)]
        left, right, top, bottom = code.top_left.x, code.top_right.x, code.top_left.y, code.bottom_left.y
        reach = SIDE / 2 - 2
        x = chance.uniform(left / millimetre - reach, right / millimetre + reach)
        y = chance.uniform(top / millimetre - reach, bottom / millimetre + reach)
        found.append((x, y))
    return found


@pytest.mark.parametrize("ink", ["opaque", "half", "ink"])
def test_the_code_is_read_under_a_seal(page: Image.Image, ink: Ink) -> None:
    mark = PageMark(1, "2021-1", NAME, CODE, "3/12")
    read = 0
    places = places_over_a_code(page, PLACES)
    for number, (x, y) in enumerate(places):
        codes = zxingcpp.read_barcodes(sealed(page, a_seal(NAME, number * 37 % 60 - 30), x, y, ink))
        found = {page_mark(code.text) for code in codes}
        assert len(found) <= 1
        read += all(seen is not None and (seen.seal_code, seen.page[:2]) == (mark.seal_code, "3/") for seen in found)
        read -= not found
    assert read >= NEEDED * len(places)


def test_a_seal_covers_one_code_of_a_page_at_most(page: Image.Image) -> None:
    middles = sorted(code.position.top_left.x + code.position.top_right.x for code in zxingcpp.read_barcodes(page))
    assert len(middles) == 2
    assert (middles[1] - middles[0]) / 2 > pixels(SIDE + 20)
