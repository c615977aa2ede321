"""Agent Console: one timeline from the order to the door mat.

The rooms, from the outside in: app, then ui, cli, connectors, storage, machine and sandbox side by
side, then sync, then actions and queries, then ports, then domain. Imports go down only; the
contracts in pyproject.toml say so to the machine. Start reading in domain/.
"""
