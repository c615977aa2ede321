"""Fakes: the ports in memory, for tests and for looking at the window without a store.

One file a port or a group of ports; a fake behaves, it records nothing and is never told what to
answer. The contract tests run against these as against the real ones.
"""
