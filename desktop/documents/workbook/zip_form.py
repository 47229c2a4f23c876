"""The workbook's bytes in one fixed form: the same dossier gives the same file on every machine.

XlsxWriter deflates, and what deflate makes of the same bytes depends on the build of zlib (zlib, zlib-ng, Chromium's).
So the parts are stored uncompressed, in XlsxWriter's own order, with fixed times and attributes. Excel, WPS and
LibreOffice read stored parts like any others, and the sealed package stores its entries anyway (contract §3).
"""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can carry
_UNIX = 3


def stored(workbook: bytes) -> bytes:
    """The same parts, stored, with nothing that depends on the machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for info in made.infolist():
            entry = zipfile.ZipInfo(info.filename, _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            target.writestr(entry, made.read(info))
    return out.getvalue()
