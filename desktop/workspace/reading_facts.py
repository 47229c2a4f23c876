"""What stands in invoices and contracts of a filing is read and kept with them; no figure is ever changed by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.evidence.facts import facts_of
from desktop.evidence.kinds import OFD, PDF, PICTURE, XML
from desktop.evidence.reading import UNREADABLE, Reading
from desktop.filing import FilingStore
from desktop.model.facts import PERSON, EvidenceFacts
from desktop.model.filing import Evidence, Filing
from desktop.standard.accounts import leaf_of
from desktop.standard.definition import Standard
from desktop.workspace import clock
from desktop.workspace.progress import Progress, silent

if TYPE_CHECKING:
    from desktop.evidence.walking import Source

_READABLE = frozenset({PICTURE, PDF, OFD, XML})
Facts = Mapping[str, EvidenceFacts]  # by the SHA-256 of the content


def worth_reading(standard: Standard, evidence: Iterable[Evidence], kinds: Mapping[str, str]) -> list[Evidence]:
    """The files that prove money and that nobody has read."""
    return [
        item
        for item in evidence
        if item.facts is None and kinds.get(item.sha256) in _READABLE
        if any(leaf_of(standard, use) for use in item.uses)
    ]


def spooled(store: FilingStore, items: Iterable[Evidence], folder: Path, progress: Progress = silent) -> list[Source]:
    """The contents of files beside each other on the disk, under numbers, ready to be read."""
    from desktop.evidence.walking import Source  # noqa: PLC0415  (with all readers; the first screen needs none)

    wanted = tuple({item.sha256: item for item in items}.values())
    made = []
    for number, item in enumerate(wanted):
        progress(number, len(wanted))
        path = folder / item.sha256
        with path.open("wb") as file:
            for piece in store.content(item.sha256):
                file.write(piece)
        made.append(Source(str(path), item.file))
    return made


def readings(sources: list[Source], progress: Progress = silent) -> dict[str, Reading]:
    """What the readers find, by SHA-256.

    Raises:
        YunqiError: no process can be started.
    """
    from desktop.evidence.reading_pool import read_all  # noqa: PLC0415  (as in `spooled`)

    found: dict[str, Reading] = {}
    progress(0, len(sources))
    for number, reading in read_all(sources):
        found[Path(sources[number].path).name] = reading
        progress(len(found), len(sources))
    return found


def kept(found: Mapping[str, Reading]) -> dict[str, EvidenceFacts]:
    """The facts in what was read, by SHA-256; files that are neither invoice nor contract have none."""
    return {sha256: facts for sha256, reading in found.items() if (facts := facts_of(reading)) is not None}


def learnt(filing: Filing, found: Facts) -> Filing:
    """The filing with what was read; what a person vouches for stays; a file without a date gets a certain one."""
    if not any(item.sha256 in found for item in filing.evidence):
        return filing
    return replace(filing, evidence=tuple(_learnt(item, found.get(item.sha256)) for item in filing.evidence))


def read_into(store: FilingStore, items: Iterable[Evidence], progress: Progress = silent) -> dict[str, Reading]:
    """Read files of an open filing and keep what was found; gives the readings by SHA-256.

    Raises:
        YunqiError: no process can be started, or the filing cannot be saved.
    """
    with TemporaryDirectory(prefix="yunqi-") as folder:
        found = readings(spooled(store, items, Path(folder)), progress)
    filing = learnt(store.filing, kept(found))
    if filing != store.filing:
        with store.writing() as writing:
            writing.save(filing, clock.author(), clock.now())
    return found


def told(found: Mapping[str, Reading], names: Mapping[str, str]) -> str:
    """One sentence about what was read; `names` are the files by SHA-256."""
    facts = kept(found)
    unsure = sum(len(item.known()) > len(item.confirmed) for item in facts.values())
    lacking = [sha256 for sha256 in found if sha256 not in facts]
    said = [f"读出 {len(facts)} 份发票、合同" + (f"，其中 {unsure} 份有内容要核对" if unsure else "")] if facts else []
    for sha256 in lacking[:2]:
        reading = found[sha256]
        why = reading.problems[0].message.rstrip("。") if reading.problems and reading.kind == UNREADABLE else ""
        said.append(f"“{names.get(sha256, '')}”没有读出发票或合同{f'（{why}）' if why else ''}，可以手工填写")
    if len(lacking) > len(said):
        said.append(f"还有 {len(lacking) - 2} 份没有读出")
    return "；".join(said) + "。" if said else ""


def _learnt(item: Evidence, fresh: EvidenceFacts | None) -> Evidence:
    if fresh is None:
        return item
    facts = _renewed(item.facts, fresh) if item.facts else fresh
    dated = item.dated or (facts.date if "date" in facts.confirmed else "")
    return replace(item, facts=facts, dated=dated)


def _renewed(old: EvidenceFacts, fresh: EvidenceFacts) -> EvidenceFacts:
    """What is read anew, without what a person vouches for being touched."""
    own = {name: old.text(name) for name, sources in old.sources.items() if PERSON in sources}
    made = replace(fresh, **own, shares=old.shares, red=old.red)
    made = replace(made, contract_no=made.contract_no or old.contract_no)
    sources = {**{name: said for name, said in fresh.sources.items() if name not in own}}
    sources |= {name: old.sources[name] for name in own}
    return replace(made, sources=sources, confirmed=(*fresh.confirmed, *own))
