"""The command line as a function: arguments in, exit code and both streams out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from desktop.cli import run


class Result(NamedTuple):
    """What a call of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON document."""
        return json.loads(self.out)


Yunqi = Callable[..., Result]


@pytest.fixture
def yunqi(capsys: pytest.CaptureFixture[str]) -> Yunqi:
    """Call `yunqi` and look at the result; no call may leave a traceback."""

    def call(*arguments: str | Path) -> Result:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert "内部出错" not in err, err
        return Result(code, out, err)

    return call


@pytest.fixture
def filing(tmp_path: Path, yunqi: Yunqi) -> Path:
    """A new filing."""
    path = tmp_path / "案卷.yunqi"
    assert yunqi("new", path).code == 0
    return path
