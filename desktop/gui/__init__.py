"""The window: the only part that knows Qt. It shows what the core says and calls the workspace's verbs."""
