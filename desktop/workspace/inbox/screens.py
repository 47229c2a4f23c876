"""Pictures of systems: which system and which of its pictures, by the words of names and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from desktop.evidence.kinds import PICTURE
from desktop.evidence.reading import HOME, LOGIN, OTHER
from desktop.evidence.recognising import kind_by_name
from desktop.model.filing import EvidenceUse
from desktop.model.naming import Spoken, Strength
from desktop.model.plain_text import Plain, pieces_beside, pieces_left, plain
from desktop.standard.definition import Requirement
from desktop.workspace.inbox.ground import Ground, Verdict, verdict_of
from desktop.workspace.inbox.items import Basis, Item

_SCREEN = (1280, 720)
_WORD = 3  # letters
_SURE = Strength.ALIAS  # what a name must at least say


class Said(Struct, frozen=True):
    """What the name and the folders of a picture say about it."""

    systems: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    where: str = ""  # the text that names the system, as a person sees it
    doubt: str = ""  # what speaks against it, as a sentence
    strong: bool = False
    shown: bool = False  # the words on the screen say it, not the name


def may_show_system(ground: Ground, item: Item) -> bool:
    """Whether an item could be a picture of a system."""
    known = {LOGIN, HOME, OTHER, *(kind for one in ground.about_systems for kind in ground.hint(one.id).kinds)}
    return item.kind in known and any(ground.accepts(one, item) for one in ground.about_systems)


def said_of(ground: Ground, item: Item) -> Said:
    """What is said about an item that may show a system: by name and folders, else by the words on the screen."""
    said = _said_by_name(ground, item)
    if not item.reading.shown or len(said.systems) == 1:
        return said
    found = ground.systems.shown_in(ground.text(item.reading.shown))
    both = tuple(key for key in found if key in said.systems) if said.systems else found
    return Said(both, said.slots, item.name, shown=True) if both else said


def _said_by_name(ground: Ground, item: Item) -> Said:
    """What name and folders say: the name, else the folders, else a resemblance."""
    stem = ground.stem(item)
    named = ground.systems.spoken_of(stem)
    slots, around = _slots(ground, stem, named), _folders(ground, item)
    doubt = ""
    if len(around.slots) == 1 and slots and slots != around.slots:
        doubt = f"所在文件夹“{around.where}”说的却是另一种图片。"
    slots = slots or around.slots or _by_content(ground, item)
    if len(slots) == 1 and (other := _by_content(ground, item)) and slots[0] not in other:
        doubt = doubt or "名称与图里读到的文字不一致。"
    if named.strength >= _SURE:
        if len(named.keys) == 1 and around.systems and named.keys[0] not in around.systems:
            doubt = doubt or f"所在文件夹“{around.where}”说的却是{_names(ground, around.systems)}。"
        return Said(named.keys, slots, item.name, doubt or _doubt(ground, stem, named), strong=True)
    spans = ground.words_in(stem, ground.about_systems)
    left = pieces_left(stem, spans, ground.noise)
    like = ground.systems.resembling(left)
    if not around.systems:
        return Said(named.keys or like, slots, item.name, doubt)
    if like and not set(like) & set(around.systems):
        return Said((*around.systems, *like), slots, item.name, doubt)
    if telling := [piece for piece in left if not piece.isascii()]:
        doubt = doubt or f"文件名里还有“{'、'.join(telling)}”。"
    return Said(around.systems, slots, around.where, doubt or around.doubt, strong=True)


def _folders(ground: Ground, item: Item) -> Said:
    """What the folders say, the nearest first; one that is called like a category says nothing about a system."""
    systems: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    where = doubt = ""
    for folder in reversed(item.piece.folders):
        text = ground.text(folder)
        named = ground.systems.spoken_of(text)
        if not slots and (slots := _slots(ground, text, named)):
            where = where or folder
        if not systems and named.strength >= _SURE and not _is_category(ground, text, named):
            systems, where, doubt = named.keys, folder, _doubt(ground, text, named)
    return Said(systems, slots, where, doubt)


def _is_category(ground: Ground, text: Plain, named: Spoken) -> bool:
    """Whether all that speaks of a system is a word of a category's title (06办公), and no whole name."""
    said = [text.text[span.start : span.end] for span in named.spans]
    return named.strength < Strength.EXACT and any(all(one in title for one in said) for title in ground.categories)


def verdict(ground: Ground, item: Item, said: Said) -> Verdict | None:
    """What a picture of a system is proposed for; None where nothing speaks of a system."""
    uses = list(_uses(ground, item, said))
    if not uses:
        return None
    if len(said.systems) > 1 and said.shown:
        return verdict_of(uses, f"图里同时写着{_names(ground, said.systems)}，请指定是哪一个。")
    if len(said.systems) > 1:
        return verdict_of(uses, f"“{said.where}”对得上不止一个系统：{_names(ground, said.systems)}，请指定。")
    if len(uses) > 1:
        labels = "还是".join(one.label for one in ground.about_systems)
        if said.shown:
            return verdict_of(uses, f"图里写着{_names(ground, said.systems)}，看不出是{labels}，请指定。")
        return verdict_of(uses, f"“{said.where}”说的是{_names(ground, said.systems)}，看不出是{labels}，请指定。")
    return _single(ground, item, said, uses[0])


def _single(ground: Ground, item: Item, said: Said, use: EvidenceUse) -> Verdict:
    choices = tuple(dict.fromkeys([use, *(EvidenceUse(one.id, use.subject) for one in ground.about_systems)]))
    if said.shown:
        why = f"文件名没有说；图里写着{_names(ground, said.systems)}，像是{ground.called(use)}，请核对。"
        return Verdict(use, why, Basis.SHOWN, choices)
    why = f"按“{said.where}”里的字样，是{ground.called(use)}。"
    if said.doubt:
        return Verdict(use, f"{why[:-1]}；{said.doubt}", Basis.NAME, choices)
    if not said.strong:
        return Verdict(use, f"{why[:-1]}；名称只对上一部分，请核对。", Basis.NAME, choices)
    return Verdict(use, why, Basis.NAME, choices, sure=True, weight=_weight(item))


def _names(ground: Ground, systems: Sequence[str]) -> str:
    return "、".join(f"“{item.name}”" for item in ground.filing.systems if item.id in systems[:3])


def _weight(item: Item) -> int:
    """Between two files for one slot: the shorter name, which is no “(2)” or 副本, is the first."""
    return -len(item.name)


def _uses(ground: Ground, item: Item, said: Said) -> Iterator[EvidenceUse]:
    slots = said.slots or tuple(one.id for one in ground.about_systems)
    for system in said.systems:
        for one in ground.about_systems:
            if one.id in slots and ground.accepts(one, item):
                yield EvidenceUse(one.id, system)


def _slots(ground: Ground, text: Plain, named: Spoken) -> tuple[str, ...]:
    spans = ground.words_in(text, ground.about_systems, named.spans)
    return tuple(sorted({span.key for span in spans}))


def _by_content(ground: Ground, item: Item) -> tuple[str, ...]:
    """The slots that what was read in a picture speaks for; where there is only one slot, that one."""
    if len(ground.about_systems) == 1:
        return (ground.about_systems[0].id,)
    if item.kind == kind_by_name(item.name, _SCREEN):  # the name said it, and the name was asked
        return ()
    return tuple(
        one.id for one in ground.about_systems if item.kind in ground.hint(one.id).kinds and item.kind != OTHER
    )


def _doubt(ground: Ground, text: Plain, named: Spoken) -> str:
    """What stands in a name right beside what is known and may mean something else; "" where all is explained."""
    if named.others:
        return "名称里还有别的系统。"
    if named.shared:
        return f"{_names(ground, named.shared)}的名称里也有这些字样。"
    spans = (*named.spans, *ground.words_in(text, ground.about_systems, named.spans))
    said = _explaining(ground, named.keys)
    pieces = (*pieces_beside(text, spans, ground.noise), *filter(_is_word, pieces_left(text, spans, ground.noise)))
    loose = [piece for piece in dict.fromkeys(pieces) if not any(piece in one for one in said)]
    return f"名称里还有“{'、'.join(loose)}”，不能确定是同一个系统。" if loose else ""


def _is_word(piece: str) -> bool:
    """Whether a piece is a Latin word (finance), which nobody writes for nothing, set apart or not."""
    return piece.isascii() and len(piece) >= _WORD


def _explaining(ground: Ground, systems: Iterable[str]) -> list[str]:
    """What is known to belong to a system: who provides it, where it runs, its category, whose it is."""
    keys = set(systems)
    said = [ground.enterprise]
    for item in ground.filing.systems:
        if item.id in keys:
            indicator = ground.standard.indicator_by_id[item.category]
            said += [plain(text).text for text in (item.name, item.platform, item.provider, indicator.title)]
            said += ground.same_as(item.name)
    return said


def is_plain_picture(item: Item) -> bool:
    """Whether an item is a picture, and no page of a document."""
    return item.piece.form == PICTURE


def slots_of(ground: Ground, system: str) -> Iterator[EvidenceUse]:
    """The slots of a system in the order in which its pictures are numbered."""
    ordered = sorted(ground.about_systems, key=lambda one: (ground.hint(one.id).position or 99, one.id))
    return (EvidenceUse(one.id, system) for one in ordered if _numbered(ground, one))


def _numbered(ground: Ground, requirement: Requirement) -> bool:
    return ground.hint(requirement.id).position > 0
