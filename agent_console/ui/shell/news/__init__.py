"""What the window hears without having asked a screen: from the worker, and from the store.

worker.py turns the worker's news into what is seen, connections.py keeps the lamps and notices
what others wrote, troubles.py words what keeps store or worker from beginning: one record each.
session.py comes in; to hear something new, add a slot here and its message in ports/desktop.py.
"""
