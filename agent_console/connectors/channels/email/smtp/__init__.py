"""SMTP as far as trying it needs it: reached, signed in to, and left again.

client.py comes in, from a worker thread, through line.py. Nothing is sent from here yet.
"""
