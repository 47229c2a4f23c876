"""The filing file (`*.yunqi`): answers, evidence, history and seals in one SQLite database."""

from desktop.filing.blobs import Blob
from desktop.filing.seals import Seal
from desktop.filing.signatures import Signatures
from desktop.filing.store import FilingStore, Writing, create, open_filing

__all__ = ["Blob", "FilingStore", "Seal", "Signatures", "Writing", "create", "open_filing"]
