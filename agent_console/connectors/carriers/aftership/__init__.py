"""AfterShip as a source: parcels of the long tail of carriers, each made known to it once.

The registry comes in by manifest.py. To read another field: mapper.py; another word of
AfterShip's, or another carrier's slug: statuses.py.
"""
