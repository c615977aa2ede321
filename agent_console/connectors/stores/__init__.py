"""Stores that can be connected, one folder each with the same five files.

Only registry.py comes in. To add one: copy the shape of a neighbour, add a line to the registry,
and let its test class inherit the contract of tests/contracts.
"""
