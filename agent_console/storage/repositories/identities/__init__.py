"""What is said of people besides links: two of a household, somebody else, who proved to be whom.

wiring.py and app/writing come in. pairs.py writes what is said of two, verifying.py of one. Each
saying is a row that can end and is never changed otherwise.
"""
