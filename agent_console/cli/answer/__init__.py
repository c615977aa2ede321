"""`answer`: what to tell a customer about each order, how sure it is, and on which facts it rests.

queries/answers makes it; here it is only written down. cli/commands.py comes in.
"""
