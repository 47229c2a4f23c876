from __future__ import annotations

import io
import os
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from desktop.evidence import reading_pool
from desktop.evidence.file_reading import read_content
from desktop.evidence.reading import Reading
from desktop.evidence.reading_pool import read_all
from desktop.evidence.reading_worker import read_source
from desktop.evidence.walking import Source, sources
from tests.factories import evidence
from tests.factories.invoice_ofds import as_ofd
from tests.factories.invoice_pdfs import as_pdf, as_picture
from tests.factories.invoices import an_invoice, as_xml

INVOICE = an_invoice(1)
DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><EInvoice>&a;</EInvoice>'


def lying_picture() -> bytes:
    """A PNG whose header claims 10 gigapixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("empty", lambda: b""),
    "XML with entities": ("damaged", lambda: DTD),
    "XML cut short": ("damaged", lambda: as_xml(INVOICE)[:300]),
    "XML a million deep": ("damaged", lambda: b"<a>" * 1_000_000),
    "XML a million wide": ("damaged", lambda: b"<a>" + b"<b/>" * 1_000_000 + b"</a>"),
    "OFD cut short": ("damaged", lambda: as_ofd(INVOICE)[:-60]),
    "PDF cut short": ("damaged", lambda: as_pdf(INVOICE)[:3000]),
    "PDF with a password": ("locked", lambda: evidence.pdf("x", lock="secret")),
    "picture cut short": ("damaged", lambda: as_picture(as_pdf(INVOICE))[:9000]),
    "picture of 10 gigapixels": ("too_large", lying_picture),
    "HEIC": ("heic", lambda: b"\0\0\0\x18ftypheic" + bytes(100)),
    "RAR": ("packed", lambda: b"Rar!\x1a\x07\0" + bytes(100)),
    "zip in a zip": ("packed", lambda: evidence.zipped({"a.txt": b"x"})),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_read_says_why(what: str) -> None:
    code, make = BAD[what]
    reading = read_content(make(), "发票.pdf")
    assert (reading.kind, [item.code for item in reading.problems]) == ("unreadable", [code])


def test_a_bomb_inside_an_ofd_is_not_unpacked() -> None:
    parts = {"OFD.xml": evidence.OFD_ROOT.encode(), "Doc_0/Attachs/original_invoice.xml": bytes(64 << 20)}
    assert read_content(evidence.zipped(parts), "x.ofd").values["number"] == "24332000000087654321"


def test_a_bomb_in_the_hidden_block_is_not_unpacked() -> None:
    older = an_invoice(2, digital=False)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(as_pdf(older))) as document:
        document.Root.Metadata = pikepdf.Stream(document, zlib.compress(b"HM=1\n" * (8 << 20)))
        document.Root.Metadata.Filter = pikepdf.Name.FlateDecode
        document.save(out, compress_streams=False, fix_metadata_version=False)
    assert read_content(out.getvalue(), "x.pdf").values["total"] == older.total


@pytest.mark.parametrize(("name", "make"), [("a.png", as_pdf), ("a.pdf", as_xml), ("a.xml", as_ofd)])
def test_a_wrong_extension_does_not_matter(name: str, make: Callable[..., bytes]) -> None:
    assert read_content(make(INVOICE), name).values["number"] == INVOICE.number


@pytest.mark.parametrize("make", [as_xml, as_ofd, as_pdf, lambda item: as_picture(as_pdf(item))])
def test_damaged_bytes_give_a_reading_and_never_a_confirmed_wrong_value(make: Callable[..., bytes]) -> None:
    data, dice = make(INVOICE), random.Random(4)
    for _ in range(15):
        changed = bytearray(data)
        for _ in range(dice.randint(1, 30)):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        reading = read_source_of(bytes(changed))
        for name in set(reading.confirmed) - {"type"} if make is not as_xml else ():  # an XML has no second source
            assert reading.values[name] == getattr(INVOICE, name)


def read_source_of(data: bytes) -> Reading:
    return read_content(data, "x")


def test_entries_of_a_zip_are_read_where_they_are_and_nothing_is_written(tmp_path: Path) -> None:
    inner = evidence.zipped({"a.txt": b"x"})
    parts = {"../../出去.xml": as_xml(INVOICE), "里/b.zip": inner, "__MACOSX/._c": b"x", "空/": b""}
    (tmp_path / "微信.zip").write_bytes(evidence.zipped(parts))
    found = list(sources([tmp_path]))
    assert [source.name for source in found] == ["出去.xml", "b.zip"]
    assert [read_source(source).kind for source in found] == ["invoice", "unreadable"]
    assert [path.name for path in tmp_path.rglob("*")] == ["微信.zip"]
    assert not (tmp_path.parent.parent / "出去.xml").exists()


def test_names_in_gbk_are_shown_as_they_were_meant(tmp_path: Path) -> None:
    packed = evidence.zipped({"abcdef.xml": b"x"})
    (tmp_path / "a.zip").write_bytes(packed.replace(b"abcdef.xml", "发票一.xml".encode("gbk")))
    assert [source.name for source in sources([tmp_path])] == ["发票一.xml"]


def test_a_zip_bomb_is_refused_entry_by_entry(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(evidence.zipped({"1.xml": bytes(64 << 20), "2.xml": as_xml(INVOICE)}))
    bomb, good = sources([tmp_path])
    assert bomb.refused is not None
    assert bomb.refused.problems[0].code == "too_large"
    assert good.refused is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe with a name is a thing of Unix")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (source,) = sources([tmp_path])
    assert source.refused is not None


def test_a_file_that_takes_too_long_is_given_up_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = pikepdf.new()
    slow.add_blank_page(page_size=(600, 400))
    slow.pages[0].Contents = slow.make_stream(b"q 0 0 m 500 300 l S Q\n" * 3_000_000)
    slow.save(tmp_path / "1.pdf")
    (tmp_path / "2.xml").write_bytes(as_xml(INVOICE))
    monkeypatch.setattr(reading_pool, "SECONDS", 1.0)
    found = dict(read_all(list(sources([tmp_path])), 1))
    assert [item.code for item in found[0].problems] == ["too_slow"]
    assert found[1].values["number"] == INVOICE.number


@pytest.mark.skipif(os.name == "nt", reason="names on Windows are always text")
def test_a_name_that_is_no_text_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.xml")).write_bytes(as_xml(INVOICE))
    ((_, reading),) = read_all(list(sources([tmp_path])), 1)
    assert reading.values["number"] == INVOICE.number


def test_a_file_that_vanished_is_a_line_of_the_result(tmp_path: Path) -> None:
    gone = str(tmp_path / "没有.pdf")
    assert read_source(Source(gone, gone)).problems[0].code == "cannot_open"
