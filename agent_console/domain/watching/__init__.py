"""What is wrong with a parcel, said before its owner calls: pure rules over facts.

A new rule is a `Kind`, a line in rules.RULES and a table in resources/policies/exceptions.toml.
"""
