"""The workbook's bytes in one fixed form: the same dossier gives the same file on every machine.

XlsxWriter deflates, and what deflate makes of the same bytes depends on the build of zlib (zlib, zlib-ng, Chromium's).
So its parts are taken before that and stored uncompressed, in its own order, with fixed times and attributes. Excel,
WPS and LibreOffice read stored parts like any others, and the sealed package stores its entries anyway (contract §3).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can carry
_UNIX = 3
_PICTURES = "xl/media/"


def is_rewritten(data: bytes, expected: bytes) -> bool:
    """Whether a workbook that opens is another file than the one expected, apart from the bytes of its pictures.

    Notes, text boxes over cells, macros and what lies around the zip are in no cell that could be compared.
    """
    theirs, ours = _parts_of(data), _parts_of(expected)
    if list(theirs) != list(ours) or _stored(theirs) != data:
        return True
    return any(theirs[name] != part for name, part in ours.items() if not name.startswith(_PICTURES))


def _parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook; none where one is packed, which ours never is."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        infos = source.infolist()
        stored = all(info.compress_type == zipfile.ZIP_STORED for info in infos)
        return {info.filename: source.read(info) for info in infos} if stored else {}


def _stored(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            target.writestr(entry, part)
    return out.getvalue()


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
        made = self._parts.made
        return _stored({name: part.getvalue() if binary else part.getvalue().encode() for part, name, binary in made})

    def _get_packager(self) -> _Parts:
        return self._parts
