"""Is a detached CMS signature right, and do we know who made it? Source: RFC 5652 §5."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs7

from desktop.errors import InputError
from desktop.signing.der import FIRST, INTEGER, OCTETS, OID, SECOND, SEQUENCE, SET, DerError, Value, one

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
_DIGESTS: dict[bytes, hashes.HashAlgorithm] = {
    bytes.fromhex("608648016503040201"): hashes.SHA256(),
    bytes.fromhex("608648016503040202"): hashes.SHA384(),
    bytes.fromhex("608648016503040203"): hashes.SHA512(),
}
_PEM = (x509.load_pem_x509_certificates, pkcs7.load_pem_pkcs7_certificates)
_DER = (lambda content: [x509.load_der_x509_certificate(content)], pkcs7.load_der_pkcs7_certificates)
_SIZE_LIMIT = 1 << 20
_DEPTH = 8
_FAULTS = (
    DerError,
    ValueError,
    IndexError,
    TypeError,
    InvalidSignature,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)


@dataclass(frozen=True)
class Signature:
    """`status` as `verify --json` gives it (`none`, `valid`, `unknown_signer`, `broken`), and who signed.

    `signer` is the certificate's subject, `fingerprint` its SHA-256 in hex; both are "" while nothing is proven, and
    `certificate` is None.
    """

    status: str
    signer: str = ""
    fingerprint: str = ""
    certificate: x509.Certificate | None = None


def check(signature: bytes, content: bytes, trusted: Sequence[x509.Certificate] = ()) -> Signature:
    """What a detached CMS signature in DER says about these bytes; never raises, whatever the bytes are.

    `valid` if the signer's certificate is trusted itself or vouched for by a trusted one.
    """
    if len(signature) > _SIZE_LIMIT:
        return Signature("broken")
    try:
        with warnings.catch_warnings(action="ignore"):  # about odd certificates; they are judged here
            info, held = _read(signature)
            signer = next(item for item in held if _is_of(info, item))
            _require_right(info, signer, content)
            status = "valid" if _vouched(signer, held, trusted) else "unknown_signer"
            named = signer.subject.rfc4514_string()
            return Signature(status, named, signer.fingerprint(hashes.SHA256()).hex(), signer)
    except (*_FAULTS, StopIteration):
        return Signature("broken")


def certificates(content: bytes, name: str) -> list[x509.Certificate]:
    """The certificates in a PEM, DER or PKCS #7 (.p7b) file called `name`.

    Raises:
        InputError: there are none.
    """
    pem = b"-----BEGIN" in content
    kinds = _PEM if pem else _DER
    for load in kinds:
        try:
            with warnings.catch_warnings(action="ignore"):  # about odd certificates; a person looks at them
                found = load(content)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            continue
        if found:
            return found
    raise InputError(f"“{name}”里没有证书，请给出 .cer、.crt、.pem 或 .p7b 证书文件。")


def _read(signature: bytes) -> tuple[list[Value], list[x509.Certificate]]:
    """The parts of the only SignerInfo, and the certificates that come with it.

    Raises:
        DerError: not a SignedData with detached content and one signer.
    """
    kind, wrapped = one(signature, SEQUENCE).parts()
    if kind.expect(OID).content != _SIGNED_DATA:
        raise DerError("not signed data")
    _, _, encapsulated, *rest = one(wrapped.expect(FIRST).content, SEQUENCE).parts()
    if len(encapsulated.expect(SEQUENCE).parts()) != 1:
        raise DerError("not detached")
    (info,) = rest[-1].expect(SET).parts()
    held = rest[0].parts() if rest[0].tag == FIRST else []
    return info.expect(SEQUENCE).parts(), [x509.load_der_x509_certificate(item.whole) for item in held]


def _is_of(info: list[Value], certificate: x509.Certificate) -> bool:
    """Whether the signature names this certificate, by issuer and serial number."""
    issuer, serial = info[1].expect(SEQUENCE).parts()
    number = int.from_bytes(serial.expect(INTEGER).content, "big", signed=True)
    return issuer.whole == certificate.issuer.public_bytes() and number == certificate.serial_number


def _require_right(info: list[Value], signer: x509.Certificate, content: bytes) -> None:
    """Raises one of `_FAULTS` unless the signature is the signer's over this content."""
    algorithm = _DIGESTS.get(_algorithm(info[2]))
    if algorithm is None:
        raise DerError("digest")
    signed, rest = content, info[3:]
    if rest[0].tag == FIRST:
        if _digest_attribute(rest[0]) != hashlib.new(algorithm.name, content).digest():
            raise InvalidSignature
        signed = bytes([SET]) + rest[0].whole[1:]
        rest = rest[1:]
    if len(rest) > 2 + (rest[-1].tag == SECOND):
        raise DerError("too much")
    _require_signature(signer, rest[1].expect(OCTETS).content, signed, algorithm)


def _require_signature(
    signer: x509.Certificate, signature: bytes, signed: bytes, algorithm: hashes.HashAlgorithm
) -> None:
    key = signer.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, signed, padding.PKCS1v15(), algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(algorithm))
    else:
        raise UnsupportedAlgorithm("key")


def _digest_attribute(attributes: Value) -> bytes:
    for attribute in attributes.parts():
        kind, found = attribute.expect(SEQUENCE).parts()
        if kind.content == _MESSAGE_DIGEST:
            return one(found.expect(SET).content, OCTETS).content
    raise DerError("no digest")


def _algorithm(value: Value) -> bytes:
    return value.expect(SEQUENCE).parts()[0].expect(OID).content


def _vouched(signer: x509.Certificate, others: Sequence[x509.Certificate], trusted: Sequence[x509.Certificate]) -> bool:
    """Whether a chain of right signatures leads from the signer to somebody trusted."""
    current = signer
    for _ in range(_DEPTH):
        if current in trusted or any(_issued(above, current) for above in trusted):
            return True
        above = next((item for item in others if item != current and _issued(item, current)), None)
        if above is None:
            return False
        current = above
    return False


def _issued(above: x509.Certificate, below: x509.Certificate) -> bool:
    try:
        if above != below and not above.extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
            return False
        below.verify_directly_issued_by(above)
    except (*_FAULTS, x509.ExtensionNotFound):
        return False
    return True
