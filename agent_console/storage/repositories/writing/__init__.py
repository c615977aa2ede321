"""What somebody is writing, kept until it is sent or put away.

actions/messages comes in by drafts.py; the window saves there while its person types.
"""
