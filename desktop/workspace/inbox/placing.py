"""What was confirmed, on its way into the filing: the contents are stored, then one edit places them all.

The edit belongs to the window's session, which can take it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from desktop.errors import InputError
from desktop.evidence.facts import facts_of
from desktop.evidence.invoice_ofd import UNREADABLE_ZIP
from desktop.evidence.reading import Reading
from desktop.filing import Blob, FilingStore
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.model.text import line
from desktop.standard.definition import Standard
from desktop.standard.entry_evidence import subjects_of
from desktop.workspace import evidence_files
from desktop.workspace.inbox.gathering import Archives, content
from desktop.workspace.inbox.items import Item, Piece
from desktop.workspace.progress import Progress, silent


class Attachment(Struct, frozen=True):
    """A file that a person has confirmed, and what it proves; `reading` is what the filing may keep of its facts."""

    piece: Piece
    uses: tuple[EvidenceUse, ...]
    dated: str = ""
    reading: Reading = Reading("other")
    copy_of: str = ""  # the SHA-256 of the file that counts, where this is another form of the same invoice


def attachments(items: Sequence[Item], confirmed: Mapping[str, Sequence[EvidenceUse]]) -> tuple[Attachment, ...]:
    """What is to be attached for the items a person confirmed (key → uses; no use: kept without a place).

    Other forms of a confirmed invoice (its PDF beside its XML) go with it; the same bytes are attached once.
    """
    by_key = {item.key: item for item in items}
    made: dict[str, Attachment] = {}
    for item in items:
        head = by_key.get(item.duplicate_of, item)
        uses = confirmed.get(item.key, confirmed.get(head.key) if head.key != item.key else None)
        if uses is None or not item.sha256 or (item.already and not uses):
            continue
        known = made.get(item.sha256)
        together = tuple(dict.fromkeys((*(known.uses if known else ()), *uses)))
        if known:
            made[item.sha256] = replace(known, uses=together)
        else:
            copy_of = head.sha256 if head.sha256 != item.sha256 else ""
            made[item.sha256] = Attachment(item.piece, together, item.dated, item.reading, copy_of)
    return tuple(made.values())


def content_of(piece: Piece) -> Iterator[bytes]:
    """The bytes of a file in the inbox, for a look at it, a megabyte at a time.

    Raises:
        InputError: it cannot be read (any more).
    """
    try:
        with closing(Archives()) as archives:
            yield from content(piece.source, archives)
    except UNREADABLE_ZIP as error:
        reason = getattr(error, "strerror", None) or "不完整或已损坏"
        raise InputError(f"读不了“{piece.source.shown}”（{reason}），请检查文件是否还在。") from None


def store(
    filing: FilingStore, attachments: Sequence[Attachment], progress: Progress = silent
) -> Iterator[tuple[Attachment, Blob | str]]:
    """Store the contents one after the other, each durable before the next begins.

    With each comes the stored content, or the sentence that says why it was not stored. Whoever leaves the loop keeps
    what came before.
    """
    with TemporaryDirectory(prefix="yunqi-") as folder:
        for number, item in enumerate(attachments):
            progress(number, len(attachments))
            try:
                yield item, _stored(filing, item.piece, Path(folder) / "content")
            except InputError as error:
                yield item, str(error)


def _stored(filing: FilingStore, piece: Piece, spool: Path) -> Blob:
    path = Path(piece.source.path)
    if piece.source.entry >= 0:
        path = evidence_files.spooled(content_of(piece), spool)
    file = evidence_files.usable(path)
    kind = evidence_files.kind(file)
    if evidence_files.sha256(file) != piece.sha256:
        raise InputError(f"“{piece.source.shown}”在读过以后又变了，没有附上；请重新拖入。")
    with filing.writing() as writing:
        return writing.add_content(evidence_files.pieces(file), kind)


def placed(standard: Standard, filing: Filing, stored: Sequence[tuple[Attachment, Blob]]) -> Filing:
    """The filing with these files at their places; a place that is gone meanwhile is left out, its file stays unplaced.

    A content the filing already has gets the further uses; the same name for another content gets a number.
    """
    subjects = subjects_of(standard, filing)
    evidence = list(filing.evidence)
    known = {item.sha256: number for number, item in reversed(list(enumerate(evidence)))}
    taken = {item.file for item in evidence}
    for item, blob in stored:
        uses = tuple(
            use
            for use in item.uses
            if use.requirement in standard.requirement_by_id
            and use.subject in subjects[standard.requirement_by_id[use.requirement].subject]
        )
        if blob.sha256 in known:
            there = evidence[known[blob.sha256]]
            uses = tuple(dict.fromkeys((*there.uses, *uses)))
            dated, facts = there.dated or item.dated, there.facts or facts_of(item.reading)
            evidence[known[blob.sha256]] = replace(there, uses=uses, dated=dated, facts=facts)
            continue
        name = _free(_name(item.piece), taken)
        taken.add(name)
        known[blob.sha256] = len(evidence)
        evidence.append(Evidence(name, blob.sha256, blob.size, uses, item.dated, facts=facts_of(item.reading)))
    return replace(filing, evidence=tuple(evidence))


def _name(piece: Piece) -> str:
    try:
        return line(piece.source.name)
    except InputError:  # a name that is no proper text
        return f"材料-{piece.sha256[:8]}"


def _free(name: str, taken: set[str]) -> str:
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = (stem, dot + suffix) if stem else (name, "")
    made, number = name, 2
    while made in taken:
        made, number = f"{stem}（{number}）{suffix}", number + 1
    return made
