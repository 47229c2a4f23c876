from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from desktop.errors import InputError
from desktop.evidence.masking import Area
from desktop.filing import Blob, FilingStore
from desktop.model.filing import Evidence, EvidenceUse
from desktop.workspace import clock
from desktop.workspace.masking import mask, with_content
from desktop.workspace.sealing import seal
from tests.factories.filings import a_filing
from tests.factories.stores import a_file, opened

CORNER = [Area(0, 0, 0.5, 0.5)]


def a_picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(out, "PNG")
    return out.getvalue()


def attached(store: FilingStore, *contents: bytes) -> list[Blob]:
    """Store contents as evidence of the filing."""
    with store.writing() as writing:
        blobs = [writing.add_content([content], "picture") for content in contents]
        files = [Evidence(f"{n}.png", blob.sha256, blob.size, (EvidenceUse("other"),)) for n, blob in enumerate(blobs)]
        writing.save(replace(store.filing, evidence=tuple(files)), "", clock.now())
    return blobs


def every_entry(path: Path) -> Iterator[bytes]:
    """The bytes of every entry of a zip, and of every zip in it."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            content = package.read(name)
            yield name.encode() + content
            if content.startswith(b"PK\x03\x04"):
                with zipfile.ZipFile(io.BytesIO(content)) as inner:
                    yield from (item.encode() + inner.read(item) for item in inner.namelist())


def test_a_package_holds_the_masked_picture_and_nothing_of_the_original(tmp_path: Path) -> None:
    original = a_picture("red")
    with opened(a_file(tmp_path, a_filing(enterprise={"name": "甲"}))) as store:
        (before,) = attached(store, original)
        after = mask(store, before.sha256, CORNER).copy
        with store.writing() as writing:
            writing.save(with_content(store.filing, before.sha256, after), "", clock.now())
        copy = b"".join(store.content(after.sha256))
        sealed = seal(store, tmp_path, draft=True, date="2021-11-20")
    entries = list(every_entry(sealed.path))
    assert any(entry.endswith(copy) for entry in entries)
    assert any(after.sha256.encode() in entry for entry in entries)
    assert not any(original in entry or before.sha256.encode() in entry for entry in entries)


def test_the_original_stays_in_the_file_and_is_known_when_it_is_opened_again(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with opened(path) as store:
        (before,) = attached(store, a_picture("red"))
        once = mask(store, before.sha256, CORNER).copy
        twice = mask(store, once.sha256, [Area(0.5, 0.5, 1, 1)]).copy
    with opened(path) as store:
        assert store.originals() == {once.sha256: before, twice.sha256: before}
        assert b"".join(store.content(before.sha256)) == a_picture("red")


def test_two_pictures_that_look_the_same_once_masked_keep_their_originals_apart(tmp_path: Path) -> None:
    with opened(a_file(tmp_path)) as store:
        red, blue = attached(store, a_picture("red"), a_picture("blue"))
        black = mask(store, red.sha256, [Area(0, 0, 1, 1)]).copy
        with pytest.raises(InputError, match="分不清"):
            mask(store, blue.sha256, [Area(0, 0, 1, 1)])
        assert store.originals() == {black.sha256: red}


def test_a_picture_that_stands_in_two_places_is_masked_in_both() -> None:
    one, other = Evidence("一.png", "a" * 64, 1, note="x"), Evidence("二.png", "a" * 64, 1)
    filing = with_content(a_filing(evidence=(one, other)), "a" * 64, Blob("b" * 64, 2, 0, "picture"))
    assert filing.evidence == (
        replace(one, sha256="b" * 64, bytes=2),
        replace(other, sha256="b" * 64, bytes=2),
    )
