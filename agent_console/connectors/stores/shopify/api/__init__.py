"""Shopify's Admin API: questions, permissions, points, and lists that are told in pages.

client.py comes in. asking.py posts a question and tells what was hidden, whole.py completes orders,
paging.py walks through lists by time of change.
"""
