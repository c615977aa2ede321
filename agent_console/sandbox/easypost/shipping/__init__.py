"""Labels of the demo world: quoted for free, sold once for each shipment, taken back on request.

desk.py answers, shipments.py keeps what was sold, rates.py knows the prices, papers.py draws the
files, rendering.py writes it all as EasyPost was recorded to; mischief.py is how it goes wrong.
"""
