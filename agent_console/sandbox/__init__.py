"""The demo world: a small shop on loopback that speaks its vendor's wire format; needs no Qt.

shop.py is what exists, deeds/ what people do to it, plans/ what will happen to whom (from
resources/demo/), world.py runs it all in the order of time, vendure/ answers like a Vendure store.
Nobody imports this package, it imports nothing of ours: the app starts it (`python -m`) and talks
HTTP. Another vendor's wire format is another folder beside vendure/ over the same world.
"""
