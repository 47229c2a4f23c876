"""Detached CMS signatures over the tag manifest: made with a .pfx, checked with the certificates somebody trusts."""

from desktop.signing.certificate import Certificate, called, described
from desktop.signing.checking import Signature, certificates, check
from desktop.signing.signer import Signer, load_signer

__all__ = ["Certificate", "Signature", "Signer", "called", "certificates", "check", "described", "load_signer"]
