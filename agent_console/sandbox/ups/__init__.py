"""UPS over the world's parcels: OAuth and tracking in its wire format, and whatever may go wrong.

server.py speaks, rendering.py words parcels as UPS does, mischief.py keeps what is to go wrong in
turn and writes down who did not keep to the limits. It is opened by whoever wants to see a bad day.
"""
