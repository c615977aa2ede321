"""What writes to the store: one file for each part of the model, all through one transaction.

Functions take the open Connection of a transaction; only intake.py and its like open one. Reading
for people lives in readers/. To add one: implement a port of ports/ and its contract test.
"""
