"""The filings at hand: those opened last, and the folders of filings that were added."""

from __future__ import annotations

from pathlib import Path

from desktop.gui.settings import Settings

_LIMIT = 30  # files remembered
_FILES, _FOLDERS, _SHOWN = "recent_files", "recent_folders", "shown_folder"


class Recent:
    """What the home screen lists, remembered in the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def files(self) -> tuple[Path, ...]:
        """The files opened last, the latest first; those that are gone are told in the list, not hidden."""
        return tuple(map(Path, self._settings.lines(_FILES)))

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that were added, the latest first."""
        return tuple(map(Path, self._settings.lines(_FOLDERS)))

    @property
    def shown(self) -> Path | None:
        """The folder whose filings are listed, or None for the files opened last."""
        chosen = self._settings.text(_SHOWN)
        return Path(chosen) if chosen and Path(chosen) in self.folders else None

    @property
    def start(self) -> Path:
        """Where to begin when a folder is chosen."""
        return self.shown or self._settings.last_folder

    def opened(self, path: Path) -> None:
        """A filing was opened."""
        path = path.absolute()
        self._settings.put("last_folder", str(path.parent))
        files = (path, *(item for item in self.files if item != path))[:_LIMIT]
        self._settings.put_lines(_FILES, tuple(map(str, files)))

    def forget(self, path: Path) -> None:
        """Do not list a file any longer; the file itself stays."""
        self._settings.put_lines(_FILES, tuple(str(item) for item in self.files if item != path))

    def show(self, folder: Path | None) -> None:
        """List a folder's filings, or with None the files opened last; a new folder is remembered."""
        if folder is not None:
            folder = folder.absolute()
            folders = (folder, *(item for item in self.folders if item != folder))[:_LIMIT]
            self._settings.put_lines(_FOLDERS, tuple(map(str, folders)))
        self._settings.put(_SHOWN, str(folder) if folder else "")

    def forget_folder(self, folder: Path) -> None:
        """Do not offer a folder any longer; the folder itself stays."""
        self._settings.put_lines(_FOLDERS, tuple(str(item) for item in self.folders if item != folder))
