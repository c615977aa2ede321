"""EasyPost, an aggregator of more than a hundred carriers, read through its tracking API (v2).

The registry comes in through manifest.py. A tracker is made once for each number; numbers are used
again, so several trackers of one number stay several parcels.
"""
