"""Writing in the window."""
