"""agent-console backup, restore and doctor: the store's health.

commands.py comes in. Each verb is one Command record in command.py: arguments, work, result.
To add a verb: another record there, and its line in commands.py.
"""
