"""The parts of an order: its amounts, addresses, buyer, notes, refunds and parcels.

mapper.py comes in, and whoever reads one part alone. To read another plugin's parcels, add a line
to tracking.py.
"""
