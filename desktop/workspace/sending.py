"""A sealed package encrypted for sending by mail or stick; the package itself stays as it is."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from desktop.errors import InputError, PackageError
from desktop.package.placing import place, remove, require_room, sentences
from desktop.workspace import evidence_files
from desktop.workspace.progress import Progress, silent
from desktop.workspace.signatures import password_in

MARK = "-加密"


def encrypt(package: Path, password_file: Path, progress: Progress = silent) -> Path:
    """Write a zip beside the package that holds it, encrypted with AES-256; gives its path.

    Raises:
        YunqiError: there is no such package, an empty password, a file in the place, or no room for it.
    """
    from desktop.signing.envelope import SALT_SIZE, write_encrypted  # noqa: PLC0415  (seldom wanted)

    evidence_files.usable(package)
    password = password_in(password_file)
    if not password:
        raise InputError(f"密码文件“{password_file.name}”的第一行是空的，请写上密码。")
    if not (password.isascii() and password.isprintable()):
        raise InputError("密码只能用英文字母、数字和符号：带汉字的密码在别的电脑上往往解不开。")
    target = package.with_name(f"{package.stem}{MARK}.zip")
    if target.exists():
        raise PackageError(f"“{target}”已经存在，没有覆盖，请先移走那个文件。")
    temporary = package.with_name(f".yunqi-{secrets.token_hex(4)}.tmp")
    size = package.stat().st_size
    with sentences(package.parent):
        try:
            require_room(package.parent, size)
            with temporary.open("xb") as out:
                chunks = _counted(evidence_files.pieces(package), size, progress)
                write_encrypted(out, package.name, size, chunks, password, os.urandom(SALT_SIZE))
                out.flush()
                os.fsync(out.fileno())
            place(temporary, target)
        finally:
            remove(temporary)
    return target


def _counted(chunks: Iterator[bytes], size: int, progress: Progress) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        yield chunk
        done += len(chunk)
        progress(done, size)
