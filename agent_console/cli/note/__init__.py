"""agent-console note: what an agent writes down, or how a call went.

commands.py comes in through command.py.
"""
