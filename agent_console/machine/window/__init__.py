"""The private local sockets of the window, as other processes of this user reach it.

line.py is the worker's end, door.py the way in for a call, peers.py says who is at the other end.
"""
