"""A standard as data: the types that the files of `forms/<standard>/` are decoded into.

Everything a program part needs to know about a standard stands here: dimensions, indicators, formulas, evidence
requirements, form fields, batches, places. Code never names an indicator; a second standard needs files only.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Literal

from desktop.standard.batches import Batch
from desktop.standard.data import Data

NAME = "name"


class Quantity(Data, frozen=True):
    """One figure of an indicator (its N or its M).

    `field` names the 附件1 field that holds the same fact, where it is entered once and shown twice.
    """

    label: str
    unit: str
    whole: bool = False
    field: str = ""


class Ratio(Data, frozen=True, tag_field="kind", tag="ratio"):
    """N ÷ M × weight, both figures typed in (or shared with a form field)."""

    n: Quantity
    m: Quantity


class ServerUnits(Data, frozen=True, tag_field="kind", tag="server_units"):
    """N ÷ M × weight, each (cores ÷ cores_per_unit + memory ÷ memory_gb_per_unit) ÷ 2 over the servers."""

    n: Quantity
    m: Quantity
    cores_per_unit: int
    memory_gb_per_unit: int


class SystemCount(Data, frozen=True, tag_field="kind", tag="system_count"):
    """N = listed systems of the category on the cloud, M = all listed + those off the cloud not listed one by one."""

    n: Quantity
    m: Quantity


class CrossSum(Data, frozen=True, tag_field="kind", tag="cross_sum"):
    """N = collaborating systems on the cloud, M = the sum of the N of `sum_of`; above M the score is capped."""

    n: Quantity
    m: Quantity
    sum_of: tuple[str, ...]


class Option(Data, frozen=True):
    """Something to tick."""

    id: str
    label: str


class Ticks(Data, frozen=True, tag_field="kind", tag="ticks"):
    """N = options ticked, M = options there are."""

    n: Quantity
    m: Quantity
    options: tuple[Option, ...]


class Expert(Data, frozen=True, tag_field="kind", tag="expert"):
    """Scored by experts; the enterprise hands in a narrative."""


Formula = Ratio | ServerUnits | SystemCount | CrossSum | Ticks | Expert


class Dimension(Data, frozen=True):
    """A dimension (一级指标), its weight in points, and the one sentence that says what to do on its screen.

    `services` marks the dimension on whose screen the cloud products and services are listed.
    """

    id: str
    title: str
    weight: Decimal
    advice: str = ""
    services: bool = False


class Indicator(Data, frozen=True):
    """An indicator (二级指标): weight in points, formula, official explanation, and help for whoever fills it in.

    `ranked` tells which raw figures the province ranks filings by. `group` is the heading above it in the form.
    """

    id: str
    dimension: str
    title: str
    weight: Decimal
    explanation: str
    formula: Formula
    ranked: tuple[Literal["n", "m"], ...] = ()
    group: str = ""
    question: str = ""
    example: str = ""

    @property
    def self_scored(self) -> bool:
        """Whether the enterprise scores it (75 of the 100 points of zj-2021)."""
        return not isinstance(self.formula, Expert)


class FieldKind(Enum):
    """What may be typed into a form field."""

    LINE = "line"
    TEXT = "text"
    PHONE = "phone"
    MONEY = "money"
    SIGNED_MONEY = "signed_money"
    COUNT = "count"

    @property
    def numeric(self) -> bool:
        """Whether the field holds a decimal text."""
        return self in {FieldKind.MONEY, FieldKind.SIGNED_MONEY, FieldKind.COUNT}


class FormField(Data, frozen=True):
    """A field of the application form (附件1); `row` is its row there, `limit` its longest text in characters.

    `at_most` names the field whose figure this one rarely exceeds. `compose` names the list that a text may be proposed
    from: the systems on the cloud, the cloud services, or who provides them (`desktop.standard.composing_texts`).
    """

    id: str
    label: str
    row: int
    kind: FieldKind
    unit: str = ""
    required: bool = True
    limit: int = 0
    at_most: str = ""
    hint: str = ""
    compose: Literal["", "systems", "services", "providers"] = ""


class SubjectKind(Enum):
    """What a piece of evidence is evidence of."""

    NONE = "none"
    SYSTEM = "system"
    CLOUD_SERVICE = "cloud_service"
    INDICATOR = "indicator"


class Level(Enum):
    """How much a finding weighs: errors block the seal, warnings want a reason, hints could be better."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Period(Enum):
    """Which dates a piece of evidence may carry, relative to the batch's year."""

    ANY = "any"
    LAST_YEAR = "last_year"
    LAST_THREE_YEARS = "last_three_years"


class Requirement(Data, frozen=True):
    """Evidence the notice asks for; `missing` is the level of the finding when it is not there, None for optional.

    With `indicator`, it is asked for only when that indicator's N is above zero.
    `accept` holds the kinds of file that serve (`picture`, `pdf`, …); empty means any.
    """

    id: str
    label: str
    subject: SubjectKind = SubjectKind.NONE
    missing: Level | None = None
    indicator: str = ""
    period: Period = Period.ANY
    accept: tuple[str, ...] = ()
    clause: str = ""


class City(Data, frozen=True):
    """A city and its counties and districts."""

    name: str
    counties: tuple[str, ...]


class Column(Data, frozen=True):
    """A column of the recommendation table (附件3); `source` is a path of the filing, `sequence` or `blank`."""

    title: str
    source: str
    width: int = 12


class Texts(Data, frozen=True):
    """Official titles and sentences that the documents carry."""

    form_title: str
    form_subtitle: str
    assessment_title: str
    assessment_subtitle: str
    recommendation_title: str
    recommendation_subtitle: str
    declaration: str
    notes: tuple[str, ...]
    figure_basis: str


class Standard(Data, frozen=True):
    """A whole standard, checked by `desktop.standard.validation`; `sha256` is the digest of its files."""

    id: str
    title: str
    region: str
    sha256: str
    texts: Texts
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    fields: tuple[FormField, ...]
    requirements: tuple[Requirement, ...]
    batches: tuple[Batch, ...]
    cities: tuple[City, ...]
    columns: tuple[Column, ...]

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        """Indicators by id, in the form's order."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def field_by_id(self) -> dict[str, FormField]:
        """Form fields by id, in the form's order."""
        return {item.id: item for item in self.fields}

    @cached_property
    def requirement_by_id(self) -> dict[str, Requirement]:
        """Evidence requirements by id, in the reviewer's order."""
        return {item.id: item for item in self.requirements}

    @cached_property
    def categories(self) -> tuple[Indicator, ...]:
        """The indicators that count systems: the categories of the list of systems."""
        return tuple(item for item in self.indicators if isinstance(item.formula, SystemCount))

    @cached_property
    def narratives(self) -> tuple[Indicator, ...]:
        """The indicators that experts score."""
        return tuple(item for item in self.indicators if not item.self_scored)

    @cached_property
    def name_field(self) -> FormField:
        """The field that holds the enterprise's name, which packages and pages carry: `name` in every standard."""
        return self.field_by_id[NAME]

    @cached_property
    def services_dimension(self) -> Dimension:
        """The dimension on whose screen the cloud services are listed; the last one where none is marked."""
        return next((item for item in self.dimensions if item.services), self.dimensions[-1])

    def of_dimension(self, dimension: str) -> tuple[Indicator, ...]:
        """The indicators of a dimension, in the form's order."""
        return tuple(item for item in self.indicators if item.dimension == dimension)

    def batch(self, batch_id: str) -> Batch | None:
        """The batch with this id, if the standard knows it."""
        return next((batch for batch in self.batches if batch.id == batch_id), None)

    def counties(self, city: str) -> tuple[str, ...]:
        """The counties and districts of a city; empty for a city that is not on the list."""
        return next((item.counties for item in self.cities if item.name == city), ())


def years_of(period: Period, year: int) -> tuple[int, int]:
    """First and last calendar year that a period covers, for a batch of `year` (上年度: the year before it)."""
    return (year - 3, year - 1) if period is Period.LAST_THREE_YEARS else (year - 1, year - 1)
