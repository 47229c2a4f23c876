"""A key from a .pfx file, and the signature it makes. Source: RFC 5652 (SignedData), RFC 7292 (PFX)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from desktop.errors import InputError

_SEQUENCE, _VERSION, _HEAD = b"\x30", b"\x02\x01\x03", 12  # how a PFX begins: a sequence, version 3


@dataclass(frozen=True)
class Signer:
    """Whoever signs: a private key, its certificate, and those that vouch for it."""

    key: RSAPrivateKey | EllipticCurvePrivateKey
    certificate: x509.Certificate
    chain: Sequence[x509.Certificate]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, lower-case hex."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    def sign(self, content: bytes) -> bytes:
        """The detached CMS signature of these bytes, DER.

        Without signed attributes: no time is claimed that nobody vouches for, and an RSA key gives the same bytes
        whenever the same content is signed.
        """
        builder = PKCS7SignatureBuilder().set_data(content).add_signer(self.certificate, self.key, hashes.SHA256())
        for certificate in self.chain:
            builder = builder.add_certificate(certificate)
        options = [PKCS7Options.DetachedSignature, PKCS7Options.Binary, PKCS7Options.NoAttributes]
        return builder.sign(Encoding.DER, options)


def load_signer(pfx: bytes, password: str, name: str) -> Signer:
    """The key in a .pfx (PKCS #12) file called `name`.

    Raises:
        InputError: wrong password, no such file, no key in it, or a key of a kind we cannot sign with.
    """
    if not pfx.startswith(_SEQUENCE) or _VERSION not in pfx[:_HEAD]:
        raise InputError(f"“{name}”不是 .pfx 证书文件，请重新选择。")
    try:
        found = load_pkcs12(pfx, password.encode() or None)
    except ValueError:
        raise InputError(f"打不开证书文件“{name}”：密码不对，或者文件已损坏，请核对。") from None
    except UnsupportedAlgorithm:
        raise InputError(f"证书文件“{name}”是国密（SM2）等这里不支持的证书，请使用 RSA 或 ECC 证书。") from None
    if found.key is None or found.cert is None:
        raise InputError(f"证书文件“{name}”里没有可用来签名的私钥，请换一个带私钥的 .pfx 文件。")
    if not isinstance(found.key, (RSAPrivateKey, EllipticCurvePrivateKey)):
        raise InputError(f"证书文件“{name}”的密钥类型不支持签名，请使用 RSA 或 ECC 证书。")
    return Signer(found.key, found.cert.certificate, tuple(item.certificate for item in found.additional_certs))
