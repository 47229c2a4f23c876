"""Screenshots are looked at once; what was seen is kept in the filing file by content, so no check opens a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from desktop.evidence.apart import look
from desktop.evidence.kinds import PICTURE
from desktop.model.filing import Filing
from desktop.model.seen import Seen
from desktop.standard.checks.screenshots import shown_systems
from desktop.standard.definition import Standard

if TYPE_CHECKING:
    from desktop.filing import FilingStore

_LARGEST = 64 * 2**20  # bytes of a picture that is looked at


def unseen(standard: Standard, filing: Filing, kinds: Mapping[str, str], seen: Mapping[str, Seen]) -> list[str]:
    """The pictures of systems (SHA-256) that nobody has looked at yet, in filing order."""
    shown = (item.sha256 for item in shown_systems(standard, filing.evidence))
    return [sha256 for sha256 in shown if sha256 not in seen and kinds.get(sha256) == PICTURE]


def unread(standard: Standard, filing: Filing, kinds: Mapping[str, str], seen: Mapping[str, Seen]) -> list[str]:
    """The pictures of systems (SHA-256) whose words nobody has read, in filing order."""
    shown = (item.sha256 for item in shown_systems(standard, filing.evidence) if kinds.get(item.sha256) == PICTURE)
    return [sha256 for sha256 in shown if sha256 not in seen or seen[sha256].words is None]


def of_store(store: FilingStore) -> dict[str, Seen]:
    """What all pictures of systems look like; those nobody has looked at are looked at now, and not kept."""
    kinds = {sha256: blob.kind for sha256, blob in store.blobs().items()}
    seen = store.seen()
    return seen | dict(looked_at(store, unseen(store.standard, store.filing, kinds, seen)))


def looked_at(store: FilingStore, wanted: Iterable[str]) -> Iterator[tuple[str, Seen]]:
    """What stored pictures look like, one after the other."""
    for sha256 in wanted:
        yield sha256, seen_in(content(store, sha256))


def content(store: FilingStore, sha256: str) -> bytes:
    """The bytes of a stored picture; b"" for one that is larger than any screenshot."""
    taken, size = [], 0
    for piece in store.content(sha256):
        size += len(piece)
        if size > _LARGEST:
            return b""
        taken.append(piece)
    return b"".join(taken)


def seen_in(data: bytes) -> Seen:
    """What a picture looks like; of one that cannot be opened, which other checks tell, nothing."""
    return look(data) or Seen(0, 0)
