"""Shippo as a source: parcels of the long tail of carriers, asked for by carrier and number.

The registry comes in by manifest.py. To read another field: mapper.py; another word of Shippo's,
or another carrier's token: statuses.py.
"""
