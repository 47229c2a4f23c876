"""All that is taken, as the objects of one PDF on the disk: pictures, pages, and the volume's own pages.

qpdf copies from file to file through memory; written one by one, no more than one stream of a source is ever in memory.
"""

from __future__ import annotations

import re
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pikepdf

from desktop.documents.volume.pieces import UnfitError

_STREAM = 64 * 2**20  # bytes of one stream
# What qpdf writes: texts and names have to be stepped over, so that nothing in them is taken for a reference.
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]+>|/[^\s/<>\[\]()]*|\b(\d+) (\d+) R\b", re.DOTALL)
_PAGE_TREE = {"/Page", "/Pages", "/Catalog"}
_Renaming = Callable[[re.Match[bytes]], bytes]


class ObjectFile:
    """Objects in a nameless file; `finish` makes it a PDF."""

    def __init__(self, folder: Path) -> None:
        self.file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (closed by `close`)
        self.file.write(b"%PDF-1.7\n%\xe4\xba\x91\xe4\xbc\x81\n")
        self._offsets: dict[int, int] = {}
        self._last = 0

    def add_stream(self, description: str, size: int, parts: Iterable[bytes]) -> int:
        """Write a stream of `size` bytes whose dictionary holds `description`; gives its number."""
        number = self._number()
        self._write_stream(number, f"<< {description} /Length {size} >>".encode(), parts)
        return number

    def copy(self, source: pikepdf.Pdf, roots: Iterable[pikepdf.Object], *, pages: bool = False) -> Iterator[int]:
        """Write indirect objects of another PDF and all they refer to, each once; gives the numbers of the objects.

        Pages that a source refers to are left out unless they are wanted.

        Raises:
            UnfitError: a stream is too large.
        """
        numbers: dict[tuple[int, int], int] = {}
        waiting: list[tuple[int, int]] = []

        def number(key: tuple[int, int]) -> int:
            if key not in numbers:
                numbers[key] = self._number()
                waiting.append(key)
            return numbers[key]

        def renamed(match: re.Match[bytes]) -> bytes:
            return match[0] if match[1] is None else b"%d 0 R" % number((int(match[1]), int(match[2])))

        for root in roots:
            yield number(root.objgen)
            while waiting:
                key = waiting.pop()
                self._copy(source.get_object(key), numbers[key], renamed, pages=pages)

    def finish(self, root: int) -> None:
        """Write the table of objects; `root` is the number of the catalog."""
        start = self.file.tell()
        self.file.write(f"xref\n0 {self._last + 1}\n0000000000 65535 f \n".encode())
        for number in range(1, self._last + 1):
            self.file.write(f"{self._offsets[number]:010d} 00000 n \n".encode())
        size = self._last + 1
        self.file.write(f"trailer\n<< /Size {size} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
        self.file.flush()

    def close(self) -> None:
        """Let go of everything."""
        self.file.close()

    def _copy(self, item: pikepdf.Object, number: int, renamed: _Renaming, *, pages: bool) -> None:
        if isinstance(item, pikepdf.Stream):
            self._copy_stream(item, number, renamed)
            return
        self._write(number, _REFERENCE.sub(renamed, b"null" if _outside(item) and not pages else _written(item)))

    def _copy_stream(self, item: pikepdf.Stream, number: int, renamed: _Renaming) -> None:
        if int(item.stream_dict.get("/Length", 0)) > _STREAM:
            raise UnfitError(f"这个 PDF 里有超过 {_STREAM // 2**20} MB 的单个图像，未能装订；请压缩后替换。")
        data = item.read_raw_bytes()
        said = {key: value for key, value in item.stream_dict.items() if key != "/Length"}
        if "/Filter" not in said:
            data = zlib.compress(data)
            said["/Filter"] = pikepdf.Name("/FlateDecode")
        text = _REFERENCE.sub(renamed, pikepdf.Dictionary(said).unparse())
        self._write_stream(number, text.removesuffix(b">>") + b"/Length %d >>" % len(data), (data,))

    def _number(self) -> int:
        self._last += 1
        return self._last

    def _write(self, number: int, content: bytes) -> None:
        self._offsets[number] = self.file.tell()
        self.file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))

    def _write_stream(self, number: int, description: bytes, parts: Iterable[bytes]) -> None:
        self._offsets[number] = self.file.tell()
        self.file.write(b"%d 0 obj\n%s\nstream\n" % (number, description))
        for part in parts:
            self.file.write(part)
        self.file.write(b"\nendstream\nendobj\n")


def _outside(item: object) -> bool:
    """Whether an object belongs to the pages of its document rather than to what is drawn on one of them."""
    return isinstance(item, pikepdf.Dictionary) and str(item.get("/Type", "")) in _PAGE_TREE


def _written(item: object) -> bytes:
    """An object as PDF writes it; pikepdf gives numbers, truth values and nothing as Python's own."""
    if isinstance(item, pikepdf.Object):
        return item.unparse(resolved=True)
    if item is None or isinstance(item, bool):
        return {None: b"null", True: b"true", False: b"false"}[item]
    return str(item).encode("ascii")
