"""The carriers of the demo world as EasyPost tells them, and sells their labels, on loopback.

server.py is the HTTP, trackers.py which trackers exist and how they are listed, rendering.py their
wire format, refusals.py the errors, limit.py how often one may ask, shipping/ the labels. Nothing
here knows a story. A new field is a line in a rendering.py, seen on a recorded answer.
"""
