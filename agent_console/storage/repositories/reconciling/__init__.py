"""What the times of change do not tell: what to read again, and what its source no longer has.

intake.py comes in. rereading.py chooses what is asked for again, missing.py keeps what was not
there any more.
"""
