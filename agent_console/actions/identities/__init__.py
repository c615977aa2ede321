"""Saying that two customers are one person, and taking it back exactly.

cli/ and ui/ come in through joining.py. Nothing is ever rewritten: a link is a row that can end,
and ending it keeps the two apart from then on.
"""
