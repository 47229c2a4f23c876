"""The verbs of the program, each a function; the command line and the window drive the same ones."""
