"""Parcels as those tell them who track them: saved, hung on their orders, asked for again.

intake.py and links.py come in. A number alone names no parcel: domain/tracking says what does.
A store that passes on its carrier's scans tells a parcel record too, and shares the lines. What it
did itself is a line of its order, about the goods: where the carrier differs both are to be seen.
"""
