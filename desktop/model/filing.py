"""The frozen value of a filing (案卷): exactly what `filing.json` holds, see `forms/filing.schema.json`.

One loaded filing is one value; an edit makes a new one with `msgspec.structs.replace`. Figures are canonical decimal
texts (`desktop.model.numbers`), "" is “not filled in”. Mappings and tuples are never changed in place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct, field

from desktop.model.facts import EvidenceFacts
from desktop.model.remembered import remembered

FORMAT = "yunqi-filing/1"
Basis = Literal["", "with_tax", "without_tax"]
BASES: tuple[Basis, ...] = get_args(Basis)


class StandardRef(Struct, frozen=True, forbid_unknown_fields=True):
    """Which standard the filing answers; `sha256` is the digest of the standard's data."""

    id: str
    sha256: str = ""


class Batch(Struct, frozen=True, forbid_unknown_fields=True):
    """The round of filing (批次) and the place of registration."""

    id: str
    city: str = ""
    county: str = ""


class Server(Struct, frozen=True, forbid_unknown_fields=True):
    """Machines of one kind: `count` of them, each with `cpu_cores` and `memory_gb`."""

    name: str
    count: str = ""
    cpu_cores: str = ""
    memory_gb: str = ""
    cloud: bool = False


class System(Struct, frozen=True, forbid_unknown_fields=True):
    """An information system; `category` is the id of an indicator that counts systems.

    `display_name` (界面显示名) is what it calls itself on its screens, where that is not its name.
    """

    id: str
    name: str
    category: str
    cloud: bool = False
    collaborates: bool = False
    platform: str = ""
    provider: str = ""
    summary: str = ""
    display_name: str = ""


class Pair(Struct, frozen=True, forbid_unknown_fields=True):
    """The two figures of an indicator, in the indicator's unit."""

    n: str = ""
    m: str = ""


Answer = Pair | tuple[str, ...]  # the tuple holds the ids that were ticked


class CloudService(Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """A cloud product or service that was bought; `start` and `end` are ISO dates, `amount` is in 万元."""

    id: str
    product: str
    provider: str = ""
    contract_no: str = ""
    start: str = ""
    end: str = ""
    amount: str = ""


class EvidenceUse(Struct, frozen=True, forbid_unknown_fields=True):
    """What a file proves: a requirement of the standard and, where it has one, its subject."""

    requirement: str
    subject: str = ""


class Evidence(Struct, frozen=True, forbid_unknown_fields=True, rename={"uses": "for"}):
    """One file of evidence (佐证材料): its original relative path, SHA-256 in hex, size in bytes.

    `facts` is what was read in it, where it is an invoice or a contract that somebody had read or typed.
    """

    file: str
    sha256: str = ""
    bytes: int | None = None
    uses: tuple[EvidenceUse, ...] = ()
    dated: str = ""
    note: str = ""
    facts: EvidenceFacts | None = None


class Window(Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """From which to which ISO date, both included, evidence counts."""

    start: str
    end: str


class CarriedFrom(Struct, frozen=True, forbid_unknown_fields=True):
    """The earlier filing that this one was begun from: its batch, and the SHA-256 of the enterprise's name.

    The name itself stays out of it: should it be another enterprise's, it must not get into this one's package.
    """

    batch: str = ""
    name_sha256: str = ""

    def same_name(self, name: str) -> bool:
        """Whether this is the name of the enterprise whose filing it was."""
        return self.name_sha256 in {"", name_digest(name)}


def name_digest(name: str) -> str:
    """The SHA-256 of an enterprise's name in hex; "" for no name."""
    return hashlib.sha256(name.encode()).hexdigest() if name else ""


class Filing(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole filing. `reasons` maps `code@place` of a warning to the enterprise's explanation.

    `unconfirmed` are the places that still hold what was copied from an earlier filing and that nobody has looked at
    since (`desktop.model.carried`). `no_overview` leaves the leaders' page out of the printed application. `basis` says
    whether figures of money and the invoices beside them are meant with tax or without; "" until it was chosen.
    `windows` holds the periods of the standard, by id, for which a person set other dates than the notice means.
    """

    format: Literal["yunqi-filing/1"]
    standard: StandardRef
    batch: Batch
    enterprise: Mapping[str, str] = field(default_factory=dict)
    servers: tuple[Server, ...] = ()
    systems: tuple[System, ...] = ()
    unlisted_systems: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    cloud_services: tuple[CloudService, ...] = ()
    demonstration: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False
    carried_from: CarriedFrom | None = None
    unconfirmed: tuple[str, ...] = ()
    no_overview: bool = False
    basis: Basis = ""
    windows: Mapping[str, Window] = field(default_factory=dict)

    def pair(self, indicator: str) -> Pair:
        """The typed figures of an indicator; empty ones where nothing was typed."""
        answer = self.answers.get(indicator)
        return answer if isinstance(answer, Pair) else Pair()

    def ticked(self, indicator: str) -> tuple[str, ...] | None:
        """The ticked options of an indicator, or None where nothing was answered."""
        answer = self.answers.get(indicator)
        return answer if isinstance(answer, tuple) else None

    def evidence_for(self, requirement: str, subject: str = "") -> tuple[Evidence, ...]:
        """The files attached for a requirement and subject, in filing order."""
        return by_use(self.evidence).get(EvidenceUse(requirement, subject), ())


@remembered
def by_use(evidence: tuple[Evidence, ...]) -> dict[EvidenceUse, tuple[Evidence, ...]]:
    """The files by what they prove, in filing order."""
    found: dict[EvidenceUse, list[Evidence]] = {}
    for item in evidence:
        for use in dict.fromkeys(item.uses):
            found.setdefault(use, []).append(item)
    return {use: tuple(items) for use, items in found.items()}


def empty_filing(standard: StandardRef, batch: Batch) -> Filing:
    """A filing in which nothing is answered yet."""
    return Filing(format="yunqi-filing/1", standard=standard, batch=batch)
