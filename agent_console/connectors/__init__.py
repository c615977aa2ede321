"""Connections to the outside: stores, carriers, channels, each read in its own words.

A connector is one folder of five files: manifest, settings, client, mapper, statuses, plus its
queries; it sees kit/, ports/ and domain/ and no other connector. To add one: copy the shape of
stores/vendure, add one line to registry.py, and inherit the contract tests.
"""
