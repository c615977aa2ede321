"""What a carrier's own connector is built from: it is asked for one number after the other.

A connector gives an Api (what to ask, and how an answer is read) to source.py and explaining.py;
scans.py and telling.py make parcels of what it read, tokens.py signs in where that takes a token,
naming.py finds an aggregator's own name of a carrier.
Aggregators with trackers of their own do not come in here.
"""
