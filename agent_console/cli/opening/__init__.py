"""`open`: shows a customer in the window, and does nothing else.

address.py reads what other programs hand over, command.py finds the window for it.
"""
