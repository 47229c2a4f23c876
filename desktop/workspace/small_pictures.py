"""The small pictures of screenshots that the workbook shows beside its systems, each made once while we run."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING

from desktop.evidence.small_pictures import small_picture
from desktop.model.filing import Evidence, Filing
from desktop.package.reading import Package
from desktop.standard.definition import Standard, SubjectKind
from desktop.workspace.progress import Progress, silent

if TYPE_CHECKING:
    from desktop.filing import FilingStore

_LARGEST = 64 * 2**20  # bytes of a file that is decoded
_MOST = 2_000  # small pictures of about 10 KB that are kept
_AT_ONCE = 4  # files in memory


class _Kept:
    """Small pictures by SHA-256 of what they show, for the next document of the same filing."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, sha256: str) -> bytes | None:
        with self._lock:
            found = self._pictures.get(sha256)
            if found is not None:
                self._pictures.move_to_end(sha256)
            return found

    def put(self, sha256: str, picture: bytes) -> None:
        with self._lock:
            self._pictures[sha256] = picture
            while len(self._pictures) > _MOST:
                self._pictures.popitem(last=False)


_kept = _Kept()


def of_store(store: FilingStore, progress: Progress = silent) -> dict[str, bytes]:
    """The small pictures of an open filing's screenshots, by SHA-256.

    `progress` counts nothing yet, of the bytes that sealing writes and reads: it is where one may stop.
    """
    sizes = {sha256: blob.size for sha256, blob in store.blobs().items()}
    ahead = 2 * sum(sizes.values())
    wanted = (sha256 for sha256 in _screenshots(store.standard, store.filing) if sizes.get(sha256, 0) <= _LARGEST)
    return _pictures(wanted, store.content, lambda: progress(0, ahead) if ahead else None)


def of_package(package: Package, standard: Standard, filing: Filing) -> dict[str, bytes]:
    """The small pictures of a package's screenshots, by SHA-256; of files that are listed there."""
    inside = {row.sha256: row.path for row in package.rows}
    wanted = (sha256 for sha256 in _screenshots(standard, filing) if sha256 in inside)
    return _pictures(wanted, lambda sha256: package.evidence(inside[sha256]))


def _screenshots(standard: Standard, filing: Filing) -> dict[str, None]:
    """What proves a system, in filing order, each content once."""
    return {item.sha256: None for item in filing.evidence if item.sha256 and _shows_a_system(standard, item)}


def _shows_a_system(standard: Standard, item: Evidence) -> bool:
    return any(standard.requirement_by_id[use.requirement].subject is SubjectKind.SYSTEM for use in item.uses)


def _pictures(
    wanted: Iterable[str], content: Callable[[str], Iterator[bytes]], pause: Callable[[], None] = lambda: None
) -> dict[str, bytes]:
    """Reads in this thread, because a database has one; decodes in several."""
    found = {}
    with ThreadPoolExecutor(max_workers=min(_AT_ONCE, os.cpu_count() or 1)) as pool:
        shas = list(wanted)
        for start in range(0, len(shas), _AT_ONCE):
            pause()
            some = shas[start : start + _AT_ONCE]
            fresh = [sha256 for sha256 in some if _kept.get(sha256) is None]
            made = pool.map(small_picture, [_bounded(content(sha256)) for sha256 in fresh])
            for sha256, picture in zip(fresh, made, strict=True):
                _kept.put(sha256, picture)
            found.update({sha256: _kept.get(sha256) or b"" for sha256 in some})
    return {sha256: picture for sha256, picture in found.items() if picture}


def _bounded(chunks: Iterator[bytes]) -> bytes:
    """A whole content; b"" where it is larger than any screenshot."""
    taken, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > _LARGEST:
            return b""
        taken.append(chunk)
    return b"".join(taken)
