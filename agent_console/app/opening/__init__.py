"""`open` in no time: nothing is imported for it that a call could wait for.

quick.py does what goes well; everything else is left to the command, which has words for it.
"""
