"""What a tracking number stands for: numbers are used again, mistyped, and told by several.

carrier_names.py says which names are of one carrier, sightings.py which records are of one parcel,
belonging.py to which order a parcel belongs.
"""
