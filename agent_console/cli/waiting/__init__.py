"""Who waits for an answer, at a terminal; app/entry.py comes in through command.py.

A new verb is a `DecisionKind` and a line in `VERBS`.
"""
