"""Sending goods back: judged by the policy, a label ordered, an exception decided, a label voided.

cli/ and app/ come in through asking.py, deciding.py and voiding.py; cases.py reads intents back.
"""
