"""The manifests of a bag and the seal code that grows out of one. Source: RFC 8493 §2.1.3, contract §3."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from desktop.package.faults import Fault

_GROUP = 8
_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)\n")
_ENCODED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_DECODED = {code: character for character, code in _ENCODED.items()}


def write_manifest(digests: Mapping[str, str]) -> bytes:
    """The manifest of path → SHA-256: one line per file, sorted by code point, LF, UTF-8."""
    return "".join(f"{digests[path]}  {_encoded(path)}\n" for path in sorted(digests)).encode()


def read_manifest(name: str, content: bytes) -> dict[str, str]:
    """Path → SHA-256 of a manifest that is, byte for byte, what `write_manifest` writes.

    Raises:
        Fault: manifest_malformed with the file `name`; other writings of the same list are refused on purpose, so
            that one list has one seal code.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise _malformed(name) from None
    digests = {_decoded(path): digest for digest, path in _LINE.findall(text)}
    if not digests or write_manifest(digests) != content:
        raise _malformed(name)
    return digests


def seal_code(manifest: bytes) -> str:
    """The seal code (封装码): SHA-256 of `manifest-sha256.txt`, 64 lower-case hex digits."""
    return hashlib.sha256(manifest).hexdigest()


def grouped(code: str) -> str:
    """A seal code as it is printed and read aloud: 8 groups of 8 digits."""
    return " ".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _encoded(path: str) -> str:
    return re.sub(r"[%\r\n]", lambda match: _ENCODED[match[0]], path)


def _decoded(path: str) -> str:
    return re.sub(r"%25|%0D|%0A", lambda match: _DECODED[match[0]], path)


def _malformed(name: str) -> Fault:
    return Fault("manifest_malformed", name, "清单的写法不符合规定（每行：SHA-256、两个空格、路径，按路径排序）")
