"""Signing a package with a .pfx, and what a signature says to those who verify."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from desktop.errors import InputError, PackageError
from desktop.model.dates import chinese
from desktop.package.bag_info import read_bag_info
from desktop.package.layout import BAG_INFO, SIGNATURE, TAG_MANIFEST
from desktop.package.reading import later_file
from desktop.package.report import Report, problem, with_problems
from desktop.workspace import clock

if TYPE_CHECKING:
    from desktop.filing import Signatures
    from desktop.signing import Certificate, Signer

Trust: TypeAlias = "Sequence[Path | Certificate]"
_LIMIT = 1 << 20


@dataclass(frozen=True)
class Key:
    """Where the key is that signs a package, and the file whose first line is its password (None: no password)."""

    pfx: Path
    password_file: Path | None


@dataclass(frozen=True)
class Signing:
    """What signs packages: the SHA-256 of the certificate, and the signatures made, by the SHA-256 of the content."""

    signer: str
    sign: Callable[[bytes], bytes]
    made: Mapping[str, bytes]


def signing_with(key: Signer) -> Signing:
    """A key signs."""
    made: dict[str, bytes] = {}

    def sign(content: bytes) -> bytes:
        return made.setdefault(sha256(content).hexdigest(), key.sign(content))

    return Signing(key.fingerprint, sign, made)


def signing_again(kept: Signatures) -> Signing:
    """The signatures of a version are put back, without the key; they fit only what they were made for."""

    def sign(content: bytes) -> bytes:
        signature = kept.made.get(sha256(content).hexdigest())
        if signature is None:
            raise InputError("这一版签过名，而重新生成的内容与当时签名的不完全一样，请重新选择证书，再封装一次。")
        return signature

    return Signing(kept.signer, sign, kept.made)


def signer(key: Key) -> Signer:
    """The key, ready to sign.

    Raises:
        InputError: one of the two files cannot be read, or as `opened`.
    """
    return opened(key.pfx, password_in(key.password_file) if key.password_file else "")


def opened(pfx: Path, password: str) -> Signer:
    """The key in a .pfx, ready to sign.

    Raises:
        InputError: the file cannot be read, the password is wrong, there is no private key, or the certificate is not
            valid now.
    """
    from desktop.signing import described, load_signer  # noqa: PLC0415  (most packages are not signed)

    found = load_signer(bytes_of(pfx), password, pfx.name)
    about, now = described(found.certificate), clock.now()
    if about.ends < now:
        raise InputError(f"证书“{about.name}”已在 {chinese(about.ends[:10])}过期，请换一张有效的证书。")
    if about.begins > now:
        day = chinese(about.begins[:10])
        raise InputError(f"证书“{about.name}”到 {day}才生效，请核对这台电脑的日期，或换一张证书。")
    return found


def password_in(path: Path) -> str:
    """The first line of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return bytes_of(path).decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        raise InputError(f"密码文件“{path.name}”不是 UTF-8 文字，请重新保存。") from None


def with_signature(path: Path, report: Report, trust: Trust = ()) -> Report:
    """The report with what the signature says; `trust` are the certificates that are trusted, or files of them.

    bag-info.txt names the certificate that signs, so that taking the signature away, or putting another in its place,
    is seen. A signature that was added later, and is announced nowhere, is judged by itself.

    Raises:
        InputError: a file of trusted certificates cannot be read.
    """
    announced = read_bag_info(later_file(path, BAG_INFO, _LIMIT)).signer
    try:
        signature = later_file(path, SIGNATURE, _LIMIT)
    except PackageError as error:
        return with_problems(replace(report, signature="broken"), [problem("signature_broken", SIGNATURE, str(error))])
    if not signature:
        return report
    from desktop.signing import certificates, check  # noqa: PLC0415  (as above)

    contents = ((bytes_of(item), item.name) if isinstance(item, Path) else (item.der, item.name) for item in trust)
    trusted = [found for content, name in contents for found in certificates(content, name)]
    found = check(signature, later_file(path, TAG_MANIFEST, _LIMIT), trusted)
    report = replace(report, signature=found.status, signer=found.signer)
    if found.status == "broken":
        message = "数字签名无效：签名与包的内容对不上，或签名文件已损坏"
        return with_problems(report, [problem("signature_broken", SIGNATURE, message)])
    if announced and announced != found.fingerprint:
        message = f"数字签名不是封装时的那张证书签的，而是“{found.signer}”签的"
        return with_problems(report, [problem("signer_differs", SIGNATURE, message)])
    return report


def signer_of(path: Path) -> Certificate | None:
    """The certificate that signed a package; None where there is no signature, or not a right one."""
    signature = later_file(path, SIGNATURE, _LIMIT)
    if not signature:
        return None
    from desktop.signing import check, described  # noqa: PLC0415  (as above)

    found = check(signature, later_file(path, TAG_MANIFEST, _LIMIT)).certificate
    return described(found) if found else None


def bytes_of(path: Path) -> bytes:
    """The content of a small file of certificates or a password.

    Raises:
        InputError: it cannot be read, or is too large to be one.
    """
    try:
        if path.stat().st_size > _LIMIT:
            raise InputError(f"“{path.name}”过大，不是证书或密码文件，请核对。")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"读不了“{path}”（{error.strerror or error}），请核对路径和权限。") from None
