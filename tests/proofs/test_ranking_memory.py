"""Verifying and ranking more packages takes no more memory: a few are under way at a time, whatever their number."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.proofs.test_memory import peak

GROWTH = 25  # MB that six times as many packages may add to the process


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_packages(twelve: tuple[Path, ...], tmp_path: Path) -> None:
    few, many = tmp_path / "few", tmp_path / "many"
    for folder, rounds in ((few, 1), (many, 6)):
        for number in range(rounds):
            place = folder / str(number)
            place.mkdir(parents=True)
            for package in twelve[:6]:
                shutil.copy(package, place)
    small, large = (peak("rank", folder, "-o", tmp_path / f"{folder.name}.xlsx") for folder in (few, many))
    print(f"peak MB of rank: 6 packages {small}, 36 packages {large}")
    assert large < small + GROWTH
