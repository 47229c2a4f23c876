"""XML from outside as plain values, read with limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from msgspec import Struct

_DEEPEST = 40  # levels of an XML document
_TAGS = 200_000
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
    if len(data) > _LARGEST:
        return None
    try:
        root = fromstring(_in_utf8(data), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return None
    left = _TAGS

    def made(element: object, depth: int) -> Tag:
        nonlocal left
        left -= 1
        if depth > _DEEPEST or left < 0:
            raise OverflowError
        name = str(getattr(element, "tag", "")).rpartition("}")[2]
        attributes = {str(key): str(value) for key, value in getattr(element, "attrib", {}).items()}
        text = " ".join(str(getattr(element, "text", None) or "").split())
        return Tag(name, attributes, text, tuple(made(child, depth + 1) for child in element))  # type: ignore[attr-defined]

    try:
        return made(root, 0)
    except OverflowError:
        return None


def _in_utf8(data: bytes) -> bytes:
    """The document in an encoding the parser knows."""
    match = _GB.match(data)
    return data[match.end() :].decode("gb18030").encode() if match else data
