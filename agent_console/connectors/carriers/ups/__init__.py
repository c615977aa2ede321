"""UPS as a source: the parcels it carries, asked for by their numbers.

The registry comes in by manifest.py. To read another field: mapper.py; another word of UPS's:
statuses.py, where each status and exception of theirs has its meaning.
"""
