"""The frame of the window: rail, list, tabs, freshness, keys, the docked bar.

start.py is the door for app/: `run_window(WindowParts(...))`; picture.py saves pictures of it.
session.py ties the parts together; what worker and store tell unasked comes in through news/.
A new screen is put in its place in window.py; a new key is a record in keys.py.
"""
