"""agent-console secrets: passwords and tokens, read from stdin.

commands.py comes in. Each verb is one Command record in command.py: arguments, work, result.
To add a verb: another record there, and its line in commands.py.
"""
