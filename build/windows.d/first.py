"""Runs in the installed program before anything else: are its files all there?"""

from desktop import installed

installed.check()
