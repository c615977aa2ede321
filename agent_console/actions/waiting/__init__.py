"""Taking care of who waits for an answer: taken, given back, put off, done with.

cli/ and ui/ come in through deciding.py; answering itself is a message, and needs nothing here.
"""
