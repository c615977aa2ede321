"""The carriers of the demo world as EasyPost tells them: its tracker API on loopback.

server.py is the HTTP, trackers.py which trackers exist and how they are listed, rendering.py their
wire format, refusals.py the errors, limit.py how often one may ask. Nothing here knows a story:
what is told is what the ledger holds. A new field is a line in rendering.py, seen on a recorded
answer.
"""
