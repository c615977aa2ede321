"""When parcels come and how long they stay silent, learned from those that have come. Pure.

samples.py says what is learned from, learning.py learns it and foretelling.py uses it; gaps.py is
what the watch over silent parcels asks, calibration.py says how well it all came true.
"""
