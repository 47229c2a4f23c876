"""The kind of a file by its content, never by its name, and whether it can be opened at all."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from desktop import pdf

PICTURE, PDF, OFD, DOCUMENT, ARCHIVE, XML, OTHER, DAMAGED, LOCKED, EMPTY = (
    "picture",
    "pdf",
    "ofd",
    "document",
    "archive",
    "xml",
    "other",
    "damaged",
    "locked",
    "empty",
)
HEAD = 1024  # bytes
_DECODED_PIXELS = 40_000_000  # larger pictures are trusted by their header: decoding would take hundreds of MB
_ZIP_ENTRIES = 20_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")


def kind_of(path: Path) -> str:
    """The kind of a file: `picture`, `pdf`, `ofd`, `document`, `archive`, `xml`, `other`, `damaged`, `locked`, `empty`.

    `locked` is a PDF that asks for a password.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        kind = kind_by_head(file.read(HEAD))
    looks = {PICTURE: _picture, PDF: _pdf, ARCHIVE: _zip}
    return looks[kind](path) if kind in looks else kind


def kind_by_head(head: bytes) -> str:
    """What the first bytes claim, the rest unseen: `picture`, `pdf`, `archive` (any zip), `xml`, `other`, `empty`."""
    if not head:
        return EMPTY
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return PICTURE
    if b"%PDF-" in head:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return ARCHIVE
    return XML if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") else OTHER


def kind_of_zip(names: Iterable[str]) -> str:
    """What a zip with these entries is: `ofd`, `document`, `archive`."""
    found = set(names)
    if "OFD.xml" in found:
        return OFD
    return DOCUMENT if "[Content_Types].xml" in found else ARCHIVE


def _picture(path: Path) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged here
            with Image.open(path) as picture:
                if picture.width * picture.height <= _DECODED_PIXELS:
                    picture.draft("L", (picture.width // 8 or 1, picture.height // 8 or 1))
                    picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return DAMAGED
    return PICTURE


def _pdf(path: Path) -> str:
    try:
        with pdf.opened(path) as document:
            return PDF if len(document) else DAMAGED
    except pdf.PdfiumError as error:
        return LOCKED if pdf.asks_password(error) else DAMAGED
    except OSError:
        return DAMAGED


def _zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[:_ZIP_ENTRIES])
    except (zipfile.BadZipFile, OSError, NotImplementedError, UnicodeDecodeError):
        return DAMAGED
    return kind_of_zip(names)
