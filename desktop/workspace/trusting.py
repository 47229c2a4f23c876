"""The certificates of signers that somebody trusts: read from files, and kept as one line of text each."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.errors import InputError
from desktop.signing import Certificate, certificates, described
from desktop.workspace import clock
from desktop.workspace.signatures import bytes_of


def certificates_in(path: Path) -> tuple[Certificate, ...]:
    """The certificates in a .cer, .crt, .pem or .p7b file.

    Raises:
        InputError: the file cannot be read, or there are none in it.
    """
    return _described(bytes_of(path), path.name)


def kept(found: Iterable[Certificate]) -> tuple[str, ...]:
    """Certificates as lines to keep."""
    return tuple(base64.b64encode(item.der).decode() for item in found)


def remembered(lines: Iterable[str]) -> Iterator[Certificate]:
    """The certificates in lines that were kept; a line that is broken counts for nothing."""
    for line in lines:
        try:
            yield from _described(base64.b64decode(line, validate=True), "")
        except (InputError, ValueError):
            continue


def valid_now(certificate: Certificate) -> bool:
    """Whether a certificate has begun and not ended."""
    return certificate.begins <= clock.now() <= certificate.ends


def _described(content: bytes, name: str) -> tuple[Certificate, ...]:
    try:
        return tuple(described(item) for item in certificates(content, name))
    except ValueError:
        raise InputError(f"“{name}”里的证书读不出来，请换一个证书文件。") from None
