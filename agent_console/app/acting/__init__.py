"""The parts that act: the outbox and who carries it out, letters and what fills them, notes.

wiring.py comes in; parts.py puts them together from a store and the settings.
"""
