"""XML from outside as plain values, read with limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError
from msgspec import Struct

_DEEPEST = 40  # levels of an XML document
_TAGS = 200_000
_MARKS = 3 * _TAGS  # beginnings of elements, their ends, and what else begins with `<`
_LARGEST = 8 * 2**20  # bytes
_GB = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"'](gb2312|gbk|gb18030)[\"'][^>]{0,100}\?>", re.IGNORECASE)


class Tag(Struct, frozen=True):
    """An element of an XML document: its local name, attributes, text, children."""

    name: str
    attributes: Mapping[str, str]
    text: str
    children: tuple[Tag, ...]

    def walk(self) -> Iterable[Tag]:
        """The element and all below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    def child(self, path: str) -> Tag | None:
        """The element at a path of local names below this one (`a/b`), the first where there are several."""
        found: Tag | None = self
        for name in path.split("/"):
            found = next((item for item in found.children if item.name == name), None) if found else None
        return found

    def at(self, path: str) -> str:
        """The text at a path; "" where there is none."""
        found = self.child(path)
        return found.text if found else ""


def parsed(data: bytes) -> Tag | None:
    """An XML document without DTD and entities, of bounded depth and size; None for anything else."""
    if len(data) > _LARGEST or marks(data) > _MARKS:
        return None
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    try:
        parser.feed(_in_utf8(data))
        parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError, OverflowError):
        return None
    return builder.root


def marks(data: bytes) -> int:
    """How many tags a document has at most: what reading it will cost, known before it is read."""
    return data.count(b"<")


class _Open:
    """An element whose end has not been seen."""

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.text: list[str] = []
        self.children: list[Tag] = []


class _Builder:
    """Builds tags while the parser goes on, and stops it where the document is too deep or too large."""

    def __init__(self) -> None:
        self.root: Tag | None = None
        self._open: list[_Open] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) > _DEEPEST or self._count > _TAGS:
            raise OverflowError
        self._open.append(_Open(name.rpartition("}")[2], attributes))

    def data(self, text: str) -> None:
        if self._open and not self._open[-1].children:  # what stands between children is no value
            self._open[-1].text.append(text)

    def end(self, name: str) -> None:
        del name
        done = self._open.pop()
        tag = Tag(done.name, done.attributes, " ".join("".join(done.text).split()), tuple(done.children))
        if self._open:
            self._open[-1].children.append(tag)
        else:
            self.root = tag

    def close(self) -> None:
        """The document ends."""


def _in_utf8(data: bytes) -> bytes:
    """The document in an encoding the parser knows."""
    match = _GB.match(data)
    return data[match.end() :].decode("gb18030").encode() if match else data
