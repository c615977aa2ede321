"""Parcels as those tell them who track them: saved, hung on their orders, asked for again.

intake.py comes in. A number alone names no parcel: domain/belonging.py says what does.
"""
