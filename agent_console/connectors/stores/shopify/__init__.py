"""Shopify, read through its Admin GraphQL API.

The registry comes in through manifest.py. client.py walks through the lists, whole.py completes
orders with their parts, mapper.py and its neighbours read them; rest.py gives what webhooks send
the shape that GraphQL has, so that one mapper reads both.
"""
