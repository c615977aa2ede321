"""Sending back goods of the order in sight: judged, priced and ordered from one pane.

presenter.py asks and orders, pane.py shows it, body.py takes its keys, words.py words it.
"""
