"""What each file of the inbox most likely proves, why, and whether anything speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from desktop.evidence.reading import INVOICE
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.standard.definition import Standard
from desktop.standard.entry_evidence import subjects_of
from desktop.standard.hints import Hints
from desktop.standard.papers import identity
from desktop.workspace.inbox.doubles import families, identity_of
from desktop.workspace.inbox.ground import Ground, Verdict, verdict_of
from desktop.workspace.inbox.items import Item
from desktop.workspace.inbox.pairs import settled, without
from desktop.workspace.inbox.papers import own_codes, paper
from desktop.workspace.inbox.screens import Said, may_show_system, said_of, verdict
from desktop.workspace.inbox.spending import Spending
from desktop.workspace.standards import hints_of

Decided = Mapping[str, Sequence[EvidenceUse]]
_OPEN = Verdict(why="名称和内容里都没有线索，请指定它证明什么，不需要的不用管。")
_UNREAD = Verdict(why="文件名没有说是什么，图里的文字还没有识别；请指定它证明什么，不需要的不用管。")


def propose(
    standard: Standard,
    filing: Filing,
    items: Sequence[Item],
    decided: Decided | None = None,
    hints: Hints | None = None,
) -> tuple[Item, ...]:
    """The same items in the same order, with proposals; what was proposed before is forgotten.

    `decided` is what a person has said already (key → uses): those items keep it, and the slots they take are taken.
    Call it again after every decision, and after the filing has changed. `hints` are those beside the standard.
    """
    ground = Ground(standard, filing, hints_of(standard) if hints is None else hints)
    heap = _Heap(ground, [_bare(item) for item in items], _possible(standard, filing, decided or {}))
    made = heap.proposed()
    return tuple(made[item.key] for item in items)


def _possible(standard: Standard, filing: Filing, decided: Decided) -> Decided:
    """What was decided, without the places that are gone meanwhile; who decided on nothing else decides again."""
    subjects = subjects_of(standard, filing)
    known = standard.requirement_by_id
    kept = {
        key: tuple(
            use for use in uses if use.requirement in known and use.subject in subjects[known[use.requirement].subject]
        )
        for key, uses in decided.items()
    }
    return {key: uses for key, uses in kept.items() if uses or not decided[key]}


def _bare(item: Item) -> Item:
    return Item(item.piece, item.reading, dated=item.dated, problem=item.problem)


class _Heap:
    """All items on their way to their proposals."""

    def __init__(self, ground: Ground, items: Sequence[Item], decided: Decided) -> None:
        self._ground, self._decided = ground, decided
        self._spending = Spending(ground)
        self._families = families(items)
        self._codes = own_codes(ground, items)
        self._kept = {item.sha256: item for item in ground.filing.evidence if item.uses}
        self._invoices = {
            same: item
            for item in ground.filing.evidence
            if item.uses and item.facts and item.facts.kind == INVOICE
            if (same := identity(item.facts.text))
        }
        self._made: dict[str, Item] = {}
        self._said: list[tuple[Item, Said]] = []  # pictures and what is said about them
        self._slots = frozenset(one.id for one in ground.about_systems)

    def proposed(self) -> Mapping[str, Item]:
        """The items by key."""
        heads = [head for family in self._families if (head := self._head(family)) is not None]
        verdicts = {item.key: self._verdict(item, family) for item, family in heads}
        taken = self._taken(verdicts)
        pictures = [(item, said) for item, said in self._said if item.key in verdicts and not verdicts[item.key].use]
        verdicts |= settled(self._ground, pictures, taken)
        verdicts |= self._questions({item.key: item for item, _ in heads}, verdicts)
        verdicts |= self._lacking([item for item, _ in heads], verdicts)
        for item, family in heads:
            self._made[item.key] = _with(item, verdicts[item.key])
            self._copies(item, family)
        return self._made

    def _head(self, family: Sequence[Item]) -> tuple[Item, Sequence[Item]] | None:
        """The item of a family that counts, with the family; None where nothing is to be proposed for any of it."""
        kept = next((there for item in family if (there := self._there(item)) is not None), None)
        said = next((item for item in family if item.key in self._decided), None)
        if said is not None:
            uses = tuple(self._decided[said.key])
            use = uses[0] if uses else None
            self._made[said.key] = replace(said, proposal=use, sure=True, why="由您指定。", choices=uses)
            self._copies(said, family)
        elif kept is not None:
            why = f"案卷里已经有了：“{kept.file}”。"
            for item in family:
                self._made[item.key] = replace(item, already=kept.file, why=why, choices=kept.uses)
        elif all(item.problem for item in family):
            self._made |= {item.key: replace(item, why=item.problem) for item in family}
        else:
            return family[0], family
        return None

    def _there(self, item: Item) -> Evidence | None:
        """The file of the filing with the same content, or with the same invoice."""
        same = identity_of(item)
        return self._kept.get(item.sha256) or (self._invoices.get(same) if same else None)

    def _copies(self, head: Item, family: Iterable[Item]) -> None:
        for item in family:
            if item.key != head.key:
                what = "内容相同" if item.sha256 == head.sha256 else "是同一张发票"
                why = f"与“{head.name}”{what}，不重复计。"
                self._made[item.key] = replace(item, duplicate_of=head.key, why=why)

    def _verdict(self, head: Item, family: Sequence[Item]) -> Verdict:
        """What the names of all forms of an item say together."""
        found = [self._single(item) for item in family]
        best = max(found, key=lambda one: (one.sure, one.use is not None, len(one.choices), one.weight))
        uses = {one.use for one in found if one.use is not None}
        if len(uses) > 1:
            names = "、".join(f"“{item.name}”" for item in family[:3])
            choices = tuple(dict.fromkeys(use for one in found for use in one.choices))
            return without(replace(best, choices=choices), f"同样的内容有几个名称（{names}），说的不是一处，请指定。")
        del head
        return best

    def _single(self, item: Item) -> Verdict:
        if may_show_system(self._ground, item):
            said = said_of(self._ground, item)
            self._said.append((item, said))
            found = verdict(self._ground, item, said)
        else:
            found = self._spending.verdict(item)
        return found or paper(self._ground, item, self._codes) or (_UNREAD if item.reading.ocr_would_help else _OPEN)

    def _taken(self, verdicts: Mapping[str, Verdict]) -> frozenset[EvidenceUse]:
        """The slots that are filled, or will be by what was decided or is proposed by name."""
        decided = (use for uses in self._decided.values() for use in uses)
        named = (one.use for one in verdicts.values() if one.use is not None)
        return frozenset((*self._ground.there, *decided, *named))

    def _questions(self, items: Mapping[str, Item], verdicts: Mapping[str, Verdict]) -> Mapping[str, Verdict]:
        """Verdicts for what would be a second file where one is wanted: each of them is a question."""
        ground = self._ground
        names = {use: there[0].file for use, there in ground.there.items()}
        by_key = {item.key: item for family in self._families for item in family}
        for key, uses in self._decided.items():
            names |= {use: by_key[key].name for use in uses if key in by_key and use not in names}
        made: dict[str, Verdict] = {}
        order = sorted(items, key=lambda key: (not verdicts[key].sure, -verdicts[key].weight, key))
        for key in order:
            use = verdicts[key].use
            if use is None or not ground.hint(use.requirement).single:
                continue
            if use in names:
                made[key] = without(verdicts[key], f"{ground.called(use)}已经有“{names[use]}”，要用这一份请指定。")
            else:
                names[use] = items[key].name
        return made

    def _lacking(self, items: Iterable[Item], verdicts: Mapping[str, Verdict]) -> Mapping[str, Verdict]:
        """Where nothing speaks for a picture, the slots that are still empty are there to choose from."""
        taken, about = self._taken(verdicts), self._ground.about_systems
        uses = (EvidenceUse(one.id, system.id) for system in self._ground.filing.systems for one in about)
        free = [use for use in uses if use not in taken]
        slots = {item.key: said.slots for item, said in self._said}
        none = [item for item in items if verdicts[item.key] in (_OPEN, _UNREAD) and item.key in slots]
        return {
            item.key: verdict_of(
                (use for use in free if use.requirement in (slots[item.key] or self._slots)), verdicts[item.key].why
            )
            for item in none
        }


def _with(item: Item, verdict: Verdict) -> Item:
    return replace(
        item,
        proposal=verdict.use,
        sure=verdict.sure,
        why=verdict.why,
        basis=verdict.basis,
        choices=verdict.choices,
    )
