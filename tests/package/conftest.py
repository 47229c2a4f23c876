from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories.packages import files_of, sealed_package


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good package; tests copy what they change."""
    return sealed_package(tmp_path_factory.mktemp("good"))


@pytest.fixture
def files(package: Path) -> dict[str, bytes]:
    """The good package's files by path in the bag."""
    return files_of(package)
