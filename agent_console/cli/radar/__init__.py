"""Which parcels are in trouble, at a terminal; app/entry.py comes in through command.py.

A new word about a parcel is a line of `document`.
"""
