"""The bound evidence volume of a filing: its evidence as pieces in the order of the index, and e-invoices read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from desktop.documents.dossier import Dossier, Stamp
from desktop.documents.volume import Bound, Piece, Summary, bind
from desktop.evidence.invoice import Invoice
from desktop.evidence.invoice_ofd import invoice_from_ofd
from desktop.evidence.invoice_xml import invoice_from_xml
from desktop.evidence.kinds import OFD, XML
from desktop.filing import FilingStore
from desktop.model.facts import NAMES, WORDS_WITH_UNIT
from desktop.model.filing import EvidenceUse, Filing
from desktop.model.filing_json import dumps
from desktop.standard.definition import Standard, SubjectKind
from desktop.workspace.composing import dossier, watermark_text
from desktop.workspace.progress import Progress, silent

VOLUME = "佐证材料汇编.pdf"
_READERS: Mapping[str, Callable[[bytes], Invoice | None]] = {XML: invoice_from_xml, OFD: invoice_from_ofd}
_COLUMNS = ("项目名称", "规格型号", "单位", "数量", "单价", "金额", "税率", "税额")
_NOTE = (
    "以上由程序从电子发票文件中读出，供纸质审阅，未验真；以原文件为准，"
    "可到国家税务总局全国增值税发票查验平台查验。没有读到的栏目不列。"
)


def bind_volume(
    store: FilingStore, folder: Path, date: str, *, watermark: bool = False, progress: Progress = silent
) -> Bound:
    """Write 佐证材料汇编.pdf into a folder: with the seal code while nothing changed since sealing, else as a draft.

    `progress` counts percent; an exception it raises stops the work and leaves nothing behind.

    Raises:
        InputError: it cannot be written.
    """
    content = dossier(store.standard, store.filing, _stamp(store, date))
    pieces = list(_pieces(store, content))
    return bind(
        content, pieces, folder / VOLUME, watermark_text(store.standard, store.filing) if watermark else "", progress
    )


def _stamp(store: FilingStore, date: str) -> Stamp:
    seals = store.seals()
    last = seals[-1] if seals else None
    if last and last.filing_json == dumps(store.filing):
        return Stamp(last.version, last.date, last.code)
    return Stamp(version=0, date=date)


def _pieces(store: FilingStore, content: Dossier) -> Iterator[Piece]:
    blobs = store.blobs()
    indicators = _indicators(store.standard, store.filing)
    for entry in content.entries:
        kind = blobs[entry.evidence.sha256].kind
        reader = _READERS.get(kind)
        yield Piece(
            entry=entry,
            kind=kind,
            indicator="；".join(dict.fromkeys(filter(None, map(indicators, entry.evidence.uses)))),
            content=partial(store.content, entry.evidence.sha256),
            summary=partial(_summary, reader) if reader else None,
        )


def _summary(reader: Callable[[bytes], Invoice | None], data: bytes) -> Summary | None:
    found = reader(data)
    if found is None:
        return None
    listed = [
        (line.name, line.model, line.unit, line.quantity, line.price, line.amount, line.rate, line.tax)
        for line in found.lines
    ]
    said = [position for position in range(len(_COLUMNS)) if any(texts[position] for texts in listed)]
    return Summary(
        title="电子发票内容摘要",
        facts=tuple(
            (WORDS_WITH_UNIT[name], found.values[name].text, found.values[name].source)
            for name in NAMES
            if name in found.values
        ),
        columns=tuple(_COLUMNS[position] for position in said),
        rows=tuple(tuple(texts[position] for position in said) for texts in listed),
        note=_NOTE,
    )


def _indicators(standard: Standard, filing: Filing) -> Callable[[EvidenceUse], str]:
    """The indicator a use belongs to, with its dimension: 数据上云 · 云存储; "" where it belongs to none."""
    categories = {system.id: system.category for system in filing.systems}
    dimensions = {item.id: item.title for item in standard.dimensions}

    def words(use: EvidenceUse) -> str:
        requirement = standard.requirement_by_id[use.requirement]
        about = {
            SubjectKind.SYSTEM: categories.get(use.subject, ""),
            SubjectKind.INDICATOR: use.subject,
        }.get(requirement.subject, requirement.indicator)
        indicator = standard.indicator_by_id.get(about)
        return f"{dimensions[indicator.dimension]} · {indicator.title}" if indicator else ""

    return words
