"""What a standard is and what follows from it: entry rules, scoring, checks, advice. Pure."""
