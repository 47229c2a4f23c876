"""The workbook's bytes in one fixed form: the same dossier gives the same file on every machine.

XlsxWriter deflates, and what deflate makes of the same bytes depends on the build of zlib (zlib, zlib-ng, Chromium's).
So its parts are taken before that and stored uncompressed, in its own order, with fixed times and attributes. Excel,
WPS and LibreOffice read stored parts like any others, and the sealed package stores its entries anyway (contract §3).
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can carry
_UNIX = 3


class _Parts(Packager):  # type: ignore[misc]  # XlsxWriter has no types
    """Makes the parts and keeps them back from XlsxWriter's own zip."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[tuple[Any, str, bool]] = []

    def _create_package(self) -> list[Any]:
        self.made = super()._create_package()
        return []


class StoredWorkbook(Workbook):  # type: ignore[misc]  # as above
    """A workbook in memory whose parts are stored; XlsxWriter lets the packager be another one for such ends."""

    def __init__(self, options: dict[str, object]) -> None:
        super().__init__(io.BytesIO(), {"in_memory": True, **options})
        self._parts = _Parts()

    def finished(self) -> bytes:
        """The file: nothing more can be written."""
        self.close()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
            for part, name, binary in self._parts.made:
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.create_system = _UNIX
                entry.external_attr = 0o644 << 16
                target.writestr(entry, part.getvalue() if binary else part.getvalue().encode())
        return out.getvalue()

    def _get_packager(self) -> _Parts:
        return self._parts
