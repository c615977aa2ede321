"""How parcels went, and what was learned from those that have come.

The worker comes in through journeys.py; foretold.py answers whoever opens a customer, by one query.
sighting.py puts together what all sources tell of a parcel, lessons.py writes down what it taught.
"""
