"""What can be said of parcels: how they stand, what comes next and why, what comes back.

account.py comes in by several.py and back.py. Everything here makes clauses and no words.
"""
