"""Where everything is put together: the entry point, the settings, the wiring, the screens.

The only room that may import all others, and the only one that imports late, for start-up time.
Nothing decides here: rules belong below. To wire a new port: one method in wiring.py.
"""
