"""What speaks for and against two customers being one, and who may be at the other end of a line.

evidence.py compares two customers: to weigh something else, add a record to its table of weights.
suggestions.py and the screen of callers come in; scanning.py says whom a scanned code names.
"""
