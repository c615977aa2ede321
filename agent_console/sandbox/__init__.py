"""The demo world: a small shop, its carriers and its mailbox on loopback; needs no Qt.

shop.py, carriage.py, letters.py are what exists, deeds/ what people do, plans/ what will happen to
whom (from resources/demo/), world.py runs it all in the order of time into one ledger. vendure/,
easypost/ and mail/ tell that ledger in their vendors' wire formats, doors.py opens them. Nobody
imports this package, it imports nothing of ours: the app starts it (`python -m`) and talks to it.
"""
