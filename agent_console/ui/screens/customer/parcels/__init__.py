"""The parcels of a customer, a row each that is read in a second.

row.py is what a row says, way.py what of it follows from the days, track.py and strip.py paint it.
"""
