"""agent-console escalations and decide: what waits for a supervisor, with all the evidence.

commands.py comes in through command.py.
"""
