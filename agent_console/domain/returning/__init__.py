"""Sending goods back: the policy of the house, and its verdict on what a customer wants.

actions/ come in. Both are pure: a verdict needs the facts of an order, a policy and a day.
"""
