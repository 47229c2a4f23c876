"""PDFs through PDFium, which is not made for threads: one document is open at a time, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

__all__ = ["PdfDocument", "PdfPage", "PdfiumError", "asks_password", "opened"]

_ONE_AT_A_TIME = RLock()


@contextmanager
def opened(source: Path | bytes) -> Iterator[PdfDocument]:
    """A PDF while the block lasts; pages and pictures taken from it must not outlive the block.

    Raises:
        PdfiumError: no PDF, a damaged or an encrypted one.
    """
    with _ONE_AT_A_TIME:
        document = PdfDocument(source)
        try:
            yield document
        finally:
            document.close()


def asks_password(error: PdfiumError) -> bool:
    """Whether a document could not be opened because it needs a password."""
    return bool(error.err_code == raw.FPDF_ERR_PASSWORD)
