"""Writing down what an agent heard, did or promised; logging a call is a note with its outcome.

cli/ comes in through writing.py, ui/ through pad.py: it keeps what is typed until it is saved.
"""
