"""What reads from the store for people: each reader implements one port of ports/reading.py.

Reads never wait for writers and never write. To add one: a port, a class here, a contract test.
"""
