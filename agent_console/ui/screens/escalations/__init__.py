"""Exceptions that were asked for: what waits in the list, one of them with all its evidence.

worklist.py asks for them and has them decided, page.py shows one, body.py takes its keys, words.py
words them.
"""
