"""What is said of people besides links: two of a household, somebody else, who proved to be whom.

wiring.py and app/writing come in. pairs.py writes what is said of two, verifying.py of one, and
numbers.py whose a telephone number is. Each saying is a row that can end and is never changed
otherwise.
"""
