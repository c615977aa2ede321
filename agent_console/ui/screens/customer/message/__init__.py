"""A message in full: what strangers wrote, shown without asking anybody for anything.

browser.py shows HTML and plain text safely. The page of a customer comes in.
"""
