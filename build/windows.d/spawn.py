"""Runs in the Windows Python: lets a window's program read files for another one, as it does for itself.

`spawn.py PROGRAM FILE…` prints how many files were read.
"""

import sys

sys.frozen = True  # type: ignore[attr-defined]  # this process passes for the program
sys.path.insert(0, "Z:/yunqi")

from multiprocessing import set_executable  # noqa: E402
from pathlib import Path  # noqa: E402

from desktop.evidence.reading import UNREADABLE  # noqa: E402
from desktop.evidence.reading_pool import read_all  # noqa: E402
from desktop.evidence.walking import sources  # noqa: E402

program = Path(sys.argv[1])
set_executable(str(program))
found = list(sources([Path(name) for name in sys.argv[2:]]))
sys.path[:] = [str(program.parent / "lib/base_library.zip"), str(program.parent / "lib")]
print(sum(reading.kind != UNREADABLE for _, reading in read_all(found)))
