"""The walk through a filing: which screens there are, what each still lacks, where a finding leads.

A pure function of standard, filing and findings: the window asks it, and so do tests without a window.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from msgspec import Struct

from desktop.model.filing import Filing
from desktop.standard.carrying import UNCONFIRMED, owners
from desktop.standard.definition import (
    Expert,
    FieldKind,
    FormField,
    Indicator,
    Level,
    ServerUnits,
    Standard,
    SystemCount,
)
from desktop.standard.findings import Finding


class StepKind(Enum):
    """What a screen is for."""

    PLACE = "place"
    FORM = "form"
    DIMENSION = "dimension"
    NARRATIVES = "narratives"
    TEXTS = "texts"
    EVIDENCE = "evidence"
    SEAL = "seal"
    ASIDE = "aside"  # beside the walk, none of its steps


class Step(Struct, frozen=True):
    """A screen; `dimension` is its dimension's id where it has one. Ids are stable within a standard."""

    id: str
    title: str
    kind: StepKind
    dimension: str = ""


class StepState(Enum):
    """How a screen stands."""

    TODO = "todo"
    PART = "part"
    DONE = "done"
    ERROR = "error"


class Standing(Struct, frozen=True):
    """A screen with its state, what is missing, what is wrong, what is copied and unconfirmed (counts)."""

    step: Step
    state: StepState
    missing: int
    errors: int
    unconfirmed: int = 0


def steps(standard: Standard) -> tuple[Step, ...]:
    """The screens in their order."""
    return (
        Step("place", "批次与地区", StepKind.PLACE),
        Step("form", "企业信息", StepKind.FORM),
        *(_dimension_step(standard, item.id, item.title) for item in standard.dimensions),
        Step("texts", "申报表文字", StepKind.TEXTS),
        Step("evidence", "佐证材料", StepKind.EVIDENCE),
        Step("seal", "检查与封装", StepKind.SEAL),
    )


def form_fields(standard: Standard) -> tuple[FormField, ...]:
    """The fields of the enterprise's screen: all that fit on a line, and short texts before the first large box."""
    return tuple(item for item in standard.fields if item not in text_fields(standard))


def text_fields(standard: Standard) -> tuple[FormField, ...]:
    """The large boxes of the form: texts that stand behind the last field that fits on a line."""
    last = max(
        (position for position, item in enumerate(standard.fields) if item.kind is not FieldKind.TEXT), default=-1
    )
    return standard.fields[last + 1 :]


def standings(standard: Standard, filing: Filing, findings: Iterable[Finding]) -> tuple[Standing, ...]:
    """Every screen with what it lacks."""
    missing, errors, unconfirmed = Counter[str](), Counter[str](), Counter[str]()
    for finding in findings:
        if finding.level is Level.ERROR and finding.code != UNCONFIRMED:
            counts = missing if finding.missing else errors
            counts[step_of(standard, filing, finding.place)] += 1
    for step_id, places in carried_by_step(standard, filing, owners(standard, filing)).items():
        unconfirmed[step_id] = len(places)
    begun = _begun(standard, filing)
    return tuple(
        Standing(
            step,
            _state(step, missing[step.id] + unconfirmed[step.id], errors[step.id], begun),
            missing[step.id],
            errors[step.id],
            unconfirmed[step.id],
        )
        for step in steps(standard)
    )


def carried_by_step(standard: Standard, filing: Filing, places: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Places still to be confirmed (`carrying.owners`) by the screen that shows them, in its order."""
    category = {f"systems.{item.id}": item.category for item in filing.systems}
    servers = next((item.id for item in standard.indicators if isinstance(item.formula, ServerUnits)), "")
    rank = {f"enterprise.{item.id}": number for number, item in enumerate(standard.fields)}
    rank |= {item.id: number for number, item in enumerate(standard.indicators)}

    def stands(place: str) -> int:
        """How far down its screen; lists that belong to no indicator come last."""
        section, _, key = place.partition(".")
        shown = category.get(place) or (servers if section == "servers" else key)
        return rank.get(place, rank.get(shown, len(rank)))

    found: dict[str, list[str]] = {}
    for place in sorted(places, key=stands):
        known = category.get(place)
        step_id = _of_indicator(standard, known) if known else step_of(standard, filing, place)
        found.setdefault(step_id, []).append(place)
    return {step_id: tuple(seen) for step_id, seen in found.items()}


def step_of(standard: Standard, filing: Filing, place: str) -> str:
    """The id of the screen on which a place of the filing is shown."""
    section, _, rest = place.partition(".")
    key = rest.partition(".")[0]
    if section in {"answers", "unlisted_systems", "demonstration"}:
        return _of_indicator(standard, key)
    if section == "systems":
        return _of_system(standard, filing, key)
    if section == "enterprise":
        return "texts" if rest in {item.id for item in text_fields(standard)} else "form"
    if section == "evidence":
        return _of_evidence(standard, filing, rest)
    whole = {"servers": _of_formula(standard, "server_units"), "cloud_services": standard.services_dimension.id}
    return whole.get(section, "place")


def place_of(indicator: Indicator) -> str:
    """The place of the filing where the figures of an indicator are entered."""
    match indicator.formula:
        case SystemCount():
            return f"systems.{indicator.id}"
        case ServerUnits():
            return "servers"
        case Expert():
            return f"demonstration.{indicator.id}"
        case _:
            return f"answers.{indicator.id}"


def _dimension_step(standard: Standard, dimension: str, title: str) -> Step:
    experts = all(isinstance(item.formula, Expert) for item in standard.of_dimension(dimension))
    return Step(dimension, title, StepKind.NARRATIVES if experts else StepKind.DIMENSION, dimension)


def _of_indicator(standard: Standard, indicator: str) -> str:
    found = standard.indicator_by_id.get(indicator)
    return found.dimension if found else standard.dimensions[0].id


def _of_formula(standard: Standard, tag: str) -> str:
    kinds = (item.dimension for item in standard.indicators if item.formula.__struct_config__.tag == tag)
    return next(kinds, standard.dimensions[0].id)


def _of_system(standard: Standard, filing: Filing, key: str) -> str:
    """A system's screen is that of its category; the list itself is on the first screen that has systems."""
    if key in standard.indicator_by_id:
        return _of_indicator(standard, key)
    category = next((item.category for item in filing.systems if item.id == key), "")
    if category:
        return _of_indicator(standard, category)
    return next((item.dimension for item in standard.indicators if isinstance(item.formula, SystemCount)), "evidence")


def _of_evidence(standard: Standard, filing: Filing, rest: str) -> str:
    """A missing piece leads to the screen of what it proves; anything else to the screen of all evidence."""
    requirement, _, subject = rest.partition(":")
    found = standard.requirement_by_id.get(requirement)
    if found is None:
        return "evidence"
    if found.indicator:
        return _of_indicator(standard, found.indicator)
    match found.subject.value:
        case "system":
            return _of_system(standard, filing, subject)
        case "cloud_service":
            return standard.services_dimension.id
        case "indicator":
            return _of_indicator(standard, subject)
        case _:
            return "form"


def _begun(standard: Standard, filing: Filing) -> frozenset[str]:
    """The screens on which something was entered."""
    texts = {item.id for item in text_fields(standard)}
    found = {_of_indicator(standard, key) for key in (*filing.answers, *filing.demonstration)}
    found |= {"texts" if key in texts else "form" for key, value in filing.enterprise.items() if value}
    found |= {_of_indicator(standard, system.category) for system in filing.systems}
    found |= {_of_formula(standard, "server_units")} if filing.servers else set()
    found |= {standard.services_dimension.id} if filing.cloud_services else set()
    found |= {"evidence"} if filing.evidence else set()
    found |= {"place"} if filing.batch.city else set()
    return frozenset(found)


def _state(step: Step, missing: int, errors: int, begun: frozenset[str]) -> StepState:
    if errors:
        return StepState.ERROR
    if step.kind is StepKind.SEAL or step.id not in begun:
        return StepState.TODO
    return StepState.PART if missing else StepState.DONE
