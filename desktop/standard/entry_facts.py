"""What may be kept of what was read in a file of evidence: every value bounded and in canonical form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from msgspec.structs import replace

from desktop.model import facts as known
from desktop.model import text
from desktop.model.dates import is_date
from desktop.model.decoding import PlacedError, placed
from desktop.model.facts import EvidenceFacts, Share
from desktop.model.filing import EvidenceUse
from desktop.model.numbers import decimal_text

_LINE_LIMIT = 200
_ID_LIMIT = 64
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
        return placed(path, lambda: decimal_text(value, negative=True))
    value = placed(path, lambda: text.line(value, _LINE_LIMIT))
    if name == "date" and value and not is_date(value):
        raise PlacedError(path, f"“{value[:30]}”不是日期，请写成 2020-03-18 的样子")
    return value


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
        use = EvidenceUse(share.requirement[:_ID_LIMIT], share.subject[:_ID_LIMIT])
        amount = placed(f"{path}.amount", _number(share.amount))
        if use in made:
            raise PlacedError(path, f"“{share.requirement[:40]}”的分摊写了两次，请只保留一处")
        if use in uses and amount:
            made[use] = Share(use.requirement, use.subject, amount)
    return tuple(made.values())


def _number(typed: str) -> Callable[[], str]:
    return lambda: decimal_text(typed, negative=True)
