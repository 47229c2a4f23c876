"""Signing a package with a .pfx, and what a signature says to those who verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import InputError
from desktop.package.bag_info import read_bag_info
from desktop.package.layout import BAG_INFO, SIGNATURE, TAG_MANIFEST
from desktop.package.reading import later_file
from desktop.package.report import Report, problem, with_problems

if TYPE_CHECKING:
    from desktop.signing import Signer

_LIMIT = 1 << 20


@dataclass(frozen=True)
class Key:
    """Where the key is that signs a package, and the file whose first line is its password (None: no password)."""

    pfx: Path
    password_file: Path | None


def signer(key: Key) -> Signer:
    """The key, ready to sign.

    Raises:
        InputError: one of the two files cannot be read, or the password is wrong.
    """
    from desktop.signing import load_signer  # noqa: PLC0415  (most packages are not signed)

    password = password_in(key.password_file) if key.password_file else ""
    return load_signer(_bytes(key.pfx), password, key.pfx.name)


def password_in(path: Path) -> str:
    """The first line of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return _bytes(path).decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        raise InputError(f"密码文件“{path.name}”不是 UTF-8 文字，请重新保存。") from None


def with_signature(path: Path, report: Report, trust: Sequence[Path] = ()) -> Report:
    """The report with what the signature says; `trust` are files of certificates (PEM or DER) that are trusted.

    bag-info.txt names the certificate that signs, so that taking the signature away, or putting another in its place,
    is seen. A signature that was added later, and is announced nowhere, is judged by itself.

    Raises:
        InputError: a file of trusted certificates cannot be read.
    """
    announced = read_bag_info(later_file(path, BAG_INFO, _LIMIT)).signer
    signature = later_file(path, SIGNATURE, _LIMIT)
    if not signature:
        message = "包里登记了数字签名，签名文件却不在了，可能被人去掉"
        return with_problems(report, [problem("signature_missing", SIGNATURE, message)] if announced else [])
    from desktop.signing import certificates, check  # noqa: PLC0415  (most packages are not signed)

    trusted = [item for file in trust for item in certificates(_bytes(file), file.name)]
    found = check(signature, later_file(path, TAG_MANIFEST, _LIMIT), trusted)
    report = replace(report, signature=found.status, signer=found.signer)
    if found.status == "broken":
        message = "数字签名无效：签名与包的内容对不上，或签名文件已损坏"
        return with_problems(report, [problem("signature_broken", SIGNATURE, message)])
    if announced and announced != found.fingerprint:
        message = f"数字签名不是封装时的那张证书签的，而是“{found.signer}”签的"
        return with_problems(report, [problem("signer_differs", SIGNATURE, message)])
    return report


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LIMIT:
            raise InputError(f"“{path.name}”过大，不是证书或密码文件，请核对。")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"读不了“{path}”（{error.strerror or error}），请核对路径和权限。") from None
