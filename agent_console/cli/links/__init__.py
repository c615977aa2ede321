"""agent-console link, unlink, household, dismiss, suggestions, verify: one person or two, and who.

commands.py comes in. Each verb is one Command record: joining in command.py, what keeps two people
two in pairs.py, proofs in proofs.py. To add a verb: another record, and its line in commands.py.
"""
