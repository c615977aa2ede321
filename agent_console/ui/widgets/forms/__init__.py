"""What forms are made of: sections, choices, words of one's own, and what follows from them.

band.py says above it all what it comes to.
"""
