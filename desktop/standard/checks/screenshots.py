"""Pictures of systems as pictures: large enough, showing something, whole, and none like another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from desktop.model.filing import Evidence, Filing
from desktop.model.remembered import remembered
from desktop.model.seen import SHADES, Seen, alike
from desktop.standard.catalogue import subject_names
from desktop.standard.definition import Level, Standard, SubjectKind
from desktop.standard.findings import Finding, Surroundings

NARROWEST = 800  # pixels of width in which a screen can be read
_WIDEST, _TALLEST = 3.2, 5.0  # width by height and height by width beyond which something was cut off
_NAMED = 3  # files in a sentence


def check(
    standard: Standard, filing: Filing, around: Surroundings, step: Callable[[], object] = lambda: None
) -> Iterator[Finding]:
    """Findings about pictures of systems, as far as they were looked at."""
    shown = shown_systems(standard, filing.evidence)
    if not around.seen or not shown:
        return
    for item in shown:
        if (seen := around.seen.get(item.sha256)) is not None:
            yield from _for_itself(item, seen)
    step()
    yield from _alike(standard, filing, shown, around.seen)


@remembered
def shown_systems(standard: Standard, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """What proves a system, in filing order, each content once."""
    found: dict[str, Evidence] = {}
    for item in evidence:
        about = (standard.requirement_by_id[use.requirement].subject for use in item.uses)
        if item.sha256 and SubjectKind.SYSTEM in about:
            found.setdefault(item.sha256, item)
    return tuple(found.values())


def _for_itself(item: Evidence, seen: Seen) -> Iterator[Finding]:
    place = f"evidence.{item.file}"
    if seen.blank:
        message = f"截图“{item.file}”几乎是空白的，看不出系统，请等页面显示完整后重新截一张。"
        yield Finding(Level.WARNING, "screenshot_blank", place, message)
    elif seen.width > _WIDEST * seen.height or seen.height > _TALLEST * seen.width:
        message = (
            f"截图“{item.file}”是 {seen.width}×{seen.height} 的长条，像是只截了一部分，请换一张显示整个页面的截图。"
        )
        yield Finding(Level.HINT, "screenshot_cropped", place, message)
    if 0 < seen.width < NARROWEST:
        message = (
            f"截图“{item.file}”只有 {seen.width} 像素宽，打印出来看不清，请换一张不少于 {NARROWEST} 像素宽的原图。"
        )
        yield Finding(Level.HINT, "screenshot_small", place, message)


def _alike(
    standard: Standard, filing: Filing, shown: tuple[Evidence, ...], seen: Mapping[str, Seen]
) -> Iterator[Finding]:
    names = subject_names(standard, filing)
    for first, others in _groups(shown, seen):
        said = "、".join(f"“{item.file}”" for item in others[:_NAMED])
        more = f"等 {len(others)} 张" if len(others) > _NAMED else ""
        whose = dict.fromkeys(
            names.get((SubjectKind.SYSTEM, use.subject), use.subject)
            for item in (first, *others)
            for use in item.uses
            if standard.requirement_by_id[use.requirement].subject is SubjectKind.SYSTEM
        )
        systems = "、".join(list(whose)[:_NAMED])
        message = (
            f"截图“{first.file}”与{said}{more}几乎一样（{systems}），"
            "每个系统的每种页面应各有自己的截图，请核对；确实如此请说明理由。"
        )
        yield Finding(Level.WARNING, "screenshot_alike", f"evidence.{first.file}", message)


@remembered
def _groups(shown: tuple[Evidence, ...], seen: Mapping[str, Seen]) -> list[tuple[Evidence, list[Evidence]]]:
    """The pictures that are alike: the first of each group, and the others."""
    found = [(item, seen[item.sha256]) for item in shown if item.sha256 in seen and seen[item.sha256].shades]
    leader = {number: number for number in range(len(found))}

    def first_of(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    for one, other in _candidates([look for _, look in found]):
        first, second = sorted((first_of(one), first_of(other)))
        if first != second and alike(found[one][1], found[other][1]):
            leader[second] = first
    groups: dict[int, list[Evidence]] = defaultdict(list)
    for number, (item, _) in enumerate(found):
        groups[first_of(number)].append(item)
    return [(items[0], items[1:]) for items in groups.values() if len(items) > 1]


def _candidates(looks: list[Seen]) -> Iterator[tuple[int, int]]:
    """Pairs that agree where the pictures differ most from each other, so that few are left to be compared."""
    if len(looks) < 2:  # noqa: PLR2004  (one picture is like no other)
        return
    columns = list(zip(*(look.shades for look in looks), strict=True))
    spread = sorted(range(len(columns)), key=lambda cell: len(set(columns[cell])), reverse=True)
    first, second, third = (columns[cell] for cell in spread[:3])
    ordered = sorted(range(len(looks)), key=first.__getitem__)
    start = 0
    for place, one in enumerate(ordered):
        while first[ordered[start]] < first[one] - SHADES:
            start += 1
        high, low = second[one] + SHADES, second[one] - SHADES
        near = [other for other in ordered[start:place] if low <= second[other] <= high]
        yield from ((one, other) for other in near if abs(third[one] - third[other]) <= SHADES)
