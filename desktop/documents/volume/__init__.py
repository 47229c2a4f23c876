"""The bound evidence volume (佐证材料汇编.pdf): every piece of evidence on paper, in the reviewer's order.

Pages of PDFs are taken over by pikepdf (qpdf), which joins files from disk to disk; everything else is drawn as the
printed application is.
"""

from __future__ import annotations

from desktop.documents.volume.binding import Bound, bind
from desktop.documents.volume.pieces import Piece, Summary

__all__ = ["Bound", "Piece", "Summary", "bind"]
