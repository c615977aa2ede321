"""FedEx as a source: the parcels it carries, asked for by their numbers.

The registry comes in by manifest.py. To read another field: mapper.py (times: times.py); another
word of FedEx's: statuses.py, where each of its codes has its meaning.
"""
