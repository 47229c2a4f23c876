"""What goes into the Windows program and what does not; `installer.spec` asks this."""

from __future__ import annotations

import os
import py_compile
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

from packaging.requirements import Requirement

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
    "lxml.cssselect", "lxml.html", "lxml.isoschematron", "lxml.objectify", "lxml.sax",
    "_ssl", "code", "codeop", "curses", "doctest", "ensurepip", "ftplib", "idlelib", "lib2to3",
    "numpy", "pdb", "pydoc", "setuptools", "smtplib", "ssl", "tkinter", "turtle", "unittest",
    "venv", "wsgiref", "xmlrpc",
]  # fmt: skip

# What PyInstaller would run before the program, at every start: for reading source that is not there, for looking for
# modules that nobody looks for, and for processes, which Windows needs no help with.
UNUSED_HOOKS = {"pyi_rth_inspect", "pyi_rth_multiprocessing", "pyi_rth_pkgutil"}

# The plug-ins of Qt that the program needs: a window, and the pictures that people attach.
PLUGINS = {
    "platforms/qwindows.dll",
    "imageformats/qgif.dll",
    "imageformats/qico.dll",
    "imageformats/qjpeg.dll",
    "imageformats/qtiff.dll",
    "imageformats/qwebp.dll",
}
# What packages ask about where they are installed.
WINDOWS = {
    "extra": "",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.13.2",
    "python_version": "3.13",
    "sys_platform": "win32",
}
BUILDERS = {"pycparser"}  # what cffi is asked for where extensions are compiled; the program never loads it
LIBRARIES = {"Qt6Core.dll", "Qt6Gui.dll", "Qt6Widgets.dll"}
TRANSLATIONS = {"qtbase_zh_CN.qm"}


def packages() -> list[str]:
    """Every package that the program runs on, after those that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: list[str] = []
    waiting = [_name(line) for line in project["dependencies"]]
    while waiting:
        name = waiting.pop()
        if name not in found and name not in BUILDERS:
            found.append(name)
            waiting += [_name(line) for line in metadata.requires(name) or [] if _on_windows(line)]
    return sorted(found)


def signatures(work: str) -> tuple[str, str, str]:
    """The line of what PySide6 loads at every start, compiled, as a zip; else it compiles the source in its library."""
    prepared = Path(sys.prefix, "Lib/site-packages/shiboken6/files.dir")  # where PySide6 looks first, folder or zip
    environment = os.environ | {"SBK_EMBED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", "import shiboken6"], env=environment, check=True)
    archive = Path(work, "signatures.zip")
    with zipfile.ZipFile(archive, "w") as made:
        for source in sorted(prepared.rglob("*.py")):
            inner = source.relative_to(prepared).with_suffix(".pyc").as_posix()
            compiled(source, Path(work, "signatures", inner))
            made.writestr(zipfile.ZipInfo(inner), Path(work, "signatures", inner).read_bytes())
    shutil.rmtree(prepared)
    return "shiboken6/files.dir", str(archive), "DATA"


def in_order(work: str) -> None:
    """Put what PyInstaller made of Python's first modules into the order of their names: it has none of its own."""
    archive = Path(work, "base_library.zip")
    with zipfile.ZipFile(archive) as found:
        parts = sorted((info.filename, found.read(info)) for info in found.infolist())
    with zipfile.ZipFile(archive, "w") as made:
        for name, data in parts:
            made.writestr(zipfile.ZipInfo(name), data)


def compiled(source: Path, target: Path) -> None:
    """Compile a module as Python loads it without its source: the same bytes each time, no path of the bench."""
    target.parent.mkdir(parents=True, exist_ok=True)
    py_compile.compile(
        str(source),
        cfile=str(target),
        dfile=source.name,
        doraise=True,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )


def begins(scripts: list[Any]) -> list[Any]:
    """The lines (name, source, kind) of what is run when the program starts."""
    return [line for line in scripts if line[0] not in UNUSED_HOOKS]


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
    return Requirement(requirement).name.lower()


def _on_windows(requirement: str) -> bool:
    marker = Requirement(requirement).marker
    return marker is None or marker.evaluate(WINDOWS)
