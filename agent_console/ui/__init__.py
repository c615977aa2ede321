"""The window: the only room that knows Qt.

Inside, imports go down only: shell (frame, tabs, keys) over screens/<name>/ over widgets/ over
bridge/ (the threads) and theme/ (every colour, size and glyph). app/ comes in through
shell/start.py and nowhere else. To add a screen: one folder under screens/, one line in the shell.
"""
