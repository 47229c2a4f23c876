"""Runs in the installed program before anything else and begins to ask whether its files are all there."""

from desktop import installed

installed.begin()
