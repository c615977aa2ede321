"""How much is asked at once: numbers by thousands as one value, rows as their driver gives them.

among.py is for reading what a person waits for, or what a pass over the whole store reads.
"""
