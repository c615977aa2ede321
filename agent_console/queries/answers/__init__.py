"""The answer: what to tell a customer about an order, and on what each clause of it rests.

Facts become clauses (parcel/, shop, contacts, gathered by account), clauses become words/. ui/ and
cli/ come in by answer.py, with what reading.py read. To say more: a clause, and its phrase in each
language of resources/i18n/answers.
"""
