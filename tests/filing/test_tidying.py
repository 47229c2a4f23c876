"""Contents that nothing refers to any more."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec.structs import replace

from desktop.filing import FilingStore, open_filing
from desktop.model.filing import Evidence, EvidenceUse
from tests.factories.stores import a_file

PIECE = 2**20


def attached(store: FilingStore, name: str) -> str:
    """Attach a file of one megabyte; gives its SHA-256."""
    with store.writing() as writing:
        blob = writing.add_content(iter([os.urandom(PIECE)]), "picture")
        item = Evidence(name, blob.sha256, blob.size, (EvidenceUse("other"),))
        writing.save(replace(store.filing, evidence=(*store.filing.evidence, item)), "", "")
    return blob.sha256


def removed(store: FilingStore, sha256: str) -> None:
    with store.writing() as writing:
        left = tuple(item for item in store.filing.evidence if item.sha256 != sha256)
        writing.save(replace(store.filing, evidence=left), "", "")


def test_removed_files_leave_the_filing_file_and_it_gets_smaller(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with open_filing(path) as store:
        kept, gone = attached(store, "留.png"), attached(store, "去.png")
        removed(store, gone)
        before = path.stat().st_size
        assert store.tidy() == 1
        assert set(store.blobs()) == {kept}
        assert before - path.stat().st_size >= PIECE
        assert b"".join(store.content(kept))
    with open_filing(path) as again:
        assert set(again.blobs()) == {kept}


def test_the_original_of_a_masked_picture_stays_as_long_as_the_masked_one_is_used(tmp_path: Path) -> None:
    with open_filing(a_file(tmp_path)) as store:
        masked, original = attached(store, "遮.png"), attached(store, "原.png")
        with store.writing() as writing:
            writing.keep_original(masked, original)
        removed(store, original)
        assert store.tidy() == 0
        removed(store, masked)
        assert store.tidy() == 2
        assert store.blobs() == {}
        assert store.originals() == {}


def test_a_tidy_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with open_filing(path) as store:
        attached(store, "留.png")
        before = path.read_bytes()
        assert store.tidy() == 0
        assert path.read_bytes()[100:] == before[100:]
