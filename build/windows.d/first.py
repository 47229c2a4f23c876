"""Runs in the installed program before anything else and asks whether its files are all there."""

from desktop import installed

installed.check()
