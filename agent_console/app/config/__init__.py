"""Small judgements about config.toml: on which line a key stands, which address is safe.

settings.py comes in, and entry.py and window.py for where the home folder is (home.py). The rest
are pure functions over texts. To add one: a file named after what it
judges, and its wrong inputs in tests/app/test_settings.py.
"""
