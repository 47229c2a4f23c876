"""The printed application: composed as PDF, and compared with what a filing says."""

from __future__ import annotations

from desktop.documents.printed.compare import printed_disagreements
from desktop.documents.printed.compose import write_printed
from desktop.documents.printed.reading import UnreadableError, creator

__all__ = ["UnreadableError", "creator", "printed_disagreements", "write_printed"]
