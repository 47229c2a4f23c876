"""The manual as it lies on disk: its table of contents, its sections, and the search over them. Knows nothing of Qt."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

from msgspec import Struct

from desktop.gui.overriding import override
from desktop.paths import RESOURCES

MANUAL = RESOURCES / "manual"
INDEX = "index.html"
_ENOUGH = 0.6  # share of a word's pairs of characters that a section must hold
_SILENT = {"title", "head", "style", "nav"}
_MANY = 30  # hits that are shown


class Entry(Struct, frozen=True):
    """A line of the table of contents; without a page, the heading of a group."""

    title: str
    page: str = ""


class Section(Struct, frozen=True):
    """A heading with the text below it; `place` is `page#anchor`."""

    place: str
    page_title: str
    heading: str
    text: str


class Manual:
    """The pages of a folder, read when they are first asked for."""

    def __init__(self, folder: Path = MANUAL) -> None:
        self.folder = folder
        self._sections: list[Section] | None = None

    def contents(self) -> list[Entry]:
        """The table of contents, as the first page lists it; nothing where the manual is missing."""
        try:
            text = (self.folder / INDEX).read_text(encoding="utf-8")
        except OSError:
            return []
        reader = _Reader()
        reader.feed(text)
        return reader.entries

    def sections(self) -> list[Section]:
        """All sections, in the order of the contents."""
        if self._sections is None:
            self._sections = [
                section for entry in self.contents() if entry.page for section in self._sections_of(entry.page)
            ]
        return self._sections

    def search(self, typed: str) -> list[Section]:
        """The sections that speak of all these words, the closest first."""
        words = _folded(typed).split()
        if not words:
            return []
        weighed = [(_weight(section, words), section) for section in self.sections()]
        found = sorted((item for item in weighed if item[0]), key=lambda item: -item[0])
        return [section for _, section in found[:_MANY]]

    def _sections_of(self, page: str) -> list[Section]:
        reader = _Reader()
        try:
            reader.feed((self.folder / page).read_text(encoding="utf-8"))
        except OSError:
            return []
        title = reader.headings[0][1] if reader.headings else page
        return [
            Section(f"{page}#{anchor}" if anchor else page, title, heading, " ".join(text.split()))
            for anchor, heading, text in reader.headings
        ]


class _Reader(HTMLParser):
    """Headings with their anchors and texts; and the list of links under group headings of the first page."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.headings: list[tuple[str, str, str]] = []  # anchor, heading, text
        self._in: list[str] = []
        self._anchor, self._link, self._words = "", "", ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"img", "meta", "link", "br"}:
            return
        self._in.append(tag)
        given = dict(attrs)
        if tag in {"h1", "h2", "a"}:
            self._words = ""
        if tag in {"h1", "h2"}:
            self._anchor = given.get("id") or ""
        if tag == "a":
            self._link = given.get("href") or ""

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in self._in:
            while self._in.pop() != tag:
                pass
        if tag in {"h1", "h2"}:
            self.headings.append((self._anchor, self._words, ""))
            if tag == "h2":
                self.entries.append(Entry(self._words))
        elif tag == "a" and "li" in self._in:
            self.entries.append(Entry(self._words, self._link))

    @override
    def handle_data(self, data: str) -> None:
        self._words += data
        if self.headings and not _SILENT & set(self._in) and not {"h1", "h2"} & set(self._in):
            anchor, heading, text = self.headings[-1]
            self.headings[-1] = (anchor, heading, text + data)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _dense(text: str) -> str:
    """Without spaces: people write U盘 and U 盘."""
    return "".join(_folded(text).split())


def _weight(section: Section, words: list[str]) -> float:
    """How well a section fits; 0 where a word is not in it at all."""
    heading, text = _dense(section.page_title + section.heading), _dense(section.text)
    shares = [max(2 * _share(word, heading), _share(word, text)) for word in words]
    return sum(shares) if all(shares) else 0


def _share(word: str, text: str) -> float:
    """1 for a text that holds the word, less for one that holds most of its pairs of characters, else 0."""
    if word in text:
        return 1
    if word.isascii():
        return 0
    pairs = re.findall(r"(?=(\w\w))", word)
    held = sum(pair in text for pair in pairs) / len(pairs) if len(pairs) > 1 else 0
    return held / 2 if held >= _ENOUGH else 0
