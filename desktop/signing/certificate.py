"""A certificate as people see it: whose it is, who issued it, how long it is valid, its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

_LONGEST = 120  # characters of a name


@dataclass(frozen=True)
class Certificate:
    """`name` is what to call its owner; `begins` and `ends` are UTC, ISO to the second.

    `fingerprint` is the SHA-256 of the whole in hex.
    """

    der: bytes
    name: str
    subject: str
    issuer: str
    begins: str
    ends: str
    fingerprint: str


def described(certificate: x509.Certificate) -> Certificate:
    """What a certificate says; its names come from outside, so what cannot be seen in them is made visible.

    Raises:
        ValueError: one of its parts cannot be read.
    """
    return Certificate(
        der=certificate.public_bytes(Encoding.DER),
        name=_name(certificate.subject),
        subject=_seen(certificate.subject.rfc4514_string()),
        issuer=_name(certificate.issuer),
        begins=certificate.not_valid_before_utc.isoformat(timespec="seconds"),
        ends=certificate.not_valid_after_utc.isoformat(timespec="seconds"),
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
    )


def called(subject: str) -> str:
    """What to call the owner of a certificate, from its subject as RFC 4514 writes it."""
    try:
        return _name(x509.Name.from_rfc4514_string(subject))
    except ValueError:
        return _seen(subject)


def _name(owner: x509.Name) -> str:
    """The common name with the organisation where it is another, else the whole."""
    kinds = (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME)
    found = [str(item.value) for kind in kinds for item in owner.get_attributes_for_oid(kind)[:1]]
    return _seen("，".join(dict.fromkeys(found)) or owner.rfc4514_string())


def _seen(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else "�" for letter in text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
