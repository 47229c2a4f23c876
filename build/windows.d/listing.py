"""List the files of the finished program: `listing.py PROGRAM LISTS [OCR]`.

The list goes into the program, which looks at it when it starts (`desktop/installed.py`); LISTS is the same in the
installer's language: what it installs, in this order and not in that of the disk, and what the uninstaller deletes,
file by file, so that a filing that somebody put among them stays. OCR is the folder of the optional part for text in
pictures, which has a list of its own; then LISTS is for both.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bundle import INSIDE

from desktop.installed import LIST


def listed(program: Path) -> list[str]:
    """All files of the program, by their path below its folder."""
    return sorted(path.relative_to(program).as_posix() for path in program.rglob("*") if path.is_file())


def removal(files: list[str]) -> str:
    """The installer language's words to delete these files, and the folders that are empty then, the deepest first."""
    folders = {parent.as_posix() for name in files for parent in Path(name).parents} - {"."}
    lines = [f'Delete "$INSTDIR\\{_windows(name)}"' for name in files]
    lines += [f'RMDir "$INSTDIR\\{_windows(name)}"' for name in sorted(folders, key=lambda name: -name.count("/"))]
    return "\n".join(lines) + "\n"


def arrival(files: list[str], source: str, inside: str = "") -> str:
    """The words to install these files from the folder that the script knows as `source`, each folder by itself."""
    lines, last = [], ""
    for name in sorted(files, key=lambda name: name.rpartition("/")[::2]):
        folder = "\\".join(["$INSTDIR", *filter(None, (inside, _windows(name.rpartition("/")[0])))])
        if folder != last:
            lines.append(f'SetOutPath "{folder}"')
        last = folder
        lines.append(f'File "${{{source}}}\\{_windows(name)}"')
    return "\n".join(lines) + "\n"


def macro(name: str, words: str) -> str:
    """The words under a name, to be inserted where they belong."""
    return f"!macro {name}\n{words}!macroend\n"


def _windows(path: str) -> str:
    return path.replace("/", "\\").replace("$", "$$")


def write_list(folder: Path, own: Path) -> list[str]:
    """Write the list of a folder, with sizes; gives all files in it, the list at the end."""
    own.unlink(missing_ok=True)
    files = listed(folder)
    sizes = [f"{(folder / name).stat().st_size}\t{name}\n" for name in files]
    own.write_text("".join(sizes), encoding="utf-8", newline="\n")
    return [*files, own.relative_to(folder).as_posix()]


def main(program: Path, target: Path, ocr: Path | None = None) -> None:
    """Write both lists."""
    files = write_list(program, program / INSIDE / LIST)
    written = macro("PROGRAM_FILES", arrival(files, "PROGRAM"))
    if ocr:
        more = write_list(ocr, ocr / LIST)
        written += macro("OCR_FILES", arrival(more, "OCR", f"{INSIDE}\\ocr"))
        files += [f"{INSIDE}/ocr/{name}" for name in more]
    target.write_text(written + macro("REMOVED", removal(files)), encoding="utf-8-sig")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
