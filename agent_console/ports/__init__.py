"""What the inside asks of the outside: Protocols, the records they carry, and the four failures.

Nothing is implemented here. connectors/, storage/ and machine/ implement, app/wiring.py chooses.
To add a port: one file, one Protocol of few methods, one contract test class in tests/contracts.
"""
