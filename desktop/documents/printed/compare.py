"""Whether a printed application says what the filing says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, zip_longest

from desktop.documents.dossier import Disagreement, Dossier
from desktop.documents.fonts import printable
from desktop.documents.printed.compose import write_printed
from desktop.documents.printed.reading import Reading, UnreadableError, creator, read, squeezed
from desktop.model.leaves import texts
from desktop.model.numbers import fixed

_NAMED = 5  # differing places that are told
_SNIPPET = 20  # characters
_PIECE = 10  # characters; a text that goes on over the page has at least so many on every page
_LARGER, _MARGIN = 2, 2**18  # times and bytes that pages of another version may be larger; a stranger's are not read
_NOT_PRINTED = frozenset(
    {"id", "sha256", "category", "requirement", "subject", "format", "cloud", "collaborates", "bytes", "facts"}
)  # what was read in invoices stands in the workbook


def printed_disagreements(data: bytes, dossier: Dossier) -> list[Disagreement]:
    """Where a printed application differs from the dossier; nothing when it is the one this program composes.

    A PDF of the same program version must be equal byte for byte; one of another version must say every value of the
    filing, every score, and the seal code on every page. Anything that is no such PDF is one disagreement.
    """
    try:
        composed = write_printed(dossier)
        if composed == data:
            return []
        said = read(data, _LARGER * len(composed) + _MARGIN)
        if creator(data) != dossier.software:
            return list(islice(_absent(said, dossier), _NAMED))
        return list(islice(_differing(said, read(composed)), _NAMED)) or [_rewritten()]
    except UnreadableError as error:
        return [Disagreement("printed_unreadable", "", f"打印材料{error}，无法与案卷数据核对。")]


def _rewritten() -> Disagreement:
    message = "打印材料的文字与案卷数据一致，但文件与本程序生成的不同，可能被其他软件另存或改动过，请重新生成。"
    return Disagreement("printed_rewritten", "", message)


def _differing(said: Reading, expected: Reading) -> Iterator[Disagreement]:
    if len(said.pages) != len(expected.pages):
        message = f"打印材料有 {len(said.pages)} 页，按案卷数据应有 {len(expected.pages)} 页。"
        yield Disagreement("printed_pages", "", message)
    for number, (found, wanted) in enumerate(zip_longest(said.pages, expected.pages, fillvalue=""), start=1):
        if found != wanted:
            pairs = enumerate(zip(found, wanted, strict=False))
            at = next((place for place, (a, b) in pairs if a != b), min(len(found), len(wanted)))
            message = f"第 {number} 页写的是“{_snippet(found, at)}”，按案卷数据应为“{_snippet(wanted, at)}”。"
            yield Disagreement("printed_differs", f"第 {number} 页", message)


def _snippet(text: str, at: int) -> str:
    start = max(0, at - _SNIPPET // 2)
    before, after = "…" if start else "", "…" if len(text) > start + _SNIPPET else ""
    return f"{before}{text[start : start + _SNIPPET]}{after}" or "（空）"


def _absent(said: Reading, dossier: Dossier) -> Iterator[Disagreement]:
    if not dossier.stamp.draft:
        for number, page in enumerate(said.pages, start=1):
            if dossier.stamp.seal_code not in page:
                yield Disagreement("printed_seal_code", f"第 {number} 页", f"第 {number} 页上没有案卷的封装码。")
    whole = "".join(said.bodies)
    for path, value in _values(dossier):
        text = squeezed(printable(value))
        if text not in whole and not _across_pages(text, said.bodies):
            yield Disagreement("printed_absent", path, f"打印材料里找不到 {path} 的内容“{_snippet(text, 0)}”。")


def _across_pages(text: str, bodies: tuple[str, ...]) -> bool:
    """Whether a text is said in pieces on pages that follow each other (a table repeats its heading between them)."""
    for first in range(len(bodies)):
        rest = text
        for body in bodies[first:]:
            length = _longest_start(rest, body)
            if length < min(len(rest), _PIECE):
                break
            rest = rest[length:]
            if not rest:
                return True
    return False


def _longest_start(text: str, body: str) -> int:
    """How many of the text's first characters stand together in the body."""
    return bisect_left(range(1, len(text) + 1), 1, key=lambda length: int(text[:length] not in body))


def _values(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Everything that must be found: the filing's texts and figures, and the scores."""
    filing, card = dossier.filing, dossier.card
    for section in (
        "batch",
        "enterprise",
        "servers",
        "systems",
        "unlisted_systems",
        "cloud_services",
        "demonstration",
        "evidence",
    ):
        yield from texts(section, getattr(filing, section), _NOT_PRINTED)
    for scored in card.indicators.values():
        if dossier.standard.indicator_by_id[scored.id].self_scored:
            yield f"answers.{scored.id}", scored.note
            yield f"answers.{scored.id}", fixed(scored.score)
    yield "score", fixed(card.self_score)
