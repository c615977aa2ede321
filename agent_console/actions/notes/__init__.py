"""Writing down what an agent heard, did or promised; logging a call is a note with its outcome.

cli/ and ui/ come in through writing.py.
"""
