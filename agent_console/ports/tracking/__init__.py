"""What is asked of the store about parcels under way.

watching.py: those in trouble; forecasting.py: when they come, and how long they are silent.
"""
