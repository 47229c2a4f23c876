"""Rounds of filing as data: who hands in to whom by when, how many paper sets, and where a city differs."""

from __future__ import annotations

from desktop.standard.data import Data


class Deadline(Data, frozen=True):
    """Who hands in to whom by which ISO date; `city` limits it to one city."""

    sender: str
    receiver: str
    date: str
    city: str = ""


class LocalRule(Data, frozen=True):
    """Where a city differs from the notice."""

    city: str
    paper_sets: int
    note: str = ""


class Batch(Data, frozen=True):
    """A round of filing; `year` is the year the periods of evidence are counted from."""

    id: str
    title: str
    year: int
    notice: str
    paper_sets: int
    deadlines: tuple[Deadline, ...] = ()
    local: tuple[LocalRule, ...] = ()


def paper_sets(batch: Batch, city: str) -> int:
    """How many stamped paper sets a city asks for."""
    return next((rule.paper_sets for rule in batch.local if rule.city == city), batch.paper_sets)
