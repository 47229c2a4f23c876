"""The first screen waits for nothing that it does not show."""

from __future__ import annotations

import subprocess
import sys

HEAVY = [
    "msgspec",
    "platformdirs",
    "hashlib",
    "sqlalchemy",
    "reportlab",
    "openpyxl",
    "xlsxwriter",
    "pypdfium2",
    "zxingcpp",
    "PIL",
    "sqlite3",
]
OPENED = """
import sys
from PySide6.QtWidgets import QApplication
sys.argv[1:] = ["--smoke"]
from desktop.__main__ import main
try:
    main()
except SystemExit as end:
    assert not end.code
print(*[name for name in {heavy} if name in sys.modules])
"""


def test_neither_database_nor_documents_are_loaded_before_a_filing_is_opened() -> None:
    code = OPENED.format(heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
