"""The policies of the house, as somebody wrote them down in resources/policies.

app/ comes in. Each file has a reader here that says which line of it cannot be used, and why.
"""
