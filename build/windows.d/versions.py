"""Runs in the Windows Python: which versions of the libraries in it the program gets, as JSON."""

import json
import platform
import sqlite3
import ssl
import sys
import zlib
from pathlib import Path
from xml.parsers import expat

found = {
    "python": platform.python_version(),
    "openssl": ssl.OPENSSL_VERSION.split()[1],
    "sqlite": sqlite3.sqlite_version,
    "expat": expat.EXPAT_VERSION.removeprefix("expat_"),
    "zlib": zlib.ZLIB_RUNTIME_VERSION,
}
Path(sys.argv[1]).write_text(json.dumps(found), encoding="utf-8")
