"""The answer: what to tell a customer about an order, and on what each clause of it rests.

Facts become clauses (lead, outlook, house, contacts), clauses become words (wording, saying). ui/
and cli/ come in by answer.py, with a history that reading.py reads.
"""
