"""What is watched, read in bites of many orders; what is found is opened, changed and closed.

book.py and concerns.py are the ports; a fact more for the rules is read in parcels.py or orders.py.
"""
