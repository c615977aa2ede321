"""The postal service of the United States as a source: its parcels, asked for by their numbers.

The registry comes in by manifest.py. To read another field: mapper.py (times: times.py); another
word of theirs: statuses.py, where each category and event has its meaning.
"""
