"""What a machine means by its mail: whom it could not reach, for good or for now, or who is away.

The mapper comes in through verdict.py. Each way of telling has its file: reports (RFC 3464),
complaints (ARF), wording (prose); where none of them can read it, it stays a bounce of nobody.
"""
