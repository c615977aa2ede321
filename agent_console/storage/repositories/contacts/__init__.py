"""Messages on their way into the store: whose they are, what they hang on, how they are kept.

intake.py and links.py come in, through saving.py and hanging.py. What is asked of the database is
asked for a whole bite of messages at once. To add a rule of belonging: hanging.py, and its case in
tests/contracts/contact_contract.py.
"""
