"""Vendure, read through its Admin GraphQL API (3.x).

The registry comes in through manifest.py. What the server really does is measured in the project's
fact sheets: updatedAt stands still on fulfilments, refunds and notes, so its history is the truth.
"""
