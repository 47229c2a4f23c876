"""What lies in the inbox: files, what was read in them, and what they are proposed for."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from desktop.evidence.reading import Reading
from desktop.evidence.walking import Source
from desktop.model.filing import EvidenceUse


class LeftOut(Struct, frozen=True):
    """A file that is not looked at, and why (one Chinese sentence that many share)."""

    shown: str
    reason: str


class Piece(Struct, frozen=True):
    """A file that was gathered: where its bytes are, the folders (and zip) it lay in below what was dropped.

    `form` is what its first bytes say (`desktop.evidence.kinds`); `sha256` is "" where it could not be read.
    """

    source: Source
    folders: tuple[str, ...] = ()
    size: int = 0
    sha256: str = ""
    form: str = ""

    @property
    def key(self) -> str:
        """What it is known by: no two pieces of one heap share it."""
        return self.source.shown if self.source.entry < 0 else f"{self.source.shown}#{self.source.entry}"


class Gathered(Struct, frozen=True):
    """All that was dropped: every file is exactly one piece or one line of what was left out."""

    pieces: tuple[Piece, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class Basis(Enum):
    """What a proposal rests on; items of one group share it, so that one look serves for all."""

    NONE = "none"
    NAME = "name"  # the words of its name or folders
    NUMBERING = "numbering"  # first and second picture of a pair
    REST = "rest"  # the only slot that is left
    CONTENT = "content"  # what was read in it
    SHOWN = "shown"  # the words in a screenshot
    ITEMS = "items"  # what was bought, by the words of the lines


class State(Enum):
    """Where an item stands before anybody has done anything."""

    SURE = "sure"  # proposed, and nothing speaks against it
    UNSURE = "unsure"  # proposed, to be looked at
    OPEN = "open"  # nothing to go on: a person says what it is
    COPY = "copy"  # of another item, which counts
    ALREADY = "already"  # in the filing
    UNREADABLE = "unreadable"


class Item(Struct, frozen=True):
    """A file with what was read in it and what it is proposed for.

    `why` is one Chinese sentence: what the proposal rests on, or why there is none. `choices` are the likeliest uses,
    the best first (with `proposal` among them where there is one). `duplicate_of` is the key of the item that counts
    instead; `already` the name of the file in the filing with the same content or the same invoice. `dated` is the
    ISO date the filing would keep, only where it is certain. `problem` says why it could not be read.
    """

    piece: Piece
    reading: Reading
    proposal: EvidenceUse | None = None
    sure: bool = False
    why: str = ""
    basis: Basis = Basis.NONE
    choices: tuple[EvidenceUse, ...] = ()
    duplicate_of: str = ""
    already: str = ""
    dated: str = ""
    problem: str = ""

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.piece.key

    @property
    def name(self) -> str:
        """The bare name of the file."""
        return self.piece.source.name

    @property
    def place(self) -> str:
        """Where it came from, below what was dropped; "" for a file dropped by itself."""
        return "/".join(self.piece.folders)

    @property
    def size(self) -> int:
        """Bytes."""
        return self.piece.size

    @property
    def sha256(self) -> str:
        """SHA-256 of the content in hex."""
        return self.piece.sha256

    @property
    def kind(self) -> str:
        """What it is (`desktop.evidence.reading`): invoice, contract, licence, login, home, other, unreadable."""
        return self.reading.kind

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.duplicate_of:
            return State.COPY
        if self.already:
            return State.ALREADY
        if self.problem:
            return State.UNREADABLE
        if self.proposal is None:
            return State.OPEN
        return State.SURE if self.sure else State.UNSURE
