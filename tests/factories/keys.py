"""Keys and certificates made for a test, as .pfx and .cer files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs7, pkcs12

PASSWORD = "口令 1"  # noqa: S105  (of keys made for tests)
NAME = "浙江样例动力股份有限公司"


def a_certificate(
    name: str = NAME, *, days: tuple[int, int] = (-1, 300)
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """A key with a certificate it signed itself, valid between two days from today."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder().subject_name(named).issuer_name(named).public_key(key.public_key())
    dated = made.serial_number(x509.random_serial_number()).not_valid_before(now + timedelta(days[0]))
    return key, dated.not_valid_after(now + timedelta(days[1])).sign(key, hashes.SHA256())


def a_pfx(path: Path, name: str = NAME, *, days: tuple[int, int] = (-1, 300), with_key: bool = True) -> Path:
    """A .pfx at a path, and its certificate as .cer and .p7b beside it."""
    key, certificate = a_certificate(name, days=days)
    path.with_suffix(".cer").write_bytes(certificate.public_bytes(Encoding.DER))
    path.with_suffix(".p7b").write_bytes(pkcs7.serialize_certificates([certificate], Encoding.PEM))
    kept = (key, certificate, None) if with_key else (None, None, [certificate])
    locked = BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"own", kept[0], kept[1], kept[2], locked))
    return path
