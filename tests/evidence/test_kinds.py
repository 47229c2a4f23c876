from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from desktop.evidence import kind_of
from desktop.paths import SAMPLE
from tests.factories import evidence


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 48), 50).save(out, form)
    return out.getvalue()


def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(10, 10, "x")
    canvas.save()
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.fixture
def kind(tmp_path: Path) -> Callable[[bytes], str]:
    def of(data: bytes) -> str:
        path = tmp_path / "名字不说明什么.exe"
        path.write_bytes(data)
        return kind_of(path)

    return of


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_pictures_are_known_by_their_content(kind: Callable[[bytes], str], form: str) -> None:
    assert kind(picture(form)) == "picture"


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_that_was_cut_short_is_damaged(kind: Callable[[bytes], str], form: str) -> None:
    data = picture(form)
    assert kind(data[: len(data) // 2]) == "damaged"


def test_pdfs_open_or_are_damaged(kind: Callable[[bytes], str]) -> None:
    assert kind(pdf()) == "pdf"
    assert kind(b"%PDF-1.7\nnothing") == "damaged"


def test_a_pdf_with_a_password_is_locked(kind: Callable[[bytes], str]) -> None:
    assert kind(evidence.pdf("secret", lock="x")) == "locked"


def test_archives_are_told_apart_by_what_is_in_them(kind: Callable[[bytes], str]) -> None:
    assert kind(archive("OFD.xml", "Doc_0/Document.xml")) == "ofd"
    assert kind(archive("[Content_Types].xml")) == "document"
    assert kind(archive("a.txt")) == "archive"
    assert kind(archive("a.txt")[:30]) == "damaged"


def test_empty_files_xml_and_plain_text_are_told_apart(kind: Callable[[bytes], str]) -> None:
    assert kind(b"") == "empty"
    assert kind(b"\xef\xbb\xbf<?xml version='1.0'?><EInvoice/>") == "xml"
    assert kind("纯文本".encode()) == "other"


def test_a_picture_of_absurd_size_is_not_decoded(kind: Callable[[bytes], str]) -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    assert kind(out.getvalue()) in {"picture", "damaged"}


def test_everything_in_the_sample_is_a_picture_or_a_pdf() -> None:
    assert {kind_of(path) for path in (SAMPLE / "evidence").iterdir()} == {"picture", "pdf"}
