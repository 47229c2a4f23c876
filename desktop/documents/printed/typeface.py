"""Which font shows which character, and how wide it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from desktop.documents.fonts import SANS, SERIF

BODY_FONT, HEADING_FONT = "YunqiSerif", "YunqiSans"
_BLOCK = 100
_MAP_START = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
_MAP_END = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_FILES = {BODY_FONT: SERIF, HEADING_FONT: SANS}


class _Font(TTFont):
    """A font whose text can be copied for every character, also beyond U+FFFF."""

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802  (reportlab's name)
        """Writes the font's subsets into the document.

        reportlab writes a character beyond U+FFFF as five digits, which readers take for another character.
        """
        state = self.state[doc]
        super().addObjects(doc)
        objects: dict[str, Any] = doc.idToObject
        for number, subset in enumerate(state.subsets):
            font = objects["BasicFonts"].dict[f"{state.internalName}+{number}"]
            objects[font.ToUnicode.name].content = _to_unicode(subset)


def _to_unicode(subset: list[int]) -> str:
    """The map from a subset's codes to characters in UTF-16, at most 100 in a block: ISO 32000-1, 9.10.3."""
    pairs = [f"<{code:02X}> <{chr(value).encode('utf-16-be').hex()}>" for code, value in enumerate(subset) if value]
    blocks = [pairs[start : start + _BLOCK] for start in range(0, len(pairs), _BLOCK)]
    listed = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    return "\n".join((_MAP_START, *listed, _MAP_END))


@cache
def face(name: str) -> TTFont:
    """A font, parsed once per process and known to reportlab by this name.

    Subsets belong to one document at a time, so nothing of an earlier document shows in a later one. Shaping is off
    because it would depend on whether the machine has the shaping library.
    """
    font = _Font(name, str(_FILES[name]), asciiReadable=True, shapable=False)
    pdfmetrics.registerFont(font)
    return font


@cache
def glyph(character: str, *, bold: bool) -> tuple[str, float]:
    """The font that shows a character of a printable text, and its width as a part of the font size."""
    names = (HEADING_FONT, BODY_FONT) if bold else (BODY_FONT, HEADING_FONT)
    shown = " " if character == "\N{NO-BREAK SPACE}" else character
    name = next((name for name in names if ord(shown) in face(name).face.charToGlyph), names[0])
    metrics = face(name).face
    return name, metrics.charWidths.get(ord(shown), metrics.defaultWidth) / 1000


class _Advances(dict[str, float]):
    """Widths of characters as a part of the font size, found out when first asked for."""

    def __init__(self, *, bold: bool) -> None:
        super().__init__()
        self._bold = bold

    def __missing__(self, character: str) -> float:
        width = self[character] = glyph(character, bold=self._bold)[1]
        return width


_REGULAR_ADVANCES, _BOLD_ADVANCES = _Advances(bold=False), _Advances(bold=True)


def advances(*, bold: bool) -> Mapping[str, float]:
    """The width of every character of a printable text, as a part of the font size."""
    return _BOLD_ADVANCES if bold else _REGULAR_ADVANCES


class Script:
    """Texts as one document writes them: which of its subset fonts, which bytes."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._codes: dict[tuple[bool, str], tuple[str, str]] = {}

    def operators(self, text: str, size: float, *, bold: bool) -> Iterator[str]:
        """What shows a printable text in a text object, from wherever that stands. Source: ISO 32000-1, 9.4.3."""
        for font, coded in groupby((self._coded(character, bold) for character in text), key=itemgetter(0)):
            yield f"{font} {size:g} Tf ({''.join(code for _, code in coded)}) Tj"

    def _coded(self, character: str, bold: bool) -> tuple[str, str]:  # noqa: FBT001  (part of the key)
        found = self._codes.get((bold, character))
        if found is None:
            font = face(glyph(character, bold=bold)[0])
            ((subset, code),) = font.splitString(character, self._document)
            escaped = code.decode() if code.isalnum() else f"\\{code[0]:03o}"
            found = self._codes[bold, character] = (font.getSubsetInternalName(subset, self._document), escaped)
        return found
