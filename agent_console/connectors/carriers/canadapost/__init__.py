"""Canada Post as a source: the parcels it carries, asked for by their numbers.

The registry comes in by manifest.py. To read another field: mapper.py; another event of theirs:
statuses.py; another zone: times.py.
"""
