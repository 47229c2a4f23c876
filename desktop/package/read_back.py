"""Reading back behind the writer: what is in the file is read and hashed while more of it is being written.

One thread reads what the writer says is there, compares headers with those that were meant and hashes every file; a
second hashes the whole; a third hands the bytes to the disk, so that little is left to wait for at the end.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from desktop.package.beside import Beside, Hasher
from desktop.package.canonical_zip import Entry, framework, total_size
from desktop.package.evidence_check import Hashed
from desktop.package.region import CHUNK, digest

_STRIDE = 32 << 20  # bytes handed to the disk at a time
_AHEAD = 2 * _STRIDE  # bytes that the writer may be ahead of the disk: what stopping has to wait for on a slow stick
_PATIENCE = 0.05  # seconds between two looks whether the writer gave up


class ReadBack:
    """Reads 佐证材料.zip, whose entries are known, from `start` on in a file that is still growing.

    `read` is the number of its bytes read so far. Nothing outlives the block.
    """

    def __init__(self, path: Path, start: int, entries: Sequence[Entry]) -> None:
        self.read = 0
        self._path, self._start, self._entries = path, start, entries
        self._size = total_size(entries)
        self._written = self._on_disk = 0
        self._grown = threading.Condition()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._hashed = stack.enter_context(Beside(self._hash))
            stack.enter_context(Beside(self._sync))
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def written(self, count: int) -> None:
        """So many more bytes have left the writer, who waits while the disk is far behind."""
        with self._grown:
            self._written += count
            self._grown.notify_all()
            while self._written > self._on_disk + _AHEAD:
                self._grown.wait(_PATIENCE)

    def hashed(self, meanwhile: Callable[[], None]) -> Hashed:
        """What the file holds, once all is read; `meanwhile` is called while it is waited for.

        Raises:
            OSError: it cannot be read.
        """
        return self._hashed.result(meanwhile)

    def _hash(self, check: Callable[[], None]) -> Hashed:
        files, as_meant = {}, True
        with self._path.open("rb", buffering=0) as file, Hasher() as whole:
            file.seek(self._start)

            def chunks(size: int) -> Iterator[bytes]:
                for chunk in self._chunks(file, size, check):
                    whole.update(chunk)
                    yield chunk

            *headers, end = (piece for _, piece in framework(self._entries))
            for header, entry in zip(headers, self._entries, strict=True):
                as_meant &= b"".join(chunks(len(header))) == header
                files[entry.name] = digest(chunks(entry.size), lambda _: None)
            as_meant &= b"".join(chunks(len(end))) == end
        return Hashed(self._start, self._size, whole.sha256(), files if as_meant else {})

    def _chunks(self, file: BinaryIO, size: int, check: Callable[[], None]) -> Iterator[bytes]:
        """The next `size` bytes, as soon as they are written; fewer where the file ends before."""
        left = size
        while left:
            length = min(left, CHUNK)
            self._await(self.read + length, check)
            chunk = file.read(length)
            if not chunk:
                return
            self.read += len(chunk)
            left -= len(chunk)
            yield chunk

    def _sync(self, check: Callable[[], None]) -> None:
        """Stride by stride onto the disk; where that cannot be, the writer does not wait, and the last fsync tells."""
        try:
            with self._path.open("r+b", buffering=0) as file:
                for place in range(_STRIDE, self._size, _STRIDE):
                    self._await(place, check)
                    os.fsync(file.fileno())
                    self._is_on_disk(place)
        finally:
            self._is_on_disk(self._size)

    def _is_on_disk(self, place: int) -> None:
        with self._grown:
            self._on_disk = place
            self._grown.notify_all()

    def _await(self, place: int, check: Callable[[], None]) -> None:
        with self._grown:
            while self._written < place:
                check()
                self._grown.wait(_PATIENCE)
