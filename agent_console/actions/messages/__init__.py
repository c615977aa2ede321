"""Writing to a customer: what it is about, its words by a template, the gate before it leaves.

cli/, ui/ and the dispatcher come in: writing.py makes a letter of facts, missing.py says what it
cannot do without, gate.py says why it must not leave, posting.py puts it into the outbox. A
template is a folder in resources/messages/.
"""
