"""List the files of the finished program: `listing.py PROGRAM REMOVAL`.

The list goes into the program, which looks at it when it starts (`desktop/installed.py`); REMOVAL is what the
uninstaller deletes, file by file, so that a filing that somebody put among them stays.
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


def _windows(path: str) -> str:
    return path.replace("/", "\\").replace("$", "$$")


def main(program: Path, target: Path) -> None:
    """Write both lists."""
    own = program / INSIDE / LIST
    own.unlink(missing_ok=True)
    files = listed(program)
    sizes = [f"{(program / name).stat().st_size}\t{name}\n" for name in files]
    own.write_text("".join(sizes), encoding="utf-8", newline="\n")
    target.write_text(removal([*files, f"{INSIDE}/{LIST}"]), encoding="utf-8-sig")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
