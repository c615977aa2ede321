"""agent-console outbox: what is to leave, what has left, and taking it back.

commands.py comes in through command.py.
"""
