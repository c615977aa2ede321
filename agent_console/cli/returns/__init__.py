"""agent-console return: judge, quote and order a return label; show it, take it back.

commands.py comes in through command.py; ordering.py reads the words of a new one.
"""
