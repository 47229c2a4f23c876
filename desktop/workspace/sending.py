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

MARK = "-加密"
_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none is taken for another when read aloud
_GROUPS, _GROUP = 4, 4
_SHORT, _ENOUGH, _LONG = 8, 12, 16  # characters
_FEW = 6  # different characters
_KINDS = 3  # of lower case, capitals, digits, signs


def encrypt(package: Path, password: str, progress: Progress = silent) -> Path:
    """Write a zip beside the package that holds it, encrypted with AES-256; gives its path.

    Raises:
        YunqiError: there is no such package, an unusable password, a file in the place, or no room for it.
    """
    from desktop.signing.envelope import SALT_SIZE, write_encrypted  # noqa: PLC0415  (seldom wanted)

    evidence_files.usable(package)
    problem = password_problem(password)
    if problem:
        raise InputError(problem)
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


def password_problem(password: str) -> str:
    """Why this cannot be the password of an encrypted zip, in a sentence; "" where it can."""
    if not password:
        return "请先写上密码。"
    if not (password.isascii() and password.isprintable()):
        return "密码只能用英文字母、数字和符号：带汉字的密码在别的电脑上往往解不开。"
    return ""


def strength(password: str) -> tuple[bool, str]:
    """Whether a password is strong enough to send a package around, and what to say of it.

    The form of the zip prescribes 1000 rounds of key derivation, so that only the password's length protects it.
    """
    kinds = sum(any(test(letter) for letter in password) for test in (str.islower, str.isupper, str.isdigit, _is_sign))
    wish = f"请写满 {_ENOUGH} 位，大小写字母和数字混用；或写 {_LONG} 位以上。"
    if len(password) < _SHORT or len(set(password)) < _FEW:
        return False, f"太弱：太短或太简单，很快就能被试出来。{wish}"
    if len(password) < _ENOUGH or (len(password) < _LONG and kinds < _KINDS):
        return False, f"偏弱：有心人用软件试得出来。{wish}"
    return True, "够强：只要不是名称、生日、电话这类猜得到的。"


def new_password() -> str:
    """A random password of some 90 bits, in groups that can be read aloud."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _is_sign(letter: str) -> bool:
    return not letter.isalnum()


def _counted(chunks: Iterator[bytes], size: int, progress: Progress) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        yield chunk
        done += len(chunk)
        progress(done, size)
