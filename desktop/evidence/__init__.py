"""What a file of evidence is."""

from desktop.evidence.kinds import kind_of

__all__ = ["kind_of"]
