"""agent-console optout: who must not be written to any more.

commands.py comes in through command.py.
"""
