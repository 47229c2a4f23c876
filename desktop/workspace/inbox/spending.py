"""Invoices and contracts: which cloud service they are about, by seller, contract number, product and amount.

Nothing read from one weak source decides: where services cannot be told apart a person chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from desktop.evidence.invoice import InvoiceLine
from desktop.evidence.reading import CONTRACT, INVOICE
from desktop.model.filing import CloudService, EvidenceUse
from desktop.model.naming import Names, Spoken
from desktop.model.plain_text import Plain, pieces_beside, places, plain
from desktop.standard.definition import Requirement, SubjectKind
from desktop.workspace.inbox.ground import Ground, Verdict, verdict_of
from desktop.workspace.inbox.items import Basis, Item

_FORMS = re.compile(
    r"(?:股份|有限责任|有限|集团|责任)*(?:公司|集团)(?:[\u4e00-\u9fff]{2,6}分公司)?$"  # what a company is, at its end
)
_TRADES = re.compile("网络|科技|信息|技术|软件|计算|云|数据|智能|服务|系统|通信|中国|集团")
_TELLING_NOTHING = re.compile(
    r"(?:年度?|月份?|日|号|第|季度|上半|下半|全|份|张|期|元|万|续签|采购|租用|租赁|费用?|款|服务|专用|普通|数电|续费)*"
)
_PER_WAN = 10_000
_SHORTEST = 2
_NUMBER_LENGTH = 6  # characters of a contract number that say something


class Clues(Struct, frozen=True):
    """What an invoice or contract tells about whom and what was paid."""

    sellers: tuple[str, ...]  # plain names of the other side, as read
    texts: tuple[Plain, ...]  # name and folders
    lines: tuple[Plain, ...]  # what was bought, as read
    amounts: frozenset[Decimal]
    number: str
    date: str


class Spending:
    """Made once for a heap of files."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        same, services = ground.hints.same, ground.filing.cloud_services
        self._services = {item.id: item for item in services}
        tails, weak = ground.hints.filler.tails, ground.hints.filler.weak
        self._providers = Names({item.id: _short_names(item.provider) for item in services}, (), (), same.providers)
        self._products = Names({item.id: (item.product,) for item in services}, tails, weak, same.products)
        self._usual = [plain(word).text for word in ground.hints.filler.bought]
        about = [one for one in ground.standard.requirements if one.subject is SubjectKind.CLOUD_SERVICE]
        self._main: dict[str, Requirement] = {
            kind: one for one in reversed(about) for kind in ground.hint(one.id).kinds
        }
        self._others = [
            one
            for one in ground.standard.requirements
            if one.subject is SubjectKind.NONE and {INVOICE, CONTRACT} & set(ground.hint(one.id).kinds)
        ]

    def verdict(self, item: Item) -> Verdict | None:
        """What an invoice or contract is proposed for; None for anything else."""
        if item.kind not in {INVOICE, CONTRACT}:
            return None
        clues = _clues(self._ground, item)
        own = self._ground.enterprise
        if own and own in clues.sellers:
            return verdict_of((), "卖方是本企业自己，像是开给客户的，不是上云的花费；确要用时请指定。")
        requirement = self._main.get(item.kind)
        words = self._about(item, clues)
        if requirement is None:
            return self._suggested(item, words, ())
        found = self._service(clues)
        uses = tuple(EvidenceUse(requirement.id, key) for key in found.keys)
        if not uses:
            return self._suggested(item, words, self._all(requirement))
        if len(uses) > 1:
            return verdict_of((*uses, *words), f"{found.why}，对得上不止一项云服务，请指定。")
        return self._sure(item, requirement, uses[0], found, words)

    def _sure(
        self, item: Item, requirement: Requirement, use: EvidenceUse, found: _Found, words: Sequence[EvidenceUse]
    ) -> Verdict:
        """The one service found, unless something speaks against it."""
        why = f"{found.why}，是{self._ground.called(use)}"
        choices = (use, *words)
        service = self._services[use.subject]
        doubt = found.doubt or self._doubt(item, requirement, service, words)
        if doubt:
            return Verdict(use, f"{why}；{doubt}", found.basis, choices)
        return Verdict(use, f"{why}。", found.basis, choices, sure=True)

    def _doubt(self, item: Item, requirement: Requirement, service: CloudService, words: Sequence[EvidenceUse]) -> str:
        own, values = self._ground.enterprise, item.reading.values
        buyer = plain(values.get("buyer", "")).text
        if buyer and own and buyer != own:
            return f"但购买方是“{values['buyer'][:40]}”，不是本企业，请核对。"
        if self._ground.out_of_period(requirement, values.get("date", values.get("signed", ""))):
            return f"但日期 {values.get('date') or values.get('signed')} 不在要求的年份内，请核对。"
        product = plain(service.product)
        if words and not any(self._ground.words_in(product, [self._by_use(use)]) for use in words):
            return f"但项目里有{self._ground.called(words[0])}的字样，请核对。"
        return self._other_goods(item, service)

    def _by_use(self, use: EvidenceUse) -> Requirement:
        return self._ground.standard.requirement_by_id[use.requirement]

    def _other_goods(self, item: Item, service: CloudService) -> str:
        """A line that names neither the service's product nor only what every service is called."""
        lines = item.reading.lines
        if any(service.id in self._products.spoken_of(_bought(line)).keys for line in lines):
            return ""
        other = [line for line in lines if self._left_of(line)]
        return f"但项目是“{other[0].name[:40]}”，请核对。" if other else ""

    def _left_of(self, line: InvoiceLine) -> str:
        """What a line says beside words that every service is called by."""
        rest = plain(line.name.rpartition("*")[2]).text
        for word in sorted(self._usual, key=len, reverse=True):
            rest = rest.replace(word, "")
        return "".join(c for c in rest if not c.isdigit())

    def _service(self, clues: Clues) -> _Found:
        """The services that an invoice or contract may be about."""
        by_number = [key for key, service in self._services.items() if _has_number(clues, service)]
        if by_number:
            return _Found(tuple(by_number), "合同编号相同", Basis.CONTENT)
        if clues.sellers:
            return self._by_seller(clues)
        for names, what in ((self._providers, "服务商"), (self._products, "产品")):
            for text in clues.texts:  # the file before its folders
                spoken = names.spoken_of(text)
                if spoken.keys:
                    doubt = self._beside(text, spoken)
                    return self._narrowed(set(spoken.keys), clues, f"名称里有{what}的字样", Basis.NAME, doubt)
        return _NOTHING

    def _by_seller(self, clues: Clues) -> _Found:
        for seller in clues.sellers:
            keys = set(self._providers.spoken_of(plain(seller)).keys)
            if keys:
                exact = any(_is_company(seller, self._services[key].provider) for key in keys)
                doubt = "" if exact or self._is_brand(seller, keys) else "但和登记的服务商名称不完全一致，请核对。"
                return self._narrowed(keys, clues, f"对方是“{seller[:40]}”", Basis.CONTENT, doubt)
        named = self._named(clues.lines)
        doubt = "但卖方和登记的服务商对不上，请核对。"
        return _Found(tuple(named), "项目里有产品的字样", Basis.ITEMS, doubt) if len(named) == 1 else _NOTHING

    def _is_brand(self, seller: str, keys: Iterable[str]) -> bool:
        """Whether a company's name is a provider's brand, from its first character, and words that say nothing."""
        spans = [span for span in self._providers.spoken_of(plain(seller)).spans if span.key in keys]
        rest = plain(seller).text[max((span.end for span in spans), default=0) :]
        return bool(spans) and spans[0].start == 0 and not _TRADES.sub("", _FORMS.sub("", rest))

    def _beside(self, text: Plain, spoken: Spoken) -> str:
        """What stands right beside a provider or product in a name and may mean something else."""
        ground = self._ground
        spans = [*spoken.spans, *self._products.spoken_of(text).spans, *self._providers.spoken_of(text).spans]
        spans += ground.words_in(text, ground.standard.requirements)
        known = [ground.enterprise, *(plain(self._services[key].provider).text for key in spoken.keys)]
        loose = [one for one in pieces_beside(text, spans, ground.noise) if not any(one in name for name in known)]
        loose = [piece for piece in loose if not _TELLING_NOTHING.fullmatch(piece)]
        return f"但名称里还有“{'、'.join(loose)}”，请核对。" if loose else ""

    def _narrowed(self, keys: set[str], clues: Clues, why: str, basis: Basis, doubt: str = "") -> _Found:
        """Of several services of one provider, the one whose product or amount is meant."""
        if len(keys) > 1:
            named = (self._named(clues.lines) or self._by_texts(self._products, clues.texts)) & keys
            if len(named) == 1:
                return _Found(tuple(named), f"{why}，产品也相同", basis, doubt)
            amount = {key for key in named or keys if _amount(self._services[key]) & clues.amounts}
            if len(amount) == 1:
                return _Found(tuple(amount), f"{why}，金额也相同", basis, doubt)
            keys = named or keys
            during = {key for key in keys if _covers(self._services[key], clues.date)}
            if len(during) == 1:
                return _Found(tuple(during), why, basis, "同一服务商不止一项，只按日期推断，请核对。")
        return _Found(tuple(key for key in self._services if key in keys), why, basis, doubt)

    def _named(self, texts: Iterable[Plain]) -> set[str]:
        return {key for text in texts for key in self._products.spoken_of(text).keys}

    @staticmethod
    def _by_texts(names: Names, texts: Iterable[Plain]) -> set[str]:
        """What the nearest text names: the file before its folders."""
        return next((set(keys) for text in texts if (keys := names.spoken_of(text).keys)), set())

    def _about(self, item: Item, clues: Clues) -> tuple[EvidenceUse, ...]:
        """The requirements without a subject that the words of an item speak for."""
        texts = clues.lines or clues.texts
        about = [one for one in self._others if item.kind in self._ground.hint(one.id).kinds]
        said = {span.key for text in texts for span in self._ground.words_in(text, about)}
        return tuple(EvidenceUse(one.id) for one in about if one.id in said)

    def _suggested(self, item: Item, words: Sequence[EvidenceUse], others: Sequence[EvidenceUse]) -> Verdict:
        what = "发票" if item.kind == INVOICE else "合同"
        if len(words) == 1:
            why = f"项目或名称里有相关字样，可能是{self._ground.called(words[0])}，请核对。"
            return Verdict(words[0], why, Basis.ITEMS, (words[0], *others))
        return verdict_of((*words, *others), f"这份{what}和登记的云服务对不上，请指定它属于哪一项。")

    def _all(self, requirement: Requirement) -> tuple[EvidenceUse, ...]:
        return tuple(EvidenceUse(requirement.id, key) for key in self._services)


class _Found(Struct, frozen=True):
    """Services found, why (without its full stop), and what makes it doubtful."""

    keys: tuple[str, ...] = ()
    why: str = ""
    basis: Basis = Basis.NONE
    doubt: str = ""


_NOTHING = _Found()


def _clues(ground: Ground, item: Item) -> Clues:
    values = item.reading.values
    texts = (ground.stem(item), *(ground.text(folder) for folder in reversed(item.piece.folders)))
    if item.kind == INVOICE:
        sellers = [values.get("seller", "")]
    else:
        sides = [values.get("party_a", ""), values.get("party_b", "")]
        others = [side for side in sides if plain(side).text != ground.enterprise]
        sellers = others if len(others) == 1 else sides[1:]  # 乙方 provides
    return Clues(
        tuple(text for seller in sellers if (text := plain(seller).text)),
        texts,
        tuple(_bought(line) for line in item.reading.lines),
        frozenset(Decimal(values[name]) for name in ("amount", "total") if values.get(name)),
        values.get("number", "") if item.kind == CONTRACT else "",
        values.get("date", values.get("signed", "")),
    )


def _bought(line: InvoiceLine) -> Plain:
    """What a line says was bought, without the tax office's class before it (*信息技术服务*云主机)."""
    return plain(line.name.rpartition("*")[2] + " " + line.model)


def _short_names(provider: str) -> Iterator[str]:
    """A company's name, and without what says only that it is a company."""
    whole = plain(provider).text
    if len(whole) >= _SHORTEST:
        yield whole
        short = _FORMS.sub("", whole)
        if len(short) >= 2 * _SHORTEST:
            yield short


def _has_number(clues: Clues, service: CloudService) -> bool:
    number = plain(service.contract_no).text
    if len(number) < _NUMBER_LENGTH:
        return False
    return number == plain(clues.number).text or any(True for text in clues.texts for _ in places(number, text))


def _is_company(seller: str, provider: str) -> bool:
    """Whether a seller is the provider or a branch of it."""
    rest = plain(seller).text.removeprefix(whole) if (whole := plain(provider).text) else seller
    return not rest or (rest != plain(seller).text and rest.endswith("分公司"))


def _amount(service: CloudService) -> set[Decimal]:
    return {Decimal(service.amount) * _PER_WAN} if service.amount and Decimal(service.amount) else set()


def _covers(service: CloudService, date: str) -> bool:
    return bool(date and service.start and service.end) and service.start <= date <= service.end
