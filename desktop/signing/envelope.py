"""A zip with one file in it, encrypted with AES-256 for sending. Source: WinZip AES Encryption Specification (AE-2).

Written here in few lines over `cryptography`, which signing needs anyway: the libraries that write this form bring a
second library of ciphers with them. 7-Zip, WinRAR, Bandizip and the archivers of Kylin and UOS open it.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import ECB

SALT_SIZE = 16
_KEY_SIZE, _CHECK_SIZE, _CODE_SIZE = 32, 2, 10  # bytes
_ROUNDS = 1000  # of PBKDF2, as the form demands
_BLOCK = 16
_METHOD, _NEEDED, _FLAGS = 99, 51, 0x801  # AES; version 5.1; encrypted, name in UTF-8
_DATE = 1 << 5 | 1  # 1980-01-01
_EXTRA = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 0)  # AE-2, 256 bits, stored
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


def write_encrypted(out: BinaryIO, name: str, size: int, chunks: Iterable[bytes], password: str, salt: bytes) -> None:
    """Write the zip: `name` with `size` bytes that come as chunks. `salt` is 16 random bytes; bounded memory."""
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, _ROUNDS, 2 * _KEY_SIZE + _CHECK_SIZE)
    code = hmac.new(keys[_KEY_SIZE : 2 * _KEY_SIZE], digestmod=hashlib.sha1)
    raw = name.encode()
    packed = SALT_SIZE + _CHECK_SIZE + size + _CODE_SIZE
    common = (_NEEDED, _FLAGS, _METHOD, 0, _DATE, 0, packed, size, len(raw), len(_EXTRA))
    out.write(_LOCAL.pack(b"PK\3\4", *common) + raw + _EXTRA)
    out.write(salt + keys[2 * _KEY_SIZE :])
    for encrypted in _encrypted(chunks, keys[:_KEY_SIZE]):
        code.update(encrypted)
        out.write(encrypted)
    out.write(code.digest()[:_CODE_SIZE])
    start = _LOCAL.size + len(raw) + len(_EXTRA) + packed
    record = _CENTRAL.pack(b"PK\1\2", 3 << 8 | _NEEDED, *common, 0, 0, 0, 0o100644 << 16, 0) + raw + _EXTRA
    out.write(record + _END.pack(b"PK\5\6", 0, 0, 1, 1, len(record), start, 0))


def _encrypted(chunks: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Counter mode with a counter that begins at 1 and is written with its lowest byte first."""
    cipher = Cipher(AES256(key), ECB()).encryptor()  # noqa: S305  (of counters, which never repeat)
    counter, left = 1, b""
    for chunk in chunks:
        count = max(0, -(-(len(chunk) - len(left)) // _BLOCK))
        counters = b"".join(number.to_bytes(_BLOCK, "little") for number in range(counter, counter + count))
        stream, counter = left + cipher.update(counters), counter + count
        mixed = int.from_bytes(chunk, "little") ^ int.from_bytes(stream[: len(chunk)], "little")
        yield mixed.to_bytes(len(chunk), "little")
        left = stream[len(chunk) :]
