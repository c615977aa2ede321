"""Noting something about the customer in sight, or how a call with them went.

docked.py holds all that is written beside a timeline, one at a time; presenter.py keeps and saves
the note, pane.py is where it is typed.
"""
