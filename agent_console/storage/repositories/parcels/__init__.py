"""Parcels as those tell them who track them: saved, hung on their orders, asked for again.

intake.py and links.py come in. A number alone names no parcel: domain/tracking says which records
are of one, and on which order it hangs. A store that passes on scan by scan what its carrier says
tells it as a parcel record too; then it joins the carrier's own.
"""
