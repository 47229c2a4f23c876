"""The screens that the manual shows."""
