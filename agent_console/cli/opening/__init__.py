"""`open`: shows a customer in the window, and does nothing else.

address.py reads what other programs hand over, handing.py finds the window for it, command.py is
the command; all but the last are imported in no time.
"""
