"""PDFs from outside, damaged or made to do harm: either their pages are taken, or it is said why not."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from desktop.documents.volume.object_file import ObjectFile
from desktop.documents.volume.pdf_pages import take_pages
from desktop.documents.volume.pieces import UnfitError
from desktop.documents.volume.spool import Spool
from tests.factories import evidence


def taken(data: bytes, folder: Path) -> int:
    """The pages taken from a PDF, after the objects written for them have been opened and read; 0 for none."""
    with closing(Spool(folder)) as spool, closing(ObjectFile(folder)) as file:
        try:
            matters = take_pages(spool.take([data]), file)
        except UnfitError as error:
            assert str(error).endswith("。")
            return 0
        with pikepdf.open(io.BytesIO(evidence.pdf())) as other:
            (root,) = file.copy(other, [other.Root], pages=True)
        file.finish(root)
        with pikepdf.open(file.file) as written:
            for matter in matters:
                form = written.get_object(matter.key, 0)
                assert isinstance(form, Stream)
                form.read_bytes()
                assert form.Subtype == "/Form"
        return len(matters)


def page(pdf: Pdf) -> Dictionary:
    found = pdf.pages[0].obj
    assert isinstance(found, Dictionary)
    return found


def changed(change: Callable[[Pdf], None]) -> bytes:
    """A page of which something is odd."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        change(made)
        made.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def unpacks_to_gigabytes(pdf: Pdf) -> None:
    part = pdf.make_indirect(Stream(pdf, zlib.compress(b"0 0 m " * 9_000_000), Filter=Name.FlateDecode))
    page(pdf).Contents = Array([part] * 40)


def refers_to_its_page(pdf: Pdf) -> None:
    page(pdf).Resources = Dictionary(Font=Dictionary(F=page(pdf)), All=pdf.Root)


def goes_round_in_circles(pdf: Pdf) -> None:
    one = pdf.make_indirect(Dictionary())
    one.Other = pdf.make_indirect(Dictionary(Other=one))
    page(pdf).Resources = Dictionary(One=one)


def has_a_text_like_a_reference(pdf: Pdf) -> None:
    page(pdf).Resources = Dictionary(Properties=Dictionary({"/1 0 R": pikepdf.String("(2 0 R) \\ 3 0 R")}))


def has_no_size(pdf: Pdf) -> None:
    page(pdf).MediaBox = Array([0, 0, 0, 0])


def turns_by_a_name(pdf: Pdf) -> None:
    page(pdf).Rotate = Name.Sideways


@pytest.mark.parametrize(
    ("change", "pages"),
    [
        (unpacks_to_gigabytes, 0),
        (has_no_size, 0),
        (turns_by_a_name, 0),
        (refers_to_its_page, 1),
        (goes_round_in_circles, 1),
        (has_a_text_like_a_reference, 1),
    ],
)
def test_odd_pages_are_taken_or_refused(tmp_path: Path, change: Callable[[Pdf], None], pages: int) -> None:
    assert taken(changed(change), tmp_path) == pages


def test_a_pdf_that_forbids_copying_but_asks_no_password_is_taken(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(evidence.pdf("one", "two"))) as made:
        made.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    assert taken(out.getvalue(), tmp_path) == 2


def test_stamps_that_are_annotations_are_taken_too(tmp_path: Path) -> None:
    def stamped(pdf: Pdf) -> None:
        look = Stream(pdf, b"1 0 0 rg 0 0 90 90 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 90, 90]))
        seal = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array([9, 9, 99, 99]))
        seal.AP = Dictionary(N=pdf.make_indirect(look))
        page(pdf).Annots = Array([pdf.make_indirect(seal)])

    with closing(Spool(tmp_path)) as spool, closing(ObjectFile(tmp_path)) as file:
        take_pages(spool.take([changed(stamped)]), file)
        file.file.seek(0)
        assert b"/BBox [ 0 0 90 90 ]" in file.file.read()


def test_no_damage_makes_it_fail(tmp_path: Path) -> None:
    sound, dice = evidence.pdf("one", "two"), random.Random(7)
    counts = set()
    for _ in range(120):
        data = bytearray(sound)
        for _ in range(dice.randint(1, 10)):
            at = dice.randrange(len(data))
            if dice.random() < 0.5:
                data[at] = dice.randrange(256)
            else:
                del data[at : at + dice.randrange(30)]
        counts.add(taken(bytes(data), tmp_path))
    assert {0, 2} <= counts
