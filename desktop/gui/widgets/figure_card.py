"""The card of an indicator whose N and M are typed: figures, formula with the user's own figures, what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import label, restyle
from desktop.gui.widgets.fields import Field, figure_field
from desktop.gui.widgets.flow import Flow
from desktop.gui.widgets.indicator_card import IndicatorCard
from desktop.gui.widgets.money_beside import MoneyBeside
from desktop.gui.widgets.workbench import Workbench
from desktop.model.filing import Pair
from desktop.standard.accounts import money_indicators
from desktop.standard.definition import Indicator, Ratio
from desktop.standard.figures import quantities
from desktop.standard.findings import Finding
from desktop.standard.scoring import State


class PairFields(Flow):
    """N and M of one indicator side by side; `changed(pair)` is called with every figure that can be taken."""

    def __init__(self, indicator: Indicator, changed: Callable[[Pair], None]) -> None:
        super().__init__(spacing=3 * GRID)
        self._pair, self._changed = Pair(), changed
        named = quantities(indicator.formula)
        assert named is not None  # noqa: S101  (only self-scored indicators have figures)
        self.fields: dict[str, Field] = {}
        for name, quantity in zip(("n", "m"), named, strict=True):
            field = figure_field(f"{quantity.label} {name.upper()}", quantity.unit, whole=quantity.whole)
            field.editor.setPlaceholderText("待填")
            field.editor.setProperty("awaited", "true")
            field.typed.connect(lambda value, name=name: self._typed(name, value))
            self.fields[name] = field
        self.hold(list(self.fields.values()))

    def show_pair(self, pair: Pair) -> None:
        """Show the figures."""
        self._pair = pair
        self.fields["n"].show_value(pair.n)
        self.fields["m"].show_value(pair.m)

    def show_wrong(self, *, wrong: bool) -> None:
        """Mark N as what contradicts M."""
        field = self.fields["n"]
        restyle(field.editor, "wrong", wrong or not field.problem.isHidden())

    def first(self) -> QWidget:
        """The field to put the cursor in: the first that is empty, else N."""
        return self.fields["m" if self._pair.n and not self._pair.m else "n"].editor

    def _typed(self, name: str, value: str) -> None:
        self._pair = Pair(value, self._pair.m) if name == "n" else Pair(self._pair.n, value)
        self._changed(self._pair)


class FigureCard(IndicatorCard):
    """N and M of a ratio; where they are fields of the form too, they are one figure shown twice."""

    def __init__(self, indicator: Indicator, bench: Workbench) -> None:
        super().__init__(indicator, bench)
        assert isinstance(indicator.formula, Ratio)  # noqa: S101  (other formulas have cards of their own)
        self._shared = (indicator.formula.n.field, indicator.formula.m.field)
        self.figures = PairFields(indicator, self._changed)
        self.inside.addWidget(self.figures)
        self.money = MoneyBeside(indicator.id, bench) if indicator in money_indicators(bench.session.standard) else None
        if self.money:
            self.inside.addWidget(self.money)
        if all(self._shared):
            form = bench.session.standard.field_by_id
            named = "”“".join(form[key].label for key in self._shared)
            self.inside.addWidget(label(f"与申报表的“{named}”是同一组数，改一处，两处一起变。", "small", wrap=True))

    @property
    def pair(self) -> Pair:
        """The figures as they stand."""
        filing = self.bench.session.filing
        if all(self._shared):
            return Pair(*(filing.enterprise.get(key, "") for key in self._shared))
        return filing.pair(self.indicator.id)

    def _changed(self, pair: Pair) -> None:
        filing, key = self.bench.session.filing, self.indicator.id
        if all(self._shared):
            n, m = self._shared
            entered = {**filing.enterprise, n: pair.n, m: pair.m}
            about = f"enterprise.{n if pair.n != filing.enterprise.get(n, '') else m}"
            self.bench.edit(replace(filing, enterprise=entered), about)
        else:
            about = f"answers.{key}.{'n' if pair.n != filing.pair(key).n else 'm'}"
            self.bench.edit(replace(filing, answers={**filing.answers, key: pair}), about)

    @override
    def show_filing(self) -> None:
        super().show_filing()
        self.figures.show_pair(self.pair)
        self.figures.show_wrong(wrong=self.scored.state is State.ERROR)
        if self.money:
            self.money.show_filing()

    @override
    def carried(self) -> list[str]:
        shared = (f"enterprise.{key}" for key in self._shared if key)
        return [*super().carried(), *(place for place in shared if place in self.bench.session.carried)]

    @override
    def concerns(self, finding: Finding) -> bool:
        return super().concerns(finding) or finding.place in {f"enterprise.{key}" for key in self._shared if key}

    @override
    def at(self, place: str) -> QWidget | None:
        fields = dict(zip((f"enterprise.{key}" for key in self._shared), self.figures.fields.values(), strict=True))
        if place in fields:
            return fields[place].editor
        return self.figures.first() if place == f"answers.{self.indicator.id}" else super().at(place)
