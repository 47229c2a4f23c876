"""Work with a sealed package that runs in a thread: seal, count what is in it, copy it, take the pages out to print."""

from __future__ import annotations

import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtGui import QImage

from desktop import pdf
from desktop.documents.dossier import Stamp
from desktop.documents.printed import write_printed
from desktop.errors import InputError, YunqiError
from desktop.filing import FilingStore, Seal
from desktop.gui.pictures import drawn
from desktop.gui.tasks import Progress
from desktop.model.filing import Filing
from desktop.package.reading import open_package
from desktop.package.sets import set_of
from desktop.standard.definition import Standard
from desktop.workspace import clock, sealing, sending, signatures
from desktop.workspace.composing import dossier, write_documents, write_file
from desktop.workspace.scan_words import added_sentence

if TYPE_CHECKING:  # most packages are not signed
    from desktop.signing import Signer

_PIECE = 2**22  # bytes
_SHEETS = "xl/worksheets/sheet"


class PackageFacts(Struct, frozen=True):
    """What is in a package: printed pages, sheets of the workbook, files of evidence, bytes in all, who signed it."""

    pages: int
    sheets: int
    files: int
    size: int
    signer: str = ""


class SealResult(Struct, frozen=True):
    """A package that was just sealed and verified, with all versions of its filing."""

    path: Path
    facts: PackageFacts | None
    seals: tuple[Seal, ...]


class Volume(Struct, frozen=True):
    """A bound evidence volume: pages, pieces, and what could not be taken as (number, file, reason)."""

    path: Path
    pages: int
    pieces: int
    problems: tuple[tuple[int, str, str], ...]


class Composed(Struct, frozen=True):
    """The printed pages as PDF, the number of pages, and the first page (from 0) of some parts with its picture."""

    data: bytes
    pages: int
    parts: tuple[tuple[int, QImage], ...]


def seal(store: FilingStore, folder: Path, progress: Progress, key: Signer | None = None) -> SealResult:
    """Seal the filing into a folder, signed if there is a key."""
    sealed = sealing.seal(store, folder, progress=progress, key=key)
    try:
        found = facts(sealed.path)
    except YunqiError:
        found = None  # it is sealed and verified all the same
    return SealResult(sealed.path, found, store.seals())


def draft(store: FilingStore, folder: Path, progress: Progress) -> Path:
    """The documents and a package, all marked as drafts, in a folder of their own; gives that folder."""
    place = folder / f"{store.path.stem}-草稿"
    write_documents(store, place, clock.today())
    sealing.seal(store, place, draft=True, progress=progress)
    return place


def bind(store: FilingStore, folder: Path, progress: Progress, *, watermark: bool) -> Volume:
    """Bind all evidence into one PDF in a folder."""
    from desktop.workspace import binding  # noqa: PLC0415  (loads qpdf; the window must not wait for that)

    bound = binding.bind_volume(store, folder, clock.today(), watermark=watermark, progress=progress)
    return Volume(bound.path, bound.pages, bound.pieces, bound.problems)


def facts(package: Path) -> PackageFacts:
    """Count what is in a package.

    Raises:
        PackageError: it cannot be read.
    """
    with open_package(package) as content:
        with zipfile.ZipFile(io.BytesIO(content.workbook)) as workbook:
            sheets = sum(name.startswith(_SHEETS) for name in workbook.namelist())
        with pdf.opened(content.printed) as document:
            pages = len(document)
        signer = signatures.signer_of(package)
        return PackageFacts(pages, sheets, len(content.rows), package.stat().st_size, signer.name if signer else "")


def take_out_pages(package: Path) -> Path:
    """The pages to print as a file beside the package; gives its path.

    Raises:
        YunqiError: the package cannot be read, or the folder not written.
    """
    target = package.with_name(f"{package.stem}-打印盖章.pdf")
    with open_package(package) as content:
        write_file(target, content.printed)
    return target


def copy(package: Path, folder: Path, progress: Progress) -> Path:
    """Copy a package, or its whole set, to another place (a stick), durable on return; gives the copy's path.

    Raises:
        InputError: it could not be copied; nothing half written is left.
    """
    for part in set_of(package):
        _copy_one(part, folder, progress)
    return _copy_one(package, folder, progress)


def _copy_one(package: Path, folder: Path, progress: Progress) -> Path:
    target = folder / package.name
    if target.exists():
        raise InputError(f"“{target}”已经存在，没有覆盖；请换一个文件夹，或先移走那个文件。")
    temporary = folder / f".{package.name}.tmp"
    try:
        _copy(package, temporary, progress)
        temporary.rename(target)
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"没能复制到“{folder}”（{reason}），请检查 U 盘的空间和写保护，或换一个位置。") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return target


def encrypt(package: Path, password: str, progress: Progress) -> Path:
    """Encrypt a package, or its whole set, for sending; gives the path of its zip.

    Raises:
        YunqiError: the package or the password cannot be used, or there is a file in the place.
    """
    for part in set_of(package):
        sending.encrypt(part, password, progress)
    return sending.encrypt(package, password, progress)


def add_scan(package: Path, scans: list[Path], progress: Progress) -> tuple[Path, str, bool]:
    """Add a scan of the stamped pages; gives the package, what to say, and whether the scan is whole.

    Raises:
        YunqiError: the scan is another package's, or the package cannot be written.
    """
    from desktop.workspace.scanning import attach_scan  # noqa: PLC0415  (reads pictures; the window does not wait)

    paper = attach_scan(package, scans, progress)
    return package, added_sentence(paper), not paper.problems


def compose(standard: Standard, filing: Filing) -> bytes:
    """The printed pages of a filing as it stands, marked as a draft."""
    return write_printed(dossier(standard, filing, Stamp(0, clock.today())))


def examine(data: bytes, titles: tuple[str, ...], width: int) -> Composed:
    """A composed PDF with pictures of the pages on which the parts begin whose titles begin like these."""
    with pdf.opened(data) as document:
        begins = [(item.get_title(), item.get_dest()) for item in document.get_toc()]
        numbers = [
            next((dest.get_index() for found, dest in begins if dest and found.startswith(title)), 0)
            for title in titles
        ]
        return Composed(data, len(document), tuple((number, drawn(document, number, width)) for number in numbers))


def pictures(data: bytes, numbers: tuple[int, ...], width: int) -> dict[int, QImage]:
    """Pages (from 0) of a PDF as pictures of a width in pixels."""
    with pdf.opened(data) as document:
        return {number: drawn(document, number, width) for number in numbers}


def _copy(source: Path, target: Path, progress: Progress) -> None:
    size, done = source.stat().st_size, 0
    with source.open("rb") as read, target.open("xb") as written:
        while piece := read.read(_PIECE):
            written.write(piece)
            done += len(piece)
            progress(done, size)
        written.flush()
        os.fsync(written.fileno())
