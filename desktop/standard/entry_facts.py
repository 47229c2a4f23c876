"""What may be kept of what was read in a file of evidence: every value bounded and in canonical form."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from desktop.model import facts as known
from desktop.model.decoding import PlacedError
from desktop.model.facts import EvidenceFacts, Share
from desktop.model.filing import EvidenceUse
from desktop.standard.entry_values import ID_LIMIT, a_date, a_line, a_number

_LINE_LIMIT = 200
SHARE_LIMIT = 100


def accepted_facts(path: str, facts: EvidenceFacts, uses: Collection[EvidenceUse]) -> EvidenceFacts:
    """The facts of a file that proves `uses`; shares of what it does not prove any more are dropped.

    Raises:
        PlacedError: the first value that cannot be taken.
    """
    values = {name: _value(f"{path}.{name}", name, facts.text(name)) for name in known.VALUES}
    for name in (*facts.confirmed, *facts.sources):
        if name not in known.VALUES:
            raise PlacedError(path, f"没有“{name[:40]}”这一项，可用的有：{'、'.join(known.VALUES)}")
    return replace(
        facts,
        **values,
        confirmed=tuple(name for name in known.VALUES if name in facts.confirmed and values[name]),
        sources=_sources(f"{path}.sources", facts.sources, values),
        shares=_shares(f"{path}.shares", facts.shares, uses),
    )


def _value(path: str, name: str, value: str) -> str:
    if name in known.AMOUNTS:
        return a_number(path, value, negative=True)
    return a_date(path, value) if name == "date" else a_line(path, value, _LINE_LIMIT)


def _sources(
    path: str, sources: Mapping[str, tuple[str, ...]], values: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    for said in sources.values():
        for source in said:
            if source not in known.SOURCES:
                raise PlacedError(path, f"不认识的来源“{source[:40]}”，可用的有：{'、'.join(known.SOURCES)}")
    in_order = (name for name in known.VALUES if values[name] and sources.get(name))
    return {name: tuple(dict.fromkeys(sources[name])) for name in in_order}


def _shares(path: str, shares: tuple[Share, ...], uses: Collection[EvidenceUse]) -> tuple[Share, ...]:
    if len(shares) > SHARE_LIMIT:
        raise PlacedError(path, f"有 {len(shares)} 项，超过上限 {SHARE_LIMIT} 项")
    made: dict[EvidenceUse, Share] = {}
    for share in shares:
        use = EvidenceUse(share.requirement[:ID_LIMIT], share.subject[:ID_LIMIT])
        amount = a_number(f"{path}.amount", share.amount, negative=True)
        if use in made:
            raise PlacedError(path, f"“{share.requirement[:40]}”的分摊写了两次，请只保留一处")
        if use in uses and amount:
            made[use] = Share(use.requirement, use.subject, amount)
    return tuple(made.values())
