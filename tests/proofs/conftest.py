from __future__ import annotations

from pathlib import Path

import pytest

from desktop.filing import open_filing
from desktop.paths import SAMPLE
from desktop.workspace.importing import import_source
from desktop.workspace.sealing import seal
from desktop.workspace.verifying import passed, verify


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, sealed; tests copy what they change."""
    folder = tmp_path_factory.mktemp("样例")
    import_source(SAMPLE / "filing.json", folder / "样例.yunqi")
    with open_filing(folder / "样例.yunqi") as store:
        whole = seal(store, folder, date="2021-11-20").path
    assert passed(verify(whole))
    return whole
