"""The sealed package (申报包): written so that nobody can quarrel with it, and verified by code that stands alone."""
