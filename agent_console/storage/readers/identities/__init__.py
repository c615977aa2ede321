"""What was said of a customer and others: households, who is somebody else, and proofs.

customers.py comes in for what belongs to the page of a customer; the desk through pairs.py. A
customer of whom nothing was said costs one look into an index for each.
"""
