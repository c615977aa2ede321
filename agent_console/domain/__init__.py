"""Facts and rules of the trade: orders, parcels, people, times, money.

Frozen dataclasses and pure functions; no I/O, no clock of its own, no library that does either.
Everybody may come in. To add a fact, give it a file named after it and say its unit and its source.
"""
