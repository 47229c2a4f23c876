"""Runs in the Windows Python: holds a file as Excel does, nobody else may write it, until /tmp/held is gone."""

import ctypes
import sys
import time
from pathlib import Path

assert sys.platform == "win32"  # noqa: S101  (what is asked below is there nowhere else)

READ, SHARE_READ, EXISTING = 0x80000000, 1, 3
held = Path("Z:/tmp/held")
open_file = ctypes.windll.kernel32.CreateFileW
open_file.restype = ctypes.c_void_p
if open_file(sys.argv[1], READ, SHARE_READ, None, EXISTING, 0, None) != ctypes.c_void_p(-1).value:
    held.touch()
while held.exists():
    time.sleep(0.2)
