"""Masking: a picture of evidence is replaced by a copy with covered areas; the original stays in the filing file."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from desktop.errors import InputError
from desktop.evidence.masking import Area, masked
from desktop.filing import Blob, FilingStore
from desktop.model.filing import Filing
from desktop.workspace.progress import Progress, silent

_LARGEST = 256 * 2**20  # bytes of a picture that is masked
_STEPS = 3  # read, cover, store


class Masked(Struct, frozen=True):
    """A copy with covered areas, and the picture that nothing was covered in."""

    copy: Blob
    original: Blob


def mask(store: FilingStore, sha256: str, areas: Sequence[Area], progress: Progress = silent) -> Masked:
    """Store a copy of a picture with covered areas, and remember what it was made from.

    The original of a copy that is masked once more is the picture that nothing was covered in.

    Raises:
        InputError: it cannot be masked.
        FilingFileError: it could not be stored.
    """
    blob = store.blobs()[sha256]
    original = store.originals().get(sha256, blob)
    if blob.size > _LARGEST:
        raise InputError(f"这张图超过 {_LARGEST // 2**20} MB，不能在这里遮盖；请先缩小，再用“替换…”换上。")
    progress(0, _STEPS)
    content = b"".join(store.content(sha256))
    progress(1, _STEPS)
    copy = masked(content, areas)
    progress(2, _STEPS)
    with store.writing() as writing:
        made = writing.add_content([copy], blob.kind)
        if made.sha256 != sha256:
            writing.keep_original(made.sha256, original.sha256)
    return Masked(made, original)


def with_content(filing: Filing, sha256: str, blob: Blob) -> Filing:
    """The filing in which every file with this content has another one, under the same name."""
    evidence = (
        replace(item, sha256=blob.sha256, bytes=blob.size) if item.sha256 == sha256 else item
        for item in filing.evidence
    )
    return replace(filing, evidence=tuple(evidence))
