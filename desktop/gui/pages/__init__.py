"""One file per screen; `PAGES` says which class shows which kind of step."""
