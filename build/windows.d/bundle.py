"""What goes into the Windows program and what does not; `installer.spec` asks this."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
MANIFEST = ROOT / "build/windows.d/manifest.xml"

INSIDE = "lib"  # short: Windows stops at 260 characters, and people have deep folders

sys.path.insert(0, str(ROOT))
from desktop.package import exported  # noqa: E402  (of this tree, wherever the script is run from)

DATA = [
    ("forms", "forms"),
    ("resources/sample", "sample"),
    *((f"resources/{name}", f"resources/{name}") for name in ("fonts", "icons", "manual", "style", "verifier")),
    *(
        (str(exported.source(Path(), name)), str(exported.source(Path(), name).parent))
        for name in exported.modules(ROOT)
    ),
]

# The program opens no connection: neither TLS nor sockets of Qt are in it. Tcl/Tk, test tools and the formats that
# evidence never has are ballast.
UNUSED_MODULES = [
    "PIL.AvifImagePlugin", "PIL.FpxImagePlugin", "PIL.ImageCms", "PIL.ImageQt", "PIL.ImageTk", "PIL.MicImagePlugin",
    "PIL._avif", "PIL._imagingcms", "PIL._imagingft",
    "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtQml", "PySide6.QtSvg",
    "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle",
    "sqlalchemy.dialects.postgresql",
    "_ssl", "code", "codeop", "curses", "doctest", "ensurepip", "ftplib", "idlelib", "lib2to3",
    "numpy", "pdb", "pydoc", "setuptools", "smtplib", "ssl", "tkinter", "turtle", "unittest",
    "venv", "wsgiref", "xmlrpc",
]  # fmt: skip

# The plug-ins of Qt that the program needs: a window, and the pictures that people attach.
PLUGINS = {
    "platforms/qwindows.dll",
    "imageformats/qgif.dll",
    "imageformats/qico.dll",
    "imageformats/qjpeg.dll",
    "imageformats/qtiff.dll",
    "imageformats/qwebp.dll",
}
LIBRARIES = {"Qt6Core.dll", "Qt6Gui.dll", "Qt6Widgets.dll"}
TRANSLATIONS = {"qtbase_zh_CN.qm"}


def packages() -> list[str]:
    """Every package that the program runs on, after those that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: list[str] = []
    waiting = [_name(line) for line in project["dependencies"]]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.append(name)
            waiting += [
                _name(line) for line in metadata.requires(name) or [] if "extra ==" not in line and ";" not in line
            ]
    return sorted(found)


def wanted(lines: list[Any]) -> list[Any]:
    """The lines (target, source, kind) of a list of PyInstaller that are needed, where they belong."""
    return [(shallow(line[0]), *line[1:]) for line in lines if needed(line[0])]


def shallow(target: str) -> str:
    """Where a file goes: libraries of a wheel beside the module that loads them, whose names are long enough."""
    folder, separator, name = target.replace("\\", "/").partition("/")
    return f"{folder.removesuffix('.libs')}{separator}{name}"


def needed(target: str) -> bool:
    """Whether a file goes into the bundle, by its path there."""
    path = PurePosixPath(target.replace("\\", "/"))
    if path.parts[0] == "PySide6":
        if path.parts[1] == "plugins":
            return str(path.relative_to("PySide6/plugins")) in PLUGINS
        if path.parts[1] == "translations":
            return path.name in TRANSLATIONS
        if path.parts[1] == "resources" or path.name.startswith("opengl32sw"):
            return False
        return not path.name.startswith("Qt6") or path.name in LIBRARIES
    if path.parts[0].endswith(".dist-info"):
        return path.name == "METADATA"  # for 关于; the licences are in one file of their own
    # isoschematron: rules for a kind of schema that nobody uses, in the deepest folders of all
    return "isoschematron" not in path.parts and path.name != "done" and path.suffix != ".svg"


def version_resource(version: str, file: str, description: str) -> object:
    """What Windows shows under 属性 → 详细信息."""
    from PyInstaller.utils.win32 import versioninfo as v  # noqa: PLC0415  (there on the bench only)

    numbers = (*map(int, version.split(".")), 0)
    texts = {
        "CompanyName": "云企自评",
        "FileDescription": description,
        "FileVersion": version,
        "InternalName": file,
        "LegalCopyright": "Apache-2.0",
        "OriginalFilename": file,
        "ProductName": "云企自评",
        "ProductVersion": version,
    }
    table = v.StringTable("080404B0", [v.StringStruct(key, text) for key, text in texts.items()])
    translated = v.VarFileInfo([v.VarStruct("Translation", [0x0804, 1200])])
    return v.VSVersionInfo(
        ffi=v.FixedFileInfo(filevers=numbers, prodvers=numbers), kids=[v.StringFileInfo([table]), translated]
    )


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    return found[0].lower() if found else requirement
