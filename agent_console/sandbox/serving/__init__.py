"""What the servers of the demo world share: loopback only, and misbehaving on demand.

loopback.py is the web server that a vendor's API inherits, faults.py the ways to misbehave. Servers
come in from vendure/, easypost/, mail/, ups/; to add one, inherit from LoopbackServer and
LoopbackHandler and open it in doors.py.
"""
