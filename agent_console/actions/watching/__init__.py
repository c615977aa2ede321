"""Taking care of parcels in trouble: taken, given back; never by two people at once.

ui/ comes in through taking.py; what is done about a parcel is a message, a label or a note.
"""
