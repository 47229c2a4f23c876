"""What a return slip points at: the places of a filing that can be asked about, and whether one was edited since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from desktop.model.decoding import builtins
from desktop.model.filing import Filing
from desktop.model.numbers import plain
from desktop.model.return_slip import ReturnSlip
from desktop.standard.catalogue import subject_names
from desktop.standard.definition import Standard, SubjectKind
from desktop.standard.figures import figures
from desktop.standard.flow import place_of


def places(standard: Standard, filing: Filing) -> Iterator[str]:
    """Every place of a filing that a bureau may want corrected, in the form's order; "" is the whole."""
    yield ""
    yield from ("batch.city", "batch.county")
    yield from (f"enterprise.{item.id}" for item in standard.fields)
    yield from dict.fromkeys(place_of(item) for item in standard.indicators)
    yield from (f"systems.{item.id}" for item in filing.systems)
    yield "cloud_services"
    yield from (f"cloud_services.{item.id}" for item in filing.cloud_services)
    subjects = subject_names(standard, filing)
    for item in standard.requirements:
        if item.subject is SubjectKind.NONE:
            yield f"evidence.{item.id}"
        yield from (f"evidence.{item.id}:{subject}" for kind, subject in subjects if kind is item.subject)


def digest(standard: Standard, filing: Filing, place: str) -> str:
    """The SHA-256 in hex of all that stands at a place: it is another one as soon as that was edited."""
    said = json.dumps(_part(standard, filing, place), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def corrected(standard: Standard, filing: Filing, slip: ReturnSlip) -> tuple[bool, ...]:
    """For every point of a slip, whether its place was edited since the bureau looked at it."""
    return tuple(digest(standard, filing, point.place) != point.was for point in slip.points)


def _part(standard: Standard, filing: Filing, place: str) -> Any:  # noqa: ANN401  (plain JSON data)
    section, _, key = place.partition(".")
    first = key.partition(".")[0]
    match section:
        case "evidence" if key:
            requirement, _, subject = key.partition(":")
            return [[item.sha256, item.dated, item.note] for item in filing.evidence_for(requirement, subject)]
        case "systems" if key:
            own = [item for item in filing.systems if first in {item.id, item.category}]
            proofs = [_proofs(filing, item.id) for item in own]
            return [builtins(own), proofs, filing.unlisted_systems.get(first, "")]
        case "answers" if first in standard.indicator_by_id:
            found = figures(standard, filing)[first]
            return [[None if value is None else plain(value) for value in (found.n, found.m)], filing.ticked(first)]
        case _ if section and section in filing.__struct_fields__:
            return [_at(builtins(getattr(filing, section)), key), _proofs(filing, first)]
        case _:
            return builtins(filing)


def _proofs(filing: Filing, subject: str) -> list[str]:
    """The evidence about a subject: a new screenshot of a system is an edit of that system, too."""
    return [item.sha256 for item in filing.evidence if subject and subject in {use.subject for use in item.uses}]


def _at(value: Any, key: str) -> Any:  # noqa: ANN401  (as above)
    for step in key.split(".") if key else ():
        if isinstance(value, list):
            found = [item for item in value if isinstance(item, dict) and item.get("id") == step]
            value = found or (value[int(step) : int(step) + 1] if step.isdecimal() else [])
        elif isinstance(value, dict):
            value = value.get(step, "")
    return value
