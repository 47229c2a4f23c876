"""Random filings of the 2021 standard, already in canonical form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from desktop.model import text
from desktop.model.filing import BASES, Batch, CloudService, Filing, Pair, Server, System, Window
from desktop.standard.definition import FieldKind, FormField
from desktop.standard.entry import accepted, takes_pair
from desktop.standard.figures import quantities
from tests.factories.filings import a_filing, zhejiang

REFUSED = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # direction overrides

counts = st.just("") | st.integers(0, 10**6).map(str)
figures = st.just("") | st.decimals(0, 10**7, places=3, allow_nan=False, allow_infinity=False).map(
    lambda d: format(d, "f")
)


ANY = st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters=REFUSED)
USUAL = st.characters(codec="gb2312", exclude_categories=["Cc"])  # what a filing is written in
TELLING = st.sampled_from(["䶮𬱖𬭚", "=SUM(A1)", "+1", "-x", "@a", "'", "<b>&amp;", "a\nb"])


def _value(field: FormField, texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    if field.kind is FieldKind.COUNT:
        return counts
    if field.kind.numeric:
        return figures
    return texts if field.kind is FieldKind.TEXT else texts.map(text.line)


def _lists(members: st.SearchStrategy[Any], prefix: str) -> st.SearchStrategy[tuple[Any, ...]]:
    """Lists whose members get ids of their own."""
    return st.lists(members, max_size=6).map(
        lambda items: tuple(make(f"{prefix}{number}") for number, make in enumerate(items))
    )


def _system(category: str, cloud: bool, collaborates: bool, word: str, summary: str) -> Callable[[str], System]:  # noqa: FBT001  (drawn, not called)
    return lambda key: System(key, word, category, cloud, collaborates, word, word, summary, word if cloud else "")


def _service(product: str, provider: str, contract_no: str, amount: str) -> Callable[[str], CloudService]:
    return lambda key: CloudService(key, product, provider, contract_no, "2018-01-31", "", amount)


@st.composite
def _answers(draw: st.DrawFn, *, listed: bool) -> dict[str, Any]:
    """Figures and ticks; those of servers are not typed where they are `listed`."""
    standard = zhejiang()
    answers: dict[str, Any] = {}
    for item in standard.indicators:
        named = quantities(item.formula)
        if (
            named
            and takes_pair(standard, item.id)
            and not (item.id == "cloud_server" and listed)
            and draw(st.booleans())
        ):
            kind = counts if named[0].whole else figures
            answers[item.id] = Pair(draw(kind), draw(kind))
    if draw(st.booleans()):
        ticks = ("rnd", "design", "production", "supply_chain", "sales", "service")
        answers["data_collaboration"] = tuple(option for option in ticks if draw(st.booleans()))
    return answers


@st.composite
def filings(draw: st.DrawFn, characters: st.SearchStrategy[str] = ANY) -> Filing:
    """Any filing without evidence that may be entered, its texts made of these characters."""
    texts = st.text(characters, max_size=12) | TELLING
    words = texts.map(text.line)
    standard = zhejiang()
    categories = [item.id for item in standard.categories]
    in_category = st.sampled_from(categories)
    systems = draw(_lists(st.builds(_system, in_category, st.booleans(), st.booleans(), words, texts), "s"))
    services = draw(_lists(st.builds(_service, words, words, words, figures), "c"))
    servers = tuple(draw(st.lists(st.builds(Server, words, counts, figures, figures, st.booleans()), max_size=4)))
    filing = a_filing(
        batch=Batch("2021-1", draw(words), draw(words)),
        enterprise={field.id: draw(_value(field, texts)) for field in standard.fields if draw(st.booleans())},
        servers=servers,
        systems=systems,
        unlisted_systems={key: draw(counts) for key in categories if draw(st.booleans())},
        answers=draw(_answers(listed=bool(servers))),
        cloud_services=services,
        demonstration={item.id: draw(texts) for item in standard.narratives if draw(st.booleans())},
        sample=draw(st.booleans()),
        basis=draw(st.sampled_from(BASES)),
        windows=draw(st.sampled_from([{}, {"last_year": Window("2020-12-01", "2021-11-30")}])),
    )
    return accepted(standard, filing)
