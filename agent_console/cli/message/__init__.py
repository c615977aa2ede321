"""agent-console message: one e-mail to one customer, from a template.

commands.py comes in through command.py.
"""
