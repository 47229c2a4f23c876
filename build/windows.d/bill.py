"""Say what the Windows program is made of: `bill.py PACKAGES WHEELS PYTHON VERSIONS NSIS`.

Writes `SBOM.cdx.json` (CycloneDX) to dist/windows and the third-party licences there and into the program. PACKAGES and
PYTHON are folders of the Windows Python, VERSIONS is what that Python says about the libraries in it (`versions.py`),
NSIS is the text of the licences of the installer's own program.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

import bundle

from desktop import VERSION
from desktop.gui.about import licence
from desktop.paths import RESOURCES

OUT = bundle.ROOT / "dist/windows"
PROGRAM = OUT / "program/yunqi"
SBOM, LICENCES = "SBOM.cdx.json", "第三方许可.txt"
BINARY = {".dll", ".exe", ".pyd"}
QT = "Qt（LGPL-3.0；以动态库形式原样随附，可用同版本的自编译文件替换；源码见 Qt 官方发布的同版本）"
# Texts that are not about what is in the program: other builds of PDFium, and Qt's terms for those who pay.
ELSEWHERE = {"android", "cibw_musl", "pbin_musl", "v8_xfa", "LicenseRef-Qt-Commercial.txt"}
_BESIDE = 2  # parts of a path: onnxruntime has its licence beside its code
FONTS = {"Noto Serif SC": "NotoSerifSC-OFL.txt", "Noto Sans SC": "NotoSansSC-OFL.txt"}


def component(name: str, version: str, terms: str, **more: object) -> dict[str, Any]:
    """One component; `terms` is its licence in the words of its makers."""
    found: dict[str, Any] = {"type": "library", "name": name, "version": version}
    return found | {"licenses": [{"license": {"name": terms}}]} | more


def packages(names: Iterable[str], folder: Path, wheels: Path) -> list[tuple[metadata.Distribution, dict[str, Any]]]:
    """These Python packages, with the component that describes each."""
    found = []
    for name in names:
        part = next(iter(metadata.distributions(name=name, path=[str(folder)])))
        (wheel,) = [path for path in wheels.glob("*.whl") if path.name.lower().startswith(f"{name.replace('-', '_')}-")]
        more = {"purl": f"pkg:pypi/{name}@{part.version}", "hashes": [sha256(wheel)]}
        terms = licence(part.metadata) or (
            "LGPL-3.0-only" if name in {"pyside6-essentials", "shiboken6"} else "见许可文本"
        )
        found.append((part, component(name, part.version, terms, **more)))
    return found


def inside_python(versions: dict[str, str]) -> list[dict[str, Any]]:
    """What came with the interpreter, the packages and the installer, but is no Python package."""
    qt = metadata.version("pyside6-essentials")
    return [
        component("CPython", versions["python"], "PSF-2.0"),
        component("OpenSSL (libcrypto)", versions["openssl"], "Apache-2.0"),
        component("SQLite", versions["sqlite"], "blessing"),
        component("Expat", versions["expat"], "MIT"),
        component("zlib", versions["zlib"], "Zlib"),
        component("libffi", "3.4", "MIT"),
        component("Qt (Core, Gui, Widgets)", qt, "LGPL-3.0-only"),
        component("Microsoft Visual C++ Runtime", "14", "Microsoft Visual Studio redistributable"),
        component(
            "PyInstaller bootloader", metadata_version("pyinstaller"), "GPL-2.0-or-later WITH Bootloader-exception"
        ),
        component("NSIS", "3.11", "Zlib"),
        *(component(name, "2.004", "OFL-1.1", type="file") for name in FONTS),
    ]


def metadata_version(name: str) -> str:
    """The pinned version of what only the build needs."""
    pins = (bundle.ROOT / "build/requirements-windows.txt").read_text(encoding="utf-8")
    return next(line.split("==")[1].split()[0] for line in pins.splitlines() if line.startswith(f"{name}=="))


def sha256(path: Path) -> dict[str, str]:
    """The digest of a file, as CycloneDX writes it."""
    return {"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}


def binaries(folder: Path) -> list[dict[str, Any]]:
    """Every program and library in a folder."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in BINARY)
    return [{"type": "file", "name": path.relative_to(folder).as_posix(), "hashes": [sha256(path)]} for path in files]


def licence_files(part: metadata.Distribution) -> list[metadata.PackagePath]:
    """The licence texts that a package brings along for itself and for the libraries in it."""
    return [
        file
        for file in part.files or []
        if (file.parts[0].endswith(".dist-info") or (file.parts[0] == "onnxruntime" and len(file.parts) == _BESIDE))
        and (
            "licenses" in file.parts
            or file.name.upper().startswith(("LICEN", "COPYING", "AUTHORS", "NOTICE", "THIRDPARTY"))
        )
        and not ELSEWHERE.intersection(file.parts)
    ]


def licence_texts(parts: list[metadata.Distribution], python: Path, nsis: Path) -> str:
    """All licence texts, one after the other."""
    texts = [
        ("CPython，以及其中的 OpenSSL、zlib、libffi、Expat 等", (python / "LICENSE.txt").read_text(encoding="utf-8")),
        ("NSIS（安装程序和卸载程序）", _text(nsis.read_bytes())),
        *texts_of(parts),
    ]
    texts += [(name, (RESOURCES / "fonts" / text).read_text(encoding="utf-8")) for name, text in FONTS.items()]
    for name in ("LGPL-3.0", "GPL-3.0"):
        texts.append((f"{QT if name == 'LGPL-3.0' else 'LGPL-3.0 所引用的'} {name}", _shipped(name)))
    return joined(texts)


def texts_of(parts: list[metadata.Distribution]) -> list[tuple[str, str]]:
    """The licence texts of packages, each with what it is of."""
    texts = []
    for part in parts:
        for file in licence_files(part):
            name = "/".join(name for name in file.parts[1:] if name != "licenses")
            texts.append((f"{part.name} {part.version}：{name}", _text(file.read_binary())))
    return texts


def joined(texts: list[tuple[str, str]]) -> str:
    """Texts as one, each below its title."""
    return "\n\n".join(f"{'=' * 78}\n{title}\n{'=' * 78}\n\n{text.strip()}" for title, text in texts) + "\n"


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _shipped(name: str) -> str:
    return (RESOURCES / "licences" / f"{name}.txt").read_text(encoding="utf-8")


def main(folder: Path, wheels: Path, python: Path, versions: Path, nsis: Path) -> None:
    """Write bill and licences."""
    parts = packages(bundle.packages(), folder, wheels)
    library = inside_python(json.loads(versions.read_text(encoding="utf-8")))
    loader = next(iter(metadata.distributions(name="pyinstaller", path=[str(folder)])))
    texts = licence_texts([*(part for part, _ in parts), loader], python, nsis)
    for target in (OUT / LICENCES, PROGRAM / LICENCES):
        target.write_text(texts, encoding="utf-8-sig", newline="\r\n")
    write_bill(OUT / SBOM, "yunqi", [*(item for _, item in parts), *library, *binaries(PROGRAM)])


def write_bill(target: Path, name: str, components: list[dict[str, Any]]) -> None:
    """Write a bill of materials (CycloneDX)."""
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": name, "version": VERSION}},
        "components": components,
    }
    target.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
