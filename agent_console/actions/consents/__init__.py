"""Writing down who wants no mail from us any more, or wants it again.

cli/ comes in through opting.py; what it means for a letter is decided by messages/gate.py.
"""
