"""The form of a return: what is chosen in it, by which keys, and in which words.

form.py lays it out, body.py takes the keys, choosing.py and wishing.py make a wish of them.
"""
