"""Evidence on its way into the volume lies in a file without a name: little memory, nothing left behind."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Protocol

from typing_extensions import override


class _Target(Protocol):
    def __setitem__(self, key: slice, value: bytes, /) -> None: ...
    def __len__(self) -> int: ...


class Window(io.RawIOBase):
    """A part of a file as a file of its own; several windows share one open file."""

    def __init__(self, file: IO[bytes], start: int, size: int) -> None:
        super().__init__()
        self.start, self.size = start, size
        self._file = file
        self._at = 0

    def again(self) -> Window:
        """Another window on the same part, with a position of its own."""
        return Window(self._file, self.start, self.size)

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, origin + offset)
        return self._at

    @override
    def tell(self) -> int:
        return self._at

    @override
    def readinto(self, buffer: _Target, /) -> int:  # type: ignore[override]  # any writable buffer
        self._file.seek(self.start + self._at)
        data = self._file.read(max(0, min(len(buffer), self.size - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


class Spool:
    """Contents one after the other in a nameless file of a folder, which goes when it is closed."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (closed by `close`)
        self._end = 0

    def take(self, parts: Iterable[bytes]) -> Window:
        """Write a content and give its window."""
        start = self._end
        self._file.seek(start)
        for part in parts:
            self._file.write(part)
            self._end += len(part)
        return Window(self._file, start, self._end - start)

    def give_back(self, window: Window) -> None:
        """Forget the content that was taken last."""
        self._end = window.start

    def close(self) -> None:
        """Let go of everything."""
        self._file.close()
