"""The worker: pulls what sources say into the store, and watches over it. No Qt, no SQL.

app/ and cli/ come in. A pass is a function of ports, so that the desktop's worker, the command
line and a server run the same one. To add work: a file named after it, called from worker.py.
"""
